"""The one clock of the local cloud. It ticks like any clock and can be moved forward for the whole process.

time-machine replaces the C functions behind `time.time` and `datetime.now`, so the functions, botocore's signatures,
moto's delays and visibility time-outs and the issuer's tokens all move together, in every thread. `time.monotonic`
stays real: time-outs and waiting threads are not touched.
"""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import time_machine


class BackwardError(ValueError):
    """The clock was asked to go back: what was written since then would lie in the future."""


class Clock:
    """Starts `ahead` seconds in front of the machine's clock; several threads may read and move it."""

    def __init__(self, ahead: float = 0.0) -> None:
        self.ahead = 0.0
        self._lock = threading.Lock()
        self._travel: time_machine.travel | None = None
        self._traveller: time_machine.Traveller | None = None
        self._listeners: list[Callable[[], None]] = []
        if ahead > 0:
            self.advance(ahead)

    def now(self) -> datetime:
        return datetime.now(UTC)

    def on_move(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)

    def advance(self, seconds: float) -> datetime:
        """Move forward by `seconds`. Raises `BackwardError` when negative."""
        if seconds < 0:
            raise BackwardError("the clock only goes forward")
        with self._lock:
            if self._traveller is None:
                # A plain timestamp: an aware datetime would make time-machine change the process's time zone too.
                self._travel = time_machine.travel(self.now().timestamp() + seconds, tick=True)
                self._traveller = self._travel.start()
                self._traveller.time_ns()
            else:
                self._traveller.shift(timedelta(seconds=seconds))
            self.ahead += seconds
        for listener in self._listeners:
            listener()
        return self.now()

    def move_to(self, moment: datetime) -> datetime:
        """Move to an aware moment. Raises `BackwardError` when it lies in the past."""
        return self.advance((moment - self.now()).total_seconds())

    def stop(self) -> None:
        """Give the process the machine's own time again."""
        with self._lock:
            if self._travel is not None:
                self._travel.stop()
            self._travel = self._traveller = None
            self.ahead = 0.0
