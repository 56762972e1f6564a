"""Keeps every event source going, each in a thread of its own, and can wait until nothing is left to do."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

logger = logging.getLogger(__name__)
IDLE = 2.0
"""Seconds after which a source looks by itself: for what became visible again, or due, without any call."""

LONGEST_SETTLE = 120.0


class Source(Protocol):
    """A queue, a stream or a schedule with its function."""

    name: str

    def run_once(self) -> int: ...
    def concerns(self, operation: str, body: bytes) -> bool: ...


class NotQuietError(Exception):
    """Work kept coming for longer than anyone should wait."""


class Pump:
    """Runs sources until stopped; each runs one batch at a time."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self._wake = [threading.Event() for _ in sources]
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
        for source, event in zip(self._sources, self._wake, strict=True):
            if source.concerns(operation, body):
                event.set()

    def wake_all(self) -> None:
        for event in self._wake:
            event.set()

    def settle(self) -> dict[str, int]:
        """Run everything that is ready or due until a whole round finds nothing; what each source took.

        Raises `NotQuietError` after two minutes.
        """
        taken: Counter[str] = Counter()
        deadline = time.monotonic() + LONGEST_SETTLE
        while time.monotonic() < deadline:
            worked = {source.name: source.run_once() for source in self._sources}
            taken.update(worked)
            if not any(worked.values()):
                return {name: count for name, count in taken.items() if count}
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
                worked = source.run_once()
            except Exception:
                # A source must outlive one bad call to the cloud; Lambda's pollers do too.
                logger.exception("polling for %s failed", source.name)
                worked = 0
            if not worked:
                wake.wait(IDLE)
