"""A district's table of addresses: which community a house lies in, by its road and number (R33).

Districts publish their catchments so: a road, its numbers from and to, odd, even or all. A table is applied to the
household registry's own address, never to what a family typed.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import combinations
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from functions.registration.form import CommunityCode
from functions.registration.values.folding import plain_dashes
from functions.registration.values.free_text import one_direction
from functions.registration.values.model import Model

HouseNumber = Annotated[int, Field(ge=1, le=99_999)]


class Numbers(StrEnum):
    """Which side of the road."""

    ODD = "odd"
    EVEN = "even"
    ALL = "all"


class AddressRange(Model):
    """The houses of one road from the number `first` to `last`, both included, that lie in one community."""

    road: Annotated[str, StringConstraints(pattern=r"^[^\s\d]{2,40}$"), AfterValidator(one_direction)]
    first: HouseNumber
    last: HouseNumber
    numbers: Numbers = Numbers.ALL
    community: CommunityCode

    def holds(self, number: int) -> bool:
        return self.first <= number <= self.last and (
            self.numbers is Numbers.ALL or number % 2 == (self.numbers is Numbers.ODD)
        )


def overlapping(table: Sequence[AddressRange]) -> Iterator[tuple[int, AddressRange]]:
    """Rows, with their place, that put a house of an earlier row into another community."""
    by_road: dict[str, list[tuple[int, AddressRange]]] = {}
    for index, row in enumerate(table):
        by_road.setdefault(row.road, []).append((index, row))
    for rows in by_road.values():
        for (_, earlier), (index, other) in combinations(rows, 2):
            if earlier.community != other.community and _share_a_house(earlier, other):
                yield index, other


def _share_a_house(earlier: AddressRange, other: AddressRange) -> bool:
    first, last = max(earlier.first, other.first), min(earlier.last, other.last)
    return any(
        earlier.holds(number) and other.holds(number) for number in range(first, min(last, first + 1) + 1)
    )


HOUSE = re.compile(r"第?(\d{1,5})[A-Z甲乙丙丁]?(?:[之-][\d一二三四五六七八九十]{1,3})?(?:号|$)")
"""A house's number, in whichever way it is written: 12号, 12之3号, 12-3号, 12A号; 号 may be missing at the very end."""

AREAS = ("省", "市", "区", "县", "旗", "街道", "镇", "乡", "村", "社区", "居委会")
"""What stands before a road ends in one of these; any other ending belongs to a longer road's name."""


def community_at(address: str | None, table: Sequence[AddressRange]) -> str | None:
    """The community of an address; None where the table does not say, or says two. Raises nothing."""
    if address is None or not table:
        return None
    roads = {row.road: _plain(row.road) for row in table}
    houses = set(_houses(_plain(address), set(roads.values())))
    communities = {
        row.community
        for row in table
        for road, number in houses
        if roads[row.road] == road and row.holds(number)
    }
    return communities.pop() if len(communities) == 1 else None


def _houses(text: str, roads: set[str]) -> Iterator[tuple[str, int]]:
    behind = 0
    for match in HOUSE.finditer(text):
        before = text[behind : match.start()]
        behind = match.end()
        ending = [road for road in roads if before.endswith(road)]
        road = max(ending, key=len, default=None)
        if road is not None and _is_area(before.removesuffix(road)):
            yield road, int(match[1])


def _is_area(text: str) -> bool:
    bare = text.rstrip("(,、;")
    return not bare or bare.endswith(AREAS)


def _plain(address: str) -> str:
    """Half-width, without blanks, one kind of dash and of 号."""
    folded = plain_dashes(unicodedata.normalize("NFKC", address)).upper()
    return "".join(folded.split()).replace("號", "号")
