"""Keeps every event source going, each in a thread of its own, and can wait until nothing is left to do."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol

logger = logging.getLogger(__name__)
IDLE = 2.0
"""Seconds after which a source looks by itself: for what became visible again, or due, without any call."""

LONGEST_SETTLE = 120.0


class Source(Protocol):
    """A queue, a stream or a schedule with its function."""

    name: str
    window: float
    """Seconds for which work may gather before it is taken, Lambda's `MaximumBatchingWindowInSeconds`."""

    @property
    def more(self) -> bool:
        """Whether the last batch was full, or part of it is still to be done."""
        ...

    def run_once(self) -> int: ...
    def concerns(self, operation: str, body: bytes) -> bool: ...


class NotQuietError(Exception):
    """Work kept coming for longer than anyone should wait, or none may be done."""


class Pump:
    """Runs sources until stopped; each runs one batch at a time, and none while they are `held`."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self.held: Callable[[], bool] = lambda: False
        self._wake = [threading.Event() for _ in sources]
        self._unsettled = [threading.Event() for _ in sources]
        self._settling = threading.Lock()
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, args=pair, name=pair[0].name, daemon=True)
            for pair in zip(sources, self._wake, strict=True)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def wake(self, operation: str, body: bytes) -> None:
        """A call to the cloud may have made work for some sources."""
        for source, *events in zip(self._sources, self._wake, self._unsettled, strict=True):
            if source.concerns(operation, body):
                for event in events:
                    event.set()

    def wake_all(self) -> None:
        for event in (*self._wake, *self._unsettled):
            event.set()

    def settle(self) -> dict[str, int]:
        """Run each source, and again those that its work woke, until none is woken; what each took.

        Raises `NotQuietError` after two minutes, and at once while sources are held.
        """
        deadline = time.monotonic() + LONGEST_SETTLE
        with self._settling:
            return self._settled(deadline)

    def _settled(self, deadline: float) -> dict[str, int]:
        taken: Counter[str] = Counter()
        for unsettled in self._unsettled:
            unsettled.set()
        while time.monotonic() < deadline:
            due = [pair for pair in zip(self._sources, self._unsettled, strict=True) if pair[1].is_set()]
            if not due:
                return dict(+taken)
            if self.held():
                raise NotQuietError("nothing runs while the disk takes nothing")
            for source, unsettled in due:
                unsettled.clear()
                worked = source.run_once()
                taken[source.name] += worked
                if worked and source.more:
                    unsettled.set()
        raise NotQuietError("still working after two minutes")

    def stop(self) -> None:
        self._stopping.set()
        self.wake_all()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join()

    def _run(self, source: Source, wake: threading.Event) -> None:
        while not self._stopping.is_set():
            wake.clear()
            try:
                worked = 0 if self.held() else source.run_once()
            except Exception:
                # A source must outlive one bad call to the cloud; Lambda's pollers do too.
                logger.exception("polling for %s failed", source.name)
                worked = 0
            if not (worked and source.more):
                wake.wait(IDLE)
                self._stopping.wait(source.window)
