"""Numbers that pass every check and that nobody has: their area code was never given to any district."""

from collections.abc import Callable
from datetime import date
from random import Random

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
"""MOD 11-2 (GB 11643)."""


def check_digit(first_17: str) -> str:
    return CHECK_DIGITS[sum(w * int(d) for w, d in zip(WEIGHTS, first_17, strict=True)) % 11]


class Numbers:
    """Draws numbers, none of them twice; `area` is the unassigned code that resident numbers begin with."""

    def __init__(self, area: str) -> None:
        self.area = area
        self._drawn: set[str] = set()

    def resident(self, rng: Random, born: date, sex: str, *, area: str | None = None) -> str:
        """18 characters: area, birth date, an order number that is odd for a male, check digit."""
        odd = sex == "male"
        return self._fresh(
            lambda: _with_check_digit(f"{area or self.area}{born:%Y%m%d}{2 * rng.randint(0, 499) + odd:03d}")
        )

    def digits(self, rng: Random, count: int, *, prefix: str = "", suffix: str = "") -> str:
        return self._fresh(lambda: prefix + "".join(rng.choices("0123456789", k=count)) + suffix)

    def _fresh(self, draw: Callable[[], str]) -> str:
        while (number := draw()) in self._drawn:
            pass
        self._drawn.add(number)
        return number


def _with_check_digit(first_17: str) -> str:
    return first_17 + check_digit(first_17)
