"""When a call is tried again, and after how long."""

import random
from collections.abc import Callable

from .errors import AwsError, FaultError, NoAnswerError, ThrottledError
from .operations import HARMLESS_AGAIN

ATTEMPTS = 3
"""Tries in all."""

TOTAL = 10.0
"""Seconds within which the last try begins and should end: the API's own caller waits for 29."""

FIRST_PAUSE = 0.05
FIRST_PAUSE_THROTTLED = 0.5
"""Seconds, at most, before the second try; twice as long before each later one. Too many at once need time to part."""


def may_repeat(operation: str, error: AwsError) -> bool:
    """Whether another try may help and can do no harm."""
    match error:
        case ThrottledError():
            return True
        case NoAnswerError():
            return not error.sent or HARMLESS_AGAIN[operation]
        case FaultError():
            return HARMLESS_AGAIN[operation]
    return False


def pause(error: AwsError, tried: int, chance: Callable[[], float] = random.random) -> float:
    """Seconds to wait after `tried` tries: anywhere up to a bound that doubles, so that those who met part."""
    first = FIRST_PAUSE_THROTTLED if isinstance(error, ThrottledError) else FIRST_PAUSE
    return float(chance() * first * 2 ** (tried - 1))
