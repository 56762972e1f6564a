"""Snapshot and restore of the whole system, and the run that lets everything pending come to its end."""

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

import time_machine
from chalice.local import LambdaContext
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodbstreams.models import dynamodbstreams_backends
from moto.s3.models import s3_backends
from moto.sns.models import sns_backends
from moto.sqs.models import sqs_backends

from functions.cloud import settings
from infra.guardians.app import app as guardians
from infra.staff.app import app as staff
from local.aws.clients import ACCOUNT, REGION
from local.environment import forget_cached
from tests.aws import Cloud
from tests.rooms.test_wiring import TICK

from .faults import Injector, StoppedError
from .writing import read, written

Event = dict[str, Any]
QUEUES: Mapping[str, str] = {
    "Identity": "verify_identity",
    "Property": "verify_property",
    "Code": "send_code",
    "Notice": "notify",
    "Job": "job",
}
STREAM = ("dispatch", "count")
CLOCK = ("publish", "remind", "reconcile")
"""The functions of the clock that a deed of somebody leaves something to."""
BETWEEN = tuple(timedelta(minutes=minutes) for minutes in (2, 4, 20, 20, 60))
"""From one round to the next: a message that was being read is visible again, and in time for a code; at last the
reconciler mends what it waits for.
"""
TRIES = 3
LONG = 300_000
"""Milliseconds that a run may take."""


def function(name: str) -> Callable[[Event, LambdaContext], Any]:
    handlers = guardians.handler_map if name in guardians.handler_map else staff.handler_map
    found: Callable[[Event, LambdaContext], Any] = handlers[name]
    return found


class Run(LambdaContext):  # type: ignore[misc]
    """One invocation. A job asks after each step how much time is left."""

    def __init__(self, name: str, steps: int | None = None) -> None:
        super().__init__(name, 512, LONG)
        self._steps = steps

    def get_remaining_time_in_millis(self) -> int:
        if self._steps is None:
            return LONG
        self._steps -= 1
        return LONG if self._steps > 0 else 0


@dataclass
class World:
    """The system with its clock. `settle` plays it dry; `kept` and `restore` bring one instant back."""

    cloud: Cloud
    clock: time_machine.Traveller
    now: Any
    injector: Injector = field(default_factory=Injector)
    by_the_clock: tuple[str, ...] = CLOCK
    steps_a_run: int | None = None
    """After so many steps of a job its run has no time left; None: a run has time for all."""
    again: Callable[[], None] = field(default=lambda: None)
    """Called before a function of the clock is called once more, since it failed."""

    def attempt(self, deed: Callable[[], Any]) -> Any:
        """The deed, by a client or by Lambda; None where the process stopped or the fault went up to Lambda."""
        self.injector.begin()
        try:
            return deed()
        except StoppedError:
            forget_cached()
        except Exception:  # noqa: BLE001 - whatever leaves a function, Lambda tries it again
            return None
        return None

    def steps(self) -> Iterator[Callable[[], object]]:
        """Stream, queues and clock, as Lambda plays them, until nothing waits."""
        for pause in BETWEEN:
            yield self._stream
            yield from (partial(self._consume, queue, name) for queue, name in QUEUES.items())
            yield from (partial(self._retried, name, TICK) for name in self.by_the_clock)
            yield partial(self.clock.shift, pause)

    def unread(self) -> list[Any]:
        """The changes that no function has seen yet."""
        shard = dynamodb_backends[ACCOUNT][REGION].tables[settings.tables().registrations].stream_shard
        read_until = self.cloud.read_until
        assert shard is not None
        known = dynamodbstreams_backends[ACCOUNT][REGION].shard_iterators
        seen = 0 if read_until is None else known[read_until].sequence_number - shard.starting_sequence_number
        return list(shard.items[seen:])

    def _stream(self) -> None:
        event = self.cloud.changes()
        for name in STREAM:
            if event["Records"]:
                self._retried(name, event)

    def _retried(self, name: str, event: Event) -> None:
        """A stream's or the clock's function is called again until it ends well."""
        for _ in range(TRIES):
            answer = self.attempt(lambda: (function(name)(event, LambdaContext(name, 512, LONG)),))
            if answer is not None and not (answer[0] or {}).get("batchItemFailures"):
                return
            if event is TICK:
                self.again()
        raise AssertionError(f"{name} ended well in none of {TRIES} tries")

    def _consume(self, queue: str, name: str) -> None:
        """A message whose function fails stays, and is visible again in a later round."""
        while records := self.cloud.received(queue, 1)["Records"]:
            event = {"Records": records}
            answer = self.attempt(lambda event=event: function(name)(event, Run(name, self.steps_a_run)))
            if answer is not None and not answer["batchItemFailures"]:
                self.cloud.done(queue, records[0])

    def pulse(self) -> "Pulse":
        """What changes by no call of a function: the instant, what was read of the stream, what was received."""
        messages = (message for queue in _queues().values() for message in queue._messages)
        received = frozenset((message.id, message.approximate_receive_count) for message in messages)
        return Pulse(datetime.now(UTC), self.cloud.read_until, received)

    def kept(self) -> "Kept":
        tables = dynamodb_backends[ACCOUNT][REGION].tables
        return Kept(
            {name: (written(table.items), list(_stream_items(table))) for name, table in tables.items()},
            {name: copy.deepcopy(queue._messages) for name, queue in _queues().items()},
            {name: _keys(bucket) for name, bucket in s3_backends[ACCOUNT]["aws"].buckets.items()},
            dict(sns_backends[ACCOUNT][REGION].sms_messages),
            self.cloud.read_until,
            datetime.now(UTC),
        )

    def restore(self, kept: "Kept") -> None:
        """The instant that was kept, for a process that has just begun."""
        tables = dynamodb_backends[ACCOUNT][REGION].tables
        for name, (items, records) in kept.tables.items():
            tables[name].items = read(items)
            if tables[name].stream_shard is not None:
                tables[name].stream_shard.items[:] = records
        for name, queue in _queues().items():
            queue._messages[:] = copy.deepcopy(kept.queues[name])
            queue.pending_messages.clear()
            queue.deleted_messages.clear()
        for name, bucket in s3_backends[ACCOUNT]["aws"].buckets.items():
            bucket.keys.clear()
            for key, versions in kept.objects[name]:
                bucket.keys.setlist(key, list(versions))
        sent = sns_backends[ACCOUNT][REGION].sms_messages
        sent.clear()
        sent.update(kept.sms)
        self.cloud.read_until = kept.read_until
        self.clock.move_to(kept.at)
        forget_cached()


class Pulse(NamedTuple):
    at: datetime
    read_until: str | None
    received: frozenset[tuple[str, int]]


@dataclass(frozen=True)
class Kept:
    tables: dict[str, tuple[bytes, list[Any]]]
    queues: dict[str, Any]
    objects: dict[str, list[tuple[str, list[Any]]]]
    sms: dict[str, Any]
    read_until: str | None
    at: datetime


def _queues() -> dict[str, Any]:
    found: dict[str, Any] = sqs_backends[ACCOUNT][REGION].queues
    return found


def _stream_items(table: Any) -> list[Any]:
    return [] if table.stream_shard is None else list(table.stream_shard.items)


def _keys(bucket: Any) -> list[tuple[str, list[Any]]]:
    return [(key, list(bucket.keys.getlist(key))) for key in bucket.keys]
