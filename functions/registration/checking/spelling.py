"""Two spellings of one name: which differences are the family's to amend, and which only people can judge (R8)."""

from collections.abc import Iterator, Mapping

from functions.registration.checks import Finding
from functions.registration.values.name_difference import NameDifference, name_difference

from .findings import unreadable

Codes = Mapping[NameDifference, str | None]

_BY_EYE: Codes = {
    NameDifference.NONE: None,
    NameDifference.DOTS: "name_spelt_otherwise",
    NameDifference.SPELLING: "name_spelt_otherwise",
}

UNTICKED: Codes = {
    **_BY_EYE,
    NameDifference.RARE: "rare_name_unticked",
    NameDifference.OTHER: "name_differs",
}
"""A student without the tick for rare characters: a difference that the tick is made for says so."""

TICKED: Codes = {
    **_BY_EYE,
    NameDifference.RARE: "rare_name_differs",
    NameDifference.OTHER: "rare_name_differs",
}

ADULT: Codes = {
    **_BY_EYE,
    NameDifference.RARE: "rare_name_differs",
    NameDifference.OTHER: "name_differs",
}
"""A guardian has no such tick."""


def compare_name(stated: str | None, held: str | None, codes: Codes) -> Iterator[Finding]:
    """What a stated name's difference from the record's means; nothing stated differs from nothing."""
    if stated is None:
        return
    if held is None:
        yield unreadable("name")
        return
    code = codes[name_difference(stated, held)]
    if code is not None:
        yield Finding(field="name", code=code)
