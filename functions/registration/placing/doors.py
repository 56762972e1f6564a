"""Which door 条件 a family comes in by (R47): by confirmed facts alone, each condition met, failed or unknown."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any, NamedTuple

from functions.registration.form import HomeKind
from functions.registration.season.placing_rules import Door, Fact

from .facts import Facts


def _by(limit: Any, day: Any) -> bool:
    return bool(day <= limit)


def _over(limit: str, share: str) -> bool:
    return Fraction(share) > Fraction(limit)


def _so(asked: Any, fact: Any) -> bool:
    return bool(asked and fact)


class Condition(NamedTuple):
    """One of a door's conditions: by which fact it is told, and how."""

    name: str
    fact: Fact
    is_met: Callable[[Any, Any], bool]
    of_days: bool = False
    """A first occupant may be excepted from it."""


CONDITIONS = (
    Condition("child_settled_by", Fact.CHILD_SETTLED_ON, _by, of_days=True),
    Condition("parent_settled_by", Fact.PARENT_SETTLED_ON, _by, of_days=True),
    Condition("same_address", Fact.SAME_ADDRESS, _so),
    Condition("share_over", Fact.SHARE, _over),
    Condition("titled_by", Fact.TITLED_ON, _by, of_days=True),
    Condition("same_booklet", Fact.SAME_BOOKLET, _so),
    Condition("home_unused", Fact.HOME_UNUSED, _so),
    Condition("no_other_home", Fact.NO_OTHER_HOME, _so),
)


class Passage(NamedTuple):
    """Where a family stands before the doors."""

    door: Door | None
    """The best that it comes in by; None: by none so far."""
    unknown: tuple[Fact, ...] = ()
    """What is still to be confirmed before that is final."""
    failed: tuple[Fact, ...] = ()
    """Why no door of its kind of home opens; empty where it comes in, or where none is for its kind."""


def passage(home: HomeKind | None, facts: Facts, doors: Iterable[Door]) -> Passage:
    """By the lowest rank first, and among equals by the first that opens."""
    unknown: list[Fact] = []
    failed: list[Fact] = []
    ranks_unknown: list[int] = []
    for door in sorted(doors, key=lambda door: door.rank):
        if home not in door.homes:
            continue
        against, missing = _asked(door, facts)
        if not against and not missing:
            open_question = bool(ranks_unknown) and min(ranks_unknown) < door.rank
            return Passage(door, tuple(dict.fromkeys(unknown)) if open_question else ())
        if against:
            failed += against
        else:
            unknown += missing
            ranks_unknown.append(door.rank)
    unknown_facts = tuple(dict.fromkeys(unknown))
    return Passage(None, unknown_facts, () if unknown_facts else tuple(dict.fromkeys(failed)))


def _asked(door: Door, facts: Facts) -> tuple[list[Fact], list[Fact]]:
    """Which facts speak against it, and which are unknown."""
    against: list[Fact] = []
    missing: list[Fact] = []
    excepted = door.first_occupants_excepted and facts.first_occupant is True
    for condition in CONDITIONS:
        limit, fact = getattr(door, condition.name), getattr(facts, condition.fact)
        if not limit or (excepted and condition.of_days):
            continue
        if fact is None:
            missing.append(condition.fact)
        elif not condition.is_met(limit, fact):
            may_be_excepted = (
                door.first_occupants_excepted and condition.of_days and facts.first_occupant is None
            )
            (missing if may_be_excepted else against).append(
                Fact.FIRST_OCCUPANT if may_be_excepted else condition.fact
            )
    return against, missing
