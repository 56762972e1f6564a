"""How a registration stands in the table: one item; the form is one sealed value, the rest holds no person."""

import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pydantic_core import to_jsonable_python

from functions.cloud.sealing.seal import Seal
from functions.registration.form import Form
from functions.registration.registration import Registration
from functions.registration.staff.queues import queues_of, waiting_since

from .table import Item

SK = "registration"
SHARDS = 16
"""Parts of a season's index, so that no key of it is hot: 1,000 submissions a second are 63 writes each."""

QUEUE_SHARDS = 4
"""Parts of a season's queue of manual reviews: few, since a page asks each of them."""

STORED = frozenset(Registration.model_fields) - {"form"}


def pk(registration_id: str) -> str:
    return f"R#{registration_id}"


def account_pk(owner: str) -> str:
    return f"A#{owner}"


def claim_pk(season: str, child: str) -> str:
    return f"C#{season}#{child}"


def shard_of(registration_id: str) -> int:
    return zlib.crc32(registration_id.encode()) % SHARDS


def index_pk(season: str, shard: int) -> str:
    return f"S#{season}#{shard}"


def queue_pk(season: str, shard: int) -> str:
    return f"Q#{season}#{shard}"


def queue_shard_of(registration_id: str) -> int:
    return shard_of(registration_id) % QUEUE_SHARDS


def queue_sk(since: datetime, registration_id: str) -> str:
    """Oldest first; one place in the order for each registration."""
    return f"{instant(since)}#{registration_id}"


def queued(registration: Registration) -> Item:
    """The attributes of the sparse index `queue`; empty where nothing waits for a person."""
    since = waiting_since(registration)
    if since is None:
        return {}
    return {
        "gsi2pk": queue_pk(registration.season, queue_shard_of(registration.id)),
        "gsi2sk": queue_sk(since, registration.id),
        "queues": set(queues_of(registration)),
    }


def dump(value: Any) -> Any:
    """A model as the table keeps it: JSON's types, nothing that is None, each instant as `instant` writes it."""
    return _plain(value.model_dump(exclude_none=True))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(inner) for inner in value]
    return to_jsonable_python(value)


def to_item(registration: Registration, seal: Seal) -> Item:
    """The whole item. One KMS call."""
    item: Item = _plain(registration.model_dump(exclude_none=True, exclude={"form"}))
    return item | {
        "pk": pk(registration.id),
        "sk": SK,
        "sealed": sealed_form(registration.id, registration.form, seal),
        "answers": {},
        "gsi1pk": index_pk(registration.season, shard_of(registration.id)),
        "gsi1sk": f"{registration.status}#{registration.id}",
        "queue_pk": queue_pk(registration.season, queue_shard_of(registration.id)),
        **queued(registration),
    }


def sealed_form(registration_id: str, form: Form, seal: Seal) -> bytes:
    """The form's bytes as they are stored. One KMS call."""
    return seal.seal(registration_id, form.model_dump_json(exclude_none=True).encode())


def without_form(item: Mapping[str, Any], form: Form | None = None) -> Registration:
    """What the item says without opening the seal; `form` is set where the caller has it already."""
    stored = {name: item[name] for name in STORED if name in item}
    return Registration.model_validate(stored | {"form": form or Form()})


def whole(item: Mapping[str, Any], seal: Seal) -> Registration:
    """The registration with its form. One KMS call."""
    opened = seal.open(item["id"], item["sealed"])
    return without_form(item, Form.model_validate_json(opened))


def instant(moment: datetime) -> str:
    """An instant as the table keeps it: in UTC, always to the microsecond, so that text compares as time does."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"
