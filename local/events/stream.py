"""A table's stream as Lambda reads it: in order, and what fails is tried again before anything later.

On a partial failure the batch is cut at the first failed sequence number; when the function raises, the batch is
halved (BisectBatchOnFunctionError) until the record that fails stands alone. A record that failed more often than the
limit goes to the dead-letter queue, as an OnFailure destination, and the stream goes on.
"""

import base64
import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from local.aws.clients import REGION, Clients
from local.aws.moto_state import last_sequence_number

from .invocation import Function, FunctionFailed

Record = dict[str, Any]
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 5.0
"""Seconds of real time before a failed batch is tried again; doubled each time."""


class StreamSource:
    """The one shard that moto keeps for a table, and the function that follows it from `after` on."""

    def __init__(
        self,
        function: Function,
        clients: Clients,
        *,
        stream_arn: str,
        batch_size: int = 100,
        attempts: int = 10,
        dead_letters: str | None = None,
        window: float = 0.0,
    ) -> None:
        self.name = function.name
        self.window = window
        self._function = function
        self._clients = clients
        self.arn = stream_arn
        self.table = stream_arn.split("/")[1]
        self.taken: Callable[[str, str], None] = lambda _function, _number: None
        """Told the function's name and the sequence number up to which it is done."""
        self._batch_size = batch_size
        self._attempts = attempts
        self._dead_letters = dead_letters
        self._running = threading.Lock()
        self._batches: deque[list[Record]] = deque()
        self._full = False
        self._empty_at: int | None = None
        """The stream's newest number when nothing was left to fetch."""
        self._failures = 0
        self._not_before = 0.0
        [shard] = clients.streams.describe_stream(StreamArn=stream_arn)["StreamDescription"]["Shards"]
        self._shard = shard["ShardId"]
        self._iterator = self._start("TRIM_HORIZON")

    def concerns(self, operation: str, body: bytes) -> bool:  # noqa: ARG002 - every source is asked alike
        """Whether a call to the cloud may have put something here."""
        return operation.startswith("dynamodb:")

    def skip_to_end(self, pending: Iterable[Record] = ()) -> None:
        """Forget what the stream holds and take `pending`, which an earlier run had not come to, first."""
        first = list(pending)
        with self._running:
            self._iterator = self._start("LATEST")
            self._batches = deque([first] if first else [])

    @contextmanager
    def paused(self) -> Iterator[Callable[[int], list[Record]]]:
        """No record is taken meanwhile; what it yields tells the records not taken yet, up to a sequence number."""
        with self._running:
            yield self._pending

    def run_once(self) -> int:
        """Take one batch; how many records the function accepted or that were given up."""
        with self._running:
            if not self._batches:
                self._fetch()
            if not self._batches or time.monotonic() < self._not_before:
                return 0
            batch = self._batches[0]
            done = self._consume(batch)
            if done:
                self.taken(self.name, batch[done - 1]["dynamodb"]["SequenceNumber"])
            return done

    @property
    def more(self) -> bool:
        return self._full or bool(self._batches)

    def waiting(self) -> dict[str, int]:
        """Records that the function refused and will be given again."""
        with self._running:
            return {"retrying": sum(len(batch) for batch in self._batches)}

    def _pending(self, up_to: int) -> list[Record]:
        held = [record for batch in self._batches for record in batch]
        later = self._clients.streams.get_records(ShardIterator=self._iterator)["Records"]
        return held + [
            self._record(each) for each in later if int(each["dynamodb"]["SequenceNumber"]) <= up_to
        ]

    def _start(self, kind: str) -> str:
        return str(
            self._clients.streams.get_shard_iterator(
                StreamArn=self.arn, ShardId=self._shard, ShardIteratorType=kind
            )["ShardIterator"]
        )

    def _fetch(self) -> None:
        newest = last_sequence_number(self.table)
        if newest == self._empty_at:
            return
        answer = self._clients.streams.get_records(ShardIterator=self._iterator, Limit=self._batch_size)
        self._iterator = answer["NextShardIterator"]
        self._full = len(answer["Records"]) == self._batch_size
        self._empty_at = None if answer["Records"] else newest
        if answer["Records"]:
            self._batches.append([self._record(record) for record in answer["Records"]])

    def _consume(self, batch: list[Record]) -> int:
        try:
            answer = self._function.invoke({"Records": batch}, messages=len(batch))
        except FunctionFailed:
            return self._retry(batch, 0, halve=True)
        first = _first_failed(answer, batch)
        if first is None:
            self._batches.popleft()
            self._failures = 0
            return len(batch)
        return self._retry(batch, first, halve=False)

    def _retry(self, batch: list[Record], first: int, *, halve: bool) -> int:
        if first:
            self._batches[0] = batch[first:]
            self._failures = 0
            return first
        if halve and len(batch) > 1:
            self._batches.popleft()
            middle = len(batch) // 2
            self._batches.extendleft([batch[middle:], batch[:middle]])
            return 0
        self._failures += 1
        if self._failures >= self._attempts:
            return self._give_up(batch)
        self._not_before = time.monotonic() + min(FIRST_PAUSE * 2**self._failures, LONGEST_PAUSE)
        return 0

    def _give_up(self, batch: list[Record]) -> int:
        self._batches.popleft()
        self._failures = 0
        if self._dead_letters:
            numbers = [record["dynamodb"]["SequenceNumber"] for record in batch]
            note = {
                "requestContext": {"functionArn": self.name, "condition": "RetryAttemptsExhausted"},
                "DDBStreamBatchInfo": {
                    "streamArn": self.arn,
                    "shardId": self._shard,
                    "startSequenceNumber": numbers[0],
                    "endSequenceNumber": numbers[-1],
                    "batchSize": len(batch),
                },
            }
            self._clients.sqs.send_message(QueueUrl=self._dead_letters, MessageBody=json.dumps(note))
        return len(batch)

    def _record(self, record: Mapping[str, Any]) -> Record:
        shaped: Record = as_in_an_event(record)
        return {**shaped, "eventSourceARN": self.arn, "awsRegion": REGION}


def as_in_an_event(value: Any) -> Any:
    """botocore's values as Lambda's event has them: bytes in base64, instants as epoch seconds."""
    if isinstance(value, Mapping):
        return {key: as_in_an_event(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set):
        return [as_in_an_event(part) for part in value]
    if isinstance(value, bytes | bytearray):
        return base64.b64encode(bytes(value)).decode()
    return value.timestamp() if isinstance(value, datetime) else value


def _first_failed(answer: Any, batch: list[Record]) -> int | None:
    """Where the batch is cut: at the first failed record; at its start when the answer names an unknown one."""
    failures = answer.get("batchItemFailures") if isinstance(answer, Mapping) else None
    if not failures:
        return None
    numbers = [record["dynamodb"]["SequenceNumber"] for record in batch]
    named = [str(item.get("itemIdentifier")) for item in failures]
    return min((numbers.index(name) for name in named), default=0) if set(named) <= set(numbers) else 0
