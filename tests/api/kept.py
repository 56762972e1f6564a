"""A memo of what a family did: the same deed from the same state is played once a process, and what it left is kept.

Half of this folder's time went into playing what other tests play too. What may make a difference is the key of the
memo; where something stands around the calls (faults, counters), or other families' doings are there, nothing is kept.
"""

import os
import pickle
from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.table import StreamRecord, StreamShard, Table
from moto.dynamodbstreams.models import dynamodbstreams_backends
from moto.secretsmanager.models import secretsmanager_backends
from moto.sns.models import sns_backends
from moto.sqs.models import sqs_backends

from functions.cloud import composition, settings
from functions.cloud.aws.calls import SEAM
from functions.cloud.table import keys
from local.authorities.records import HouseholdRecords, PropertyRecords
from local.aws.clients import ACCOUNT, REGION
from seasons import siming_2022
from tests.aws import Cloud
from tests.midseason import NOW
from tests.readers import approve_readers

if TYPE_CHECKING:
    from .household import Household

ALWAYS_AROUND = 2
"""Hooks of the seam: the canary's and the policies'."""


class Left(NamedTuple):
    """What a deed left: pickled, since a test may change what it is given."""

    id: str
    items: bytes
    """Those that it wrote, by their keys; None for one that it removed."""
    records: bytes
    """Of the stream, those that no function was given yet."""
    read: bool
    """Whether the functions were given what stood in the stream before."""
    sms: dict[str, Any]


SEASON = siming_2022().model_copy(update={"publication_held": False})

_left: dict[Hashable, Left] = {}


def kept(deed: "Callable[[Household], Household]") -> "Callable[[Household], Household]":
    """Of a deed with which a household begins: its effects without the deed, where it was done from here before."""

    @wraps(deed)
    def done(household: "Household") -> "Household":
        if household.id or len(SEAM._hooks) != ALWAYS_AROUND or _registrations():
            return deed(household)
        key = (deed.__name__, *_state(household))
        if key in _left:
            _restore(household, _left[key])
            return household
        before, waiting, read = _items(), len(unread(household.cloud)), household.cloud.read_until
        sent = set(_sms())
        deed(household)
        moved = household.cloud.read_until != read
        after, records = _items(), unread(household.cloud)[0 if moved else waiting :]
        changed = {at: item for at, item in after.items() if item != before.get(at)}
        _left[key] = Left(
            household.id,
            pickle.dumps(changed | dict.fromkeys(before.keys() - after.keys())),
            pickle.dumps(records),
            moved,
            {message: sms for message, sms in _sms().items() if message not in sent},
        )
        return household

    return done


def begun(cloud: Cloud) -> None:
    """Who may read is there, and nothing is left in the stream."""
    approve_readers(cloud.table, SEASON, NOW)
    cloud.changes()


def emptied(cloud: Cloud) -> bool:
    """Takes away all that families and functions left; whether the breakers remember nothing either."""
    _table().items.clear()
    _shard().items.clear()
    _sms().clear()
    for queue in sqs_backends[ACCOUNT][REGION].queues.values():
        queue._messages.clear()
        queue.pending_messages.clear()
    cloud.read_until = None
    return not dynamodb_backends[ACCOUNT][REGION].tables[settings.breakers().table].items


def _restore(household: "Household", left: Left) -> None:
    household.id = left.id
    household.agreed = True
    if left.read:
        household.cloud.changes()
    items = _table().items
    for (hash_key, range_key), item in pickle.loads(left.items).items():  # noqa: S301 - of this process
        if item is None:
            items[hash_key].pop(range_key, None)
        else:
            items[hash_key][range_key] = pickle.loads(item)  # noqa: S301 - of this process
    composition.season_table().get(SEASON.id, datetime.now(UTC))
    append(pickle.loads(left.records))  # noqa: S301 - of this process
    sms = _sms()
    for message, content in left.sms.items():
        sms.pop(message, None)
        sms[message] = content


def _state(household: "Household") -> tuple[Hashable, ...]:
    """All that may make a difference to what it does next."""
    return (
        household.story.account.sub,
        repr(household.form),
        datetime.now(UTC),
        household.cloud.surroundings(),
        vars(HouseholdRecords)["_record"],
        vars(PropertyRecords)["_record"],
        seasons_and_secret(),
        tuple(sorted(pair for pair in os.environ.items() if pair[0].startswith("RUXUE_"))),
        tuple(sorted(f"{hash_key}{range_key}" for hash_key, range_key in _items())),
    )


def seasons_and_secret() -> str:
    """What stands outside of the table of registrations, in a form that differs where anything was changed."""
    seasons = dynamodb_backends[ACCOUNT][REGION].tables[settings.tables().seasons]
    secrets = secretsmanager_backends[ACCOUNT][REGION].secrets
    return repr(
        (
            [item.to_json() for item in seasons.all_items()],
            [secret.versions for secret in secrets.values()],
        )
    )


def unread(cloud: Cloud) -> list[StreamRecord]:
    """The stream's records that `changes` would tell."""
    shard = _shard()
    if cloud.read_until is None:
        return list(shard.items)
    until = dynamodbstreams_backends[ACCOUNT][REGION].shard_iterators[cloud.read_until]
    return shard.items[until.sequence_number - shard.starting_sequence_number :]


def append(records: Iterable[StreamRecord]) -> None:
    """Puts such records behind those that are there."""
    shard = _shard()
    for record in records:
        number = shard.starting_sequence_number + len(shard.items)
        record.record["dynamodb"]["SequenceNumber"] = str(number)
        shard.items.append(record)


def _shard() -> StreamShard:
    shard = _table().stream_shard
    assert shard is not None
    return shard


def _table() -> Table:
    return dynamodb_backends[ACCOUNT][REGION].tables[settings.tables().registrations]


def _items() -> dict[tuple[Any, Any], bytes]:
    return {
        (hash_key, range_key): pickle.dumps(item)
        for hash_key, items in _table().items.items()
        for range_key, item in items.items()
    }


def _registrations() -> bool:
    return any(
        range_key.value == keys.REGISTRATION for items in _table().items.values() for range_key in items
    )


def _sms() -> dict[str, Any]:
    sent: dict[str, Any] = sns_backends[ACCOUNT][REGION].sms_messages
    return sent
