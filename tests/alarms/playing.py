"""Time played minute by minute: each function is called as it is deployed, and what CloudWatch would be told is kept.

The clock is the test's and nobody waits. Functions are called with what their queue, stream or schedule brings them;
that they ran, whether they failed and what they counted is measured, and each minute the messages of every queue.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from local.aws.moto_state import queue_messages
from local.events.schedules import parse
from tests.aws import Cloud, imported
from tests.rooms.deliveries import consumed
from tests.rooms.test_wiring import TICK

from .all import sounded
from .evaluating import MINUTE, Span
from .lambdas import Lambda, lambdas
from .series import Metric, Series

RECEIVED_OFTEN = 3
"""From so many receives on SQS leaves a message out of the age of its queue's oldest."""


def of_function(function: str, name: str) -> Metric:
    return Metric("AWS/Lambda", name, frozenset({("FunctionName", function)}))


def of_queue(export: str, name: str) -> Metric:
    return Metric("AWS/SQS", name, frozenset({("QueueName", export)}))


class Played:
    """`stopped`: names of functions that nobody calls. Those of the clock ran just before it began."""

    def __init__(
        self, cloud: Cloud, clock: time_machine.Traveller, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for variable, output in imported("staff").items():
            if output in cloud.stack.outputs:
                cloud.environment.setenv(variable, cloud.stack.outputs[output])
        self.cloud, self.series = cloud, Series()
        self.stopped: set[str] = set()
        self._clock, self._capsys = clock, capsys
        self.began = datetime.now(UTC)
        self._due = {one: parse(one.every, self.began) for one in lambdas() if one.every}
        for function in self._due:
            self.measure(of_function(function.name, "Invocations"), 1)
        self._queues = {
            output.removesuffix("Name"): name
            for output, name in cloud.stack.outputs.items()
            if output.endswith(("QueueName", "DlqName"))
        }

    def play(self, time: timedelta, *, most: timedelta = MINUTE) -> None:
        """On for so long, over at most so much in a step; whatever comes back from a queue does so in its minute."""
        until = datetime.now(UTC) + time
        while (before := datetime.now(UTC)) < until:
            self._clock.move_to(min(until, before + most, max(self._next(before), before + MINUTE)))
            self._streamed()
            self._clocked(before)
            self._streamed()
            self._consumed()
            self._measure_queues()

    def run(self, function: Lambda, event: Any) -> Any:
        """Once, as Lambda does: what it raises is one error of it, and time goes on."""
        self.measure(of_function(function.name, "Invocations"), 1)
        answer, failed = None, False
        try:
            answer = function(event)
        except Exception:  # noqa: BLE001 - whatever it is
            failed = True
        self.measure(of_function(function.name, "Errors"), failed)
        self.hear()
        return answer

    def hear(self) -> None:
        """Takes in what was written since, by whatever of ours ran."""
        self.series.take(self._capsys.readouterr().out)

    def measure(self, metric: Metric, value: float) -> None:
        self.series.put(metric, value, datetime.now(UTC))

    def sounded(self) -> dict[str, list[Span]]:
        """Since it began, until now."""
        return sounded(self.series, self.began, datetime.now(UTC))

    def _clocked(self, before: datetime) -> None:
        now = datetime.now(UTC)
        for function, due in self._due.items():
            if due.latest(now, before) is not None and function.name not in self.stopped:
                self.run(function, TICK)

    def _next(self, now: datetime) -> datetime:
        """The minute in which the next message comes back."""
        hidden = [
            one["visible_at"]
            for queue in self._queues.values()
            for one in queue_messages(queue)
            if one["visible_at"] >= now.timestamp() * 1000
        ]
        soonest = min(hidden, default=(now + timedelta(days=1)).timestamp() * 1000) / 1000
        return now + MINUTE * ((soonest - now.timestamp()) // 60 + 1)

    def _streamed(self) -> None:
        changes = self.cloud.changes()
        if changes["Records"]:
            for function in lambdas():
                if function.queue is None and function.every is None:
                    self.run(function, changes)

    def _consumed(self) -> None:
        for function in lambdas():
            if function.queue is None or function.name in self.stopped:
                continue
            if self._visible(self._queues[f"{function.queue}Queue"]):
                consumed(self.cloud, function.queue, self._called(function))

    def _called(self, function: Lambda) -> Callable[[Any, Any], Any]:
        """Where it raised, the whole batch stays in its queue."""

        def call(event: Any, _: Any) -> Any:
            back = [{"itemIdentifier": record["messageId"]} for record in event["Records"]]
            return self.run(function, event) or {"batchItemFailures": back}

        return call

    def _visible(self, queue: str) -> int:
        now = datetime.now(UTC).timestamp() * 1000
        return sum(one["visible_at"] < now and one["delayed_until"] <= now for one in queue_messages(queue))

    def _measure_queues(self) -> None:
        now = datetime.now(UTC).timestamp() * 1000
        for export, queue in self._queues.items():
            ages = [
                (now - one["sent_timestamp"]) / 1000
                for one in queue_messages(queue)
                if one["approximate_receive_count"] < RECEIVED_OFTEN
            ]
            self.measure(of_queue(f"{export}Name", "ApproximateAgeOfOldestMessage"), max(ages, default=0))
            self.measure(
                of_queue(f"{export}Name", "ApproximateNumberOfMessagesVisible"), self._visible(queue)
            )
