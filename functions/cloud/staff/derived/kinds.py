"""What is kept apart from the registrations that it follows from, and where it differs from them."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What can be counted anew, as it is reported."""

    FIGURES = "figures"
    """One part of a season's figures, or what one of its registrations was counted as."""
    MARKS = "marks"
    SEARCH = "search"
    QUEUE = "queue"
    SEATS = "seats"
    INDEX = "index"
    """A registration's place in its season, by which every list and every pass finds it."""


class Difference(NamedTuple):
    kind: Kind
    about: str
    """A registration, or `<season>#<part>`."""
    mend: Callable[[], bool]
    """Makes it what the registrations say; False where somebody changed it meanwhile. Repeating it does no harm."""
