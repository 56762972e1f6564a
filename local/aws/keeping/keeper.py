"""Has what a call changed on the disk before it is answered; takes nothing while the disk takes nothing."""

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from threading import Event, Thread
from typing import Any, NamedTuple

from local.aws import moto_state
from local.aws.edge import Edge
from local.aws.resources import Stack
from local.clock import Clock
from local.events.stream import StreamSource
from local.web.inbox import Inbox

from .journal import Change, QueueChange
from .restoring import BUCKET, TABLE, capture, queue_names
from .store import Store

logger = logging.getLogger(__name__)
EVERY = 5.0
"""Seconds between two looks whether the journal has grown long."""
LONG = 16_000_000
"""Bytes of journal after which the state is written anew: reading them takes a second."""


class Origin(NamedTuple):
    """What never changes."""

    secret: str
    began: str


class Keeper:
    """Of one running system. `begin` once it stands, `stop` before it is taken down."""

    def __init__(
        self, store: Store, origin: Origin, *, stack: Stack, edge: Edge, inbox: Inbox, clock: Clock,
        sources: Sequence[object],
    ) -> None:  # fmt: skip
        self._store, self._origin = store, origin
        self._stack, self._edge, self._inbox, self._clock = stack, edge, inbox, clock
        self._streams = [source for source in sources if isinstance(source, StreamSource)]
        tables = stack.of_type(TABLE)
        self._tables = {name: logical_id for logical_id, name in tables.items()}
        self._followed = {one.name: self._tables[one.table] for one in self._streams}
        self._is_stuck = False
        self._ended = Event()
        self._thread = Thread(target=self._run, name="keep", daemon=True)

    def begin(self) -> None:
        """Writes what there is. Raises OSError."""
        self._save()
        self._edge.keeper = self
        for source in self._streams:
            source.taken = self._taken
        self._clock.on_move(self._moved)
        self._thread.start()

    def stop(self) -> None:
        """At last the state whole; where that cannot be written, the journals have it."""
        self._ended.set()
        self._thread.join()
        self._tried_to_save()

    def is_ready(self) -> bool:
        """Whether a change can be kept: what waits is tried again first."""
        if not self._is_stuck:
            return True
        with self._edge.lock:
            return self._tried(objects=True)

    def keep(self, operation: str, body: bytes, sms: Sequence[Any]) -> bool:
        """Whether what this call changed is on the disk. Call with the edge's lock held."""
        change = Change(sms=list(sms))
        if operation.startswith("dynamodb:"):
            change["items"] = self._items(operation, json.loads(body))
            change["records"] = dict(self._new_records())
        else:
            change["queues"] = self._queues_changed()
        return self._tried(change, objects=operation.startswith("s3:"))

    def _tried(self, *changes: Change, objects: bool = False) -> bool:
        """Whether the disk took them, and what waited before them; an object is there before what tells of it."""
        for change in changes:
            self._store.journal.note(change)
        try:
            if objects:
                self._store.save_objects(self._stack.of_type(BUCKET))
            self._store.journal.flush()
        except OSError as error:
            if not self._is_stuck:
                logger.error("nothing is accepted until the disk takes it (%s)", error.strerror)  # noqa: TRY400 - nobody needs the place
            self._is_stuck = True
        else:
            if self._is_stuck:
                logger.warning("the disk takes what is written again")
            self._is_stuck = False
        return not self._is_stuck

    def _moved(self) -> None:
        with self._edge.lock:
            self._tried({"ahead": self._clock.ahead})

    def _taken(self, function: str, number: str) -> None:
        with self._edge.lock:
            self._tried({"taken": {function: number}})

    def _items(self, operation: str, body: Any) -> list[tuple[str, Any, Any]]:
        return [
            (self._tables[table], key, moto_state.item(table, key))
            for table, key in moto_state.written(operation, body)
        ]

    def _new_records(self) -> Iterable[tuple[str, list[Any]]]:
        for table in {source.table for source in self._streams}:
            logical_id = self._tables[table]
            records = moto_state.records_since(table, self._numbers[logical_id])
            if records:
                self._numbers[logical_id] += len(records)
                yield logical_id, records

    def _queues_changed(self) -> dict[str, QueueChange]:
        changed: dict[str, QueueChange] = {}
        for logical_id, name in queue_names(self._stack).items():
            before, now = self._messages[logical_id], _by_id(moto_state.queue_messages(name))
            if before != now:
                differs = [one for key, one in now.items() if before.get(key) != one]
                changed[logical_id] = {"set": differs, "gone": sorted(before.keys() - now.keys())}
            self._messages[logical_id] = now
        return changed

    def _run(self) -> None:
        while not self._ended.wait(EVERY):
            if self._is_stuck or self._store.journal.size > LONG:
                self._tried_to_save()

    def _tried_to_save(self) -> None:
        """Where it cannot be written the journals stay, and have all of it."""
        try:
            if self.is_ready():
                self._save()
        except Exception:
            logger.exception("the state was not written anew, and its journals are kept")

    def _save(self) -> None:
        with ExitStack() as paused:
            pending = {source: paused.enter_context(source.paused()) for source in self._streams}
            with self._edge.lock:
                tables, queues, keys = capture(self._stack)
                last = {source: moto_state.last_sequence_number(source.table) for source in self._streams}
                self._store.save_objects(self._stack.of_type(BUCKET))
                sms, ahead = self._inbox.newest_first()[::-1], self._clock.ahead
                number = self._store.next_journal()
                self._messages = {name: _by_id(messages) for name, messages in queues.items()}
                self._numbers = {self._tables[source.table]: last[source] + 1 for source in self._streams}
                numbers = dict(self._numbers)
            streams = {source.name: pending[source](last[source]) for source in self._streams}
        self._store.save(
            {
                "journal": number,
                "ahead": ahead,
                "began": self._origin.began,
                "secret": self._origin.secret,
                "keys": keys,
                "tables": tables,
                "queues": queues,
                "followed": self._followed,
                "streams": streams,
                "numbers": numbers,
                "sms": sms,
            }
        )


def _by_id(messages: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return {message["id"]: message for message in messages}
