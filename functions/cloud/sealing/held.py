"""A value that is read from elsewhere, kept for a few minutes, and outlives a short failure to read it again."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Generic, TypeVar

from functions.cloud.logs import logger

FRESH = timedelta(minutes=5)
"""After so long it is read again: within it every process knows a key that was added."""

RETRY = timedelta(seconds=30)
KEPT = timedelta(hours=1)
"""For so long after the last reading the old one serves; a withdrawn key must not live on for ever."""

T = TypeVar("T")


class Held(Generic[T]):
    def __init__(
        self,
        read: Callable[[], str],
        parse: Callable[[str], T],
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        """`elapsed`: seconds on a clock that only goes forward."""
        self._read = read
        self._parse = parse
        self._elapsed = elapsed
        self._text: str | None = None
        self._value: T | None = None
        self._read_at = self._next_at = 0.0

    def get(self) -> T:
        """The value, the same object while the text is the same. Raises what reading or parsing raises.

        One reading each five minutes; where that fails, the value as it was, for an hour.
        """
        now = self._elapsed()
        if self._value is not None and now < self._next_at:
            return self._value
        return self._renewed(now)

    def _renewed(self, now: float) -> T:
        try:
            text = self._read()
            value = self._value if text == self._text and self._value is not None else self._parse(text)
        except Exception as error:
            if self._value is None or now - self._read_at >= KEPT.total_seconds():
                raise
            logger().warning("secret_not_read_again", extra={"kind": type(error).__name__})
            self._next_at = min(now + RETRY.total_seconds(), self._read_at + KEPT.total_seconds())
            return self._value
        self._text, self._value = text, value
        self._read_at, self._next_at = now, now + FRESH.total_seconds()
        return value
