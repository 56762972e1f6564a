"""References 报名编号: the short number of a registration that a family reads out on the telephone (R46).

`26-7K3M-9Q6`: two digits of the year, six characters at random and one that checks them all. Digits and letters that
look or sound alike are left out (0 and O, 1, I and L). Thirty-one characters are a prime number of them, so that the
weighted sum tells every single wrong character and every two neighbours that changed places.
"""

import re
import secrets
from collections.abc import Callable, Sequence
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from .folding import compact, plain_dashes

ALPHABET = "YZ23456789ABCDEFGHJKMNPQRSTUVWX"
"""A character's place is its value, so that a digit counts as itself, in the year too."""

MODULUS = len(ALPHABET)
DRAWN = 6
_WRITTEN = re.compile(rf"(\d\d)([{ALPHABET}]{{{DRAWN + 1}}})", re.ASCII)


def new_reference(year: int, choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """A reference of the year, at random among 887 million: whoever keeps it sees that it is the only one."""
    short = f"{year % 100:02d}"
    drawn = "".join(choose(ALPHABET) for _ in range(DRAWN))
    check = ALPHABET[-_sum(short, drawn) % MODULUS]
    return f"{short}-{drawn[:4]}-{drawn[4:]}{check}"


def reference(typed: str) -> str:
    """As it is kept, from what was typed or heard: any case, blanks or dashes, full width.

    Raises `reference_not_whole` for another shape, `reference_check_failed` for a slip.
    """
    plain = re.sub(r"-", "", plain_dashes(compact(typed))).upper()
    match = _WRITTEN.fullmatch(plain)
    if match is None:
        raise PydanticCustomError("reference_not_whole", "two digits of the year and seven characters")
    if _sum(match[1], match[2]) % MODULUS:
        raise PydanticCustomError("reference_check_failed", "the check character is another one")
    return f"{match[1]}-{match[2][:4]}-{match[2][4:]}"


Reference = Annotated[str, AfterValidator(reference)]


def _sum(year: str, rest: str) -> int:
    """Each place has a weight of its own, the check character's is 1."""
    values = [*map(int, year), *map(ALPHABET.index, rest)]
    return sum(
        weight * value for weight, value in zip(range(len(year) + DRAWN + 1, 0, -1), values, strict=False)
    )
