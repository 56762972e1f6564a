"""How a registration stands in the table: one item; the form is one sealed value, the rest holds no person."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import PydanticCustomError, to_jsonable_python

from functions.cloud.logs import logger
from functions.cloud.metrics import counting
from functions.cloud.sealing.labels import Labels
from functions.cloud.sealing.seal import Seal, SealBrokenError
from functions.registration.form import Form
from functions.registration.registration import Registration, Status
from functions.registration.staff.queues import (
    kept_for,
    queues_of,
    waiting_since,
    waits_for_family,
    without_work,
)
from functions.registration.values.reference import reference

from . import keys, shards
from .expressions import Condition, Update, absent, all_of, any_of, equals, size_is
from .table import Item

CLAIM = ("claimed_by", "claimed_until")
"""A clerk's claim on the case."""

QUEUE_PLACE = ("gsi2pk", "gsi2sk", "queues", "without_work", "kept_for", "kept_until")
"""The place in staff's queue. This and a clerk's claim are gone with every step that the guardian takes."""

FAMILYS_TURN = "~"
"""Stands before the day by which a family answers (R40), where else stands since when a person is waited for: such
places in the index `queue` come behind all others."""

STORED = frozenset(Registration.model_fields) - {"form"}


class UnreadableError(Exception):
    """A registration that this version cannot read: a newer one's words, a part that is gone, a seal that is broken."""

    def __init__(self, item: Mapping[str, Any], why: str) -> None:
        self.id = keys.parted(item["pk"])[1]
        super().__init__(f"{self.id}: {why}")
        self.why = why
        self.season = str(item.get("season", ""))
        self.status = str(item.get("status", ""))
        self.number = _number(item) or self.id
        """By which its family can name it on the telephone: its reference, where that can be read."""


class WrittenUnreadableError(UnreadableError):
    """The same of one that was changed as its family asked: that is done, and only what stands now cannot be told."""


def set_aside(error: UnreadableError) -> None:
    """A person has to look at it: it is logged by its id, counted, and alarms."""
    logger().error("registration_set_aside", extra={"registration_id": error.id, "why": error.why})
    with counting() as count:
        count("RegistrationSetAside")


@contextmanager
def reading(item: Mapping[str, Any]) -> Iterator[None]:
    """Around what reads an item of the table, or opens what is sealed in it. Raises UnreadableError."""
    try:
        yield
    except (ValidationError, SealBrokenError, LookupError, TypeError) as error:
        raise UnreadableError(item, type(error).__name__) from None


class Listed(NamedTuple):
    """What somebody is told that there is: each that can be read, without its form, and which cannot."""

    registrations: tuple[Registration, ...]
    unreadable: tuple[UnreadableError, ...]
    """Set aside: each keeps none of the others from being told."""


def _number(item: Mapping[str, Any]) -> str | None:
    try:
        return reference(str(item.get("reference", "")))
    except PydanticCustomError:
        return None


def queued(registration: Registration) -> Item:
    """The attributes of the sparse index `queue`; empty where nothing waits for a person, or for the family (R40)."""
    until = waits_for_family(registration)
    if until is not None:
        place = keys.in_queue(registration.season, FAMILYS_TURN + instant(until), registration.id)
        return {"gsi2pk": place.pk, "gsi2sk": place.sk}
    since = waiting_since(registration)
    if since is None:
        return {}
    place = keys.in_queue(registration.season, instant(since), registration.id)
    queued_for: Item = {"gsi2pk": place.pk, "gsi2sk": place.sk, "queues": set(queues_of(registration))}
    if done := without_work(registration):
        queued_for["without_work"] = set(done)
    if first := kept_for(registration):
        queued_for |= {"kept_for": first.member, "kept_until": instant(first.until)}
    return queued_for


def requeue(change: Update, registration: Registration) -> Update:
    """The change with the registration's place in the queue as it stands now, or out of it."""
    place = queued(registration)
    return change.set_all(place).remove(*(name for name in QUEUE_PLACE if name not in place))


def standing(registration: Registration, to: Status) -> Registration:
    """As it stands once its family moved it: its place in the queue follows from that."""
    return registration.model_copy(update={"status": to, "version": registration.version + 1})


def checks_of(registration: Registration) -> Item:
    return {check.id: dump(check) for check in registration.checks.values()}


def unchanged(before: Registration) -> Condition:
    """Its family did nothing since."""
    return all_of(equals("version", before.version), equals("status", before.status.value))


