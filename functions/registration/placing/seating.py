"""Who of a full school's families has a seat (R47): by door, then by confirmed dates, then by the draw."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from functions.registration.form import HomeKind
from functions.registration.season.placing_rules import Door, Fact, OrderBy, Placing

from .doors import passage
from .facts import Facts


class Drawn(NamedTuple):
    """A draw's numbers; who is not on its list came later and stands behind, by its own lot."""

    number: int
    lot: str


class Family(NamedTuple):
    """What the rules go by."""

    registration: str
    students: int
    home: HomeKind | None
    facts: Facts
    first_submitted_at: datetime
    drawn: Drawn | None = None


class Standing(StrEnum):
    """What a proposal says of a family; its words: texts/places.json."""

    SEATED = "seated"
    FULL = "full"
    """It came in by a door, and those before it took the seats."""
    NO_DOOR = "no_door"
    FACTS_UNKNOWN = "facts_unknown"
    """People have to confirm something first."""
    AWAITS_DRAW = "awaits_draw"
    AWAITS_OTHERS = "awaits_others"
    """The seats may go to families before it whose facts or lots are still open."""


DECIDED = frozenset({Standing.SEATED, Standing.FULL, Standing.NO_DOOR})


class Place(NamedTuple):
    """What the rules say of one family."""

    registration: str
    standing: Standing
    door: str | None = None
    facts: tuple[Fact, ...] = ()
    """What is to be confirmed, or, without a door, what speaks against each."""
    position: int | None = None
    """In the order inside, from 1."""


class _Inside(NamedTuple):
    family: Family
    door: Door

    def key(self, order: Sequence[OrderBy]) -> tuple[object, ...]:
        return (self.door.rank, *(_value(self.family, criterion) for criterion in order))


def _value(family: Family, by: OrderBy) -> object:
    match by:
        case OrderBy.CHILD_SETTLED_ON:
            return family.facts.child_settled_on
        case OrderBy.PARENT_SETTLED_ON:
            return family.facts.parent_settled_on
        case OrderBy.TITLED_ON:
            return family.facts.titled_on
        case OrderBy.FIRST_SUBMITTED_AT:
            return family.first_submitted_at


def seated(families: Iterable[Family], rules: Placing, seats: int) -> tuple[Place, ...]:
    """A place for each, whatever order they come in; a family's children stay together.

    Where more children come in than there are seats, each needs the facts that it is ordered by, and those whom facts
    leave equal need the draw. A seat is said to be had only where nothing that is still open can take it away.
    """
    inside: list[_Inside] = []
    outside: list[Place] = []
    waiting = 0
    for family in sorted(families, key=lambda family: family.registration):
        way = passage(family.home, family.facts, rules.doors)
        if way.unknown:
            outside.append(Place(family.registration, Standing.FACTS_UNKNOWN, None, way.unknown))
            waiting += family.students
        elif way.door is None:
            outside.append(Place(family.registration, Standing.NO_DOOR, None, way.failed))
        else:
            inside.append(_Inside(family, way.door))
    if sum(candidate.family.students for candidate in inside) + waiting <= seats:
        return (*(_place(candidate, Standing.SEATED) for candidate in inside), *outside)
    unordered = [candidate for candidate in inside if _unknown(candidate.family, rules.order)]
    waiting += sum(candidate.family.students for candidate in unordered)
    return (
        *_filled(
            [candidate for candidate in inside if candidate not in unordered], rules.order, seats, waiting
        ),
        *(
            _place(candidate, Standing.FACTS_UNKNOWN, _unknown(candidate.family, rules.order))
            for candidate in unordered
        ),
        *outside,
    )


def _place(
    candidate: _Inside, standing: Standing, facts: tuple[Fact, ...] = (), position: int | None = None
) -> Place:
    return Place(candidate.family.registration, standing, candidate.door.id, facts, position)


def _filled(inside: list[_Inside], order: Sequence[OrderBy], seats: int, waiting: int) -> Iterator[Place]:
    """`waiting` children may yet stand before any of these."""
    left, after_open_draw, position = seats, False, 0
    ordered = sorted(inside, key=lambda candidate: candidate.key(order))
    for _, equals in groupby(ordered, key=lambda candidate: candidate.key(order)):
        group = sorted(equals, key=_lot)
        undrawn = len(group) > 1 and not all(candidate.family.drawn for candidate in group)
        wanted = sum(candidate.family.students for candidate in group)
        open_draw = undrawn and wanted > left - waiting and left > 0
        for candidate in group:
            position += 1
            standing = Standing.AWAITS_DRAW if open_draw else _standing(candidate, left, waiting)
            if standing is Standing.SEATED and after_open_draw:
                standing = Standing.AWAITS_OTHERS
            if standing in {Standing.SEATED, Standing.AWAITS_OTHERS}:
                left -= candidate.family.students
            yield _place(candidate, standing, (), position)
        if open_draw:
            # Among only children a draw leaves no seat over; among brothers and sisters it may.
            after_open_draw = True
            left = max(left - wanted, 0) if _of_one(group) else left


def _standing(candidate: _Inside, left: int, waiting: int) -> Standing:
    if candidate.family.students > left:
        return Standing.FULL
    return Standing.SEATED if candidate.family.students <= left - waiting else Standing.AWAITS_OTHERS


def _of_one(group: Iterable[_Inside]) -> bool:
    return all(candidate.family.students == 1 for candidate in group)


def _unknown(family: Family, order: Iterable[OrderBy]) -> tuple[Fact, ...]:
    return tuple(Fact(criterion.value) for criterion in order if _value(family, criterion) is None)


def _lot(candidate: _Inside) -> tuple[int, str, str]:
    drawn = candidate.family.drawn or Drawn(0, "")
    return (drawn.number, drawn.lot, candidate.family.registration)
