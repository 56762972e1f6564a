"""EventBridge's schedules against the clock that can be moved.

When the clock jumps over many due times, the function is called once, for the latest: a season moved in one step would
otherwise call a five-minute schedule thousands of times. A schedule's work must find what is due by the clock, never
by having been called at each time, so this loses nothing.
"""

import re
import threading
import uuid
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Protocol

from local.aws.clients import ACCOUNT, REGION

from .cron import Cron
from .invocation import Function, FunctionFailed

_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")


class Expression(Protocol):
    """When a schedule is due."""

    def latest(self, now: datetime, since: datetime) -> datetime | None:
        """The last due time in (since, now], or None."""
        ...


class Rate:
    """Every so long, counted from when the schedule was made."""

    def __init__(self, every: timedelta, start: datetime) -> None:
        self._every = every
        self._start = start

    def latest(self, now: datetime, since: datetime) -> datetime | None:
        due = self._start + self._every * ((now - self._start) // self._every)
        return due if since < due <= now and due > self._start else None


def parse(expression: str, start: datetime) -> Expression:
    """`rate(5 minutes)` or `cron(0 8 * * ? *)`. Raises ValueError for anything else."""
    rate = _RATE.fullmatch(expression)
    if rate:
        return Rate(timedelta(**{f"{rate[2]}s": int(rate[1])}), start)
    if expression.startswith("cron(") and expression.endswith(")"):
        return Cron(expression[5:-1])
    raise ValueError(f"not a schedule: {expression}")


class ScheduleSource:
    """One schedule and its function."""

    window = 0.0
    more = False

    def __init__(self, function: Function, *, expression: str, now: datetime) -> None:
        self.name = function.name
        self._function = function
        self._expression = parse(expression, now)
        self._since = now
        self._running = threading.Lock()

    def concerns(self, operation: str, body: bytes) -> bool:  # noqa: ARG002 - every source is asked alike
        """No call to the cloud makes a schedule due; only time does."""
        return False

    def run_once(self) -> int:
        """Call the function if a due time has passed since the last call; 1 when it was called."""
        with self._running:
            now = datetime.now(UTC)
            due = self._expression.latest(now, self._since)
            if due is None:
                return 0
            self._since = now
            # EventBridge would call a failed one again twice; the next due time comes soon enough here.
            with suppress(FunctionFailed):
                self._function.invoke(self._event(due))
            return 1

    def _event(self, due: datetime) -> dict[str, object]:
        return {
            "version": "0",
            "id": str(uuid.uuid4()),
            "detail-type": "Scheduled Event",
            "source": "aws.events",
            "account": ACCOUNT,
            "time": due.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "region": REGION,
            "resources": [f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{self.name}"],
            "detail": {},
        }
