"""What either model tells of a rush."""

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Deed(StrEnum):
    """What happens to a family in a second."""

    BEGUN = "begun"
    SCREEN = "screen"
    PAPER = "paper"
    CODE = "code"
    SENT = "sent"
    SUBMITTED = "submitted"


Seconds = defaultdict[int, float]
"""How many in each second."""


class Waits:
    """Seconds that somebody waited, each with how many did."""

    def __init__(self) -> None:
        self._many: defaultdict[float, float] = defaultdict(float)

    def add(self, seconds: float, many: float = 1.0) -> None:
        """To a hundredth, so that a million are few."""
        self._many[round(seconds, 2)] += many

    def of(self, part: float) -> float:
        """What so large a part of them waited at most; 0 where nobody came."""
        left = sum(self._many.values()) * part
        for seconds in sorted(self._many):
            left -= self._many[seconds]
            if left <= 0:
                return seconds
        return 0.0

    def beyond(self, seconds: float) -> float:
        """How many waited longer."""
        return sum(many for one, many in self._many.items() if one > seconds)


class Rush(NamedTuple):
    requests: Seconds
    """Also those that were turned away."""
    busiest: float
    """In the busiest second, with what chance adds."""
    deeds: Mapping[Deed, Seconds]
    waiting: Mapping[str, Seconds]
    """Codes and papers in their queues at a second's end."""
    request: Waits
    code: Waits
    paper: Waits
    limited: float
    """Requests that the gateway's rate turned away (429)."""
    full: float
    """Requests for which the function had no place (503)."""
    at_once: float
    """Places of the function that were taken at the busiest instant."""
    cold: float
    expired: float

    @property
    def ended(self) -> int:
        """Second in which the last family submitted."""
        return max(second for second, many in self.deeds[Deed.SUBMITTED].items() if many)