def unasked(before: Registration) -> Condition:
    """What is asked of its family and of staff is what it was (R40, R42): its place in the queue follows from them."""
    asked, review = before.request, before.review
    words = equals("withdrawals", [dump(word) for word in before.withdrawals])
    return all_of(
        absent("request") if asked is None else equals(("request", "number"), asked.number),
        absent("review") if review is None else size_is(("review", "words"), len(review.words)),
        words if before.withdrawals else any_of(absent("withdrawals"), words),
    )


def words_as_said(before: Registration) -> Condition:
    """No word that a child be freed came or went: its family's version stays, and its place in the queue does not."""
    words = size_is("releases", len(before.releases))
    return words if before.releases else any_of(absent("releases"), words)


def as_seen(before: Registration) -> Condition:
    """Nothing changed from which its place in the queue follows, save disputes: those raise its version."""
    return all_of(
        unchanged(before),
        equals("checks", checks_of(before)),
        any_of(absent("decisions"), size_is("decisions", len(before.decisions))),
        unasked(before),
        words_as_said(before),
    )


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


def to_item(registration: Registration, seal: Seal, labels: Labels) -> Item:
    """The whole item. One KMS call."""
    item: Item = _plain(registration.model_dump(exclude_none=True, exclude={"form", "label"}))
    place = keys.in_season(registration.season, registration.status, registration.id)
    return item | {
        **keys.registration(registration.id)._asdict(),
        "sealed": sealed_form(registration.id, registration.form, seal, version=registration.form_version),
        "label": label_of(registration.id, registration.form, labels),
        "answers": {},
        "gsi1pk": place.pk,
        "gsi1sk": place.sk,
        "queue_pk": keys.queue_part(registration.season, shards.queue_shard_of(registration.id)),
        **queued(registration),
    }


def referred(registration: Registration, expires: int) -> Item:
    """Which registration its reference belongs to, kept as long as the registration."""
    place = keys.reference(registration.reference)
    return {**place._asdict(), "registration": registration.id, "expires": expires}


def sealed_form(registration_id: str, form: Form, seal: Seal, *, version: int) -> bytes:
    """The form's bytes as they are stored with this version. One KMS call."""
    return seal.seal(registration_id, form.model_dump_json(exclude_none=True).encode(), version=version)


def label_of(registration_id: str, form: Form, labels: Labels) -> str:
    """The children's names as lists show them, sealed. No call."""
    return labels.seal(registration_id, [student.name or "" for student in form.students])


def without_form(item: Mapping[str, Any], form: Form | None = None) -> Registration:
    """What the item says without opening the seal; `form` is set where the caller has it already.

    Raises UnreadableError.
    """
    stored = {name: item[name] for name in STORED if name in item}
    with reading(item):
        return Registration.model_validate(stored | {"form": form or Form()})


def of_seasons(
    item: Mapping[str, Any], form: Form | None = None, *, seasons: Collection[str]
) -> Registration:
    """The same; what names none of these seasons, which are all, can be shown as little as what cannot be read.

    Raises UnreadableError.
    """
    registration = without_form(item, form)
    if registration.season not in seasons:
        raise unknown_season(item)
    return registration


def unknown_season(item: Mapping[str, Any]) -> UnreadableError:
    return UnreadableError(item, "unknown_season")


def whole(item: Mapping[str, Any], seal: Seal) -> Registration:
    """The registration with its form. One KMS call. Raises UnreadableError."""
    with reading(item):
        opened = seal.open(item["id"], item["sealed"], version=item["form_version"])
        form = Form.model_validate_json(opened)
    return without_form(item, form)


def listed(stored: Iterable[Item], read: Callable[[Item], Registration] = without_form) -> Listed:
    """In the order in which they come, without a call. `read` raises UnreadableError."""
    registrations: list[Registration] = []
    unreadable: list[UnreadableError] = []
    for item in stored:
        try:
            registrations.append(read(item))
        except UnreadableError as damaged:
            set_aside(damaged)
            unreadable.append(damaged)
    return Listed(tuple(registrations), tuple(unreadable))


def members(name: str, rows: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """All that the items' sets of that name hold."""
    return frozenset(member for item in rows for member in item.get(name, ()))


def instant(moment: datetime) -> str:
    """An instant as the table keeps it: in UTC, always to the microsecond, so that text compares as time does."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
