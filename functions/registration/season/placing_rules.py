"""How seats are given (R47): doors 条件, each a set of conditions that a family meets or does not; an order; a draw.

A day is written as the day itself (`2021-08-31`), so that nobody has to count years: whoever settled, or whose
title was entered, on it or before meets it. The facts that conditions ask for are confirmed ones (placing/facts.py).
"""

from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from functions.registration.form import HomeKind
from functions.registration.values.localised import Localised
from functions.registration.values.model import Model, shown
from functions.registration.values.strict import Day, Flag, Instant

SHARE = r"^[1-9]\d{0,3}/[1-9]\d{0,3}$"
Share = Annotated[str, StringConstraints(pattern=SHARE)]
"""A part of a title: `1/2`."""

SCHOOL = r"^[a-z0-9-]{2,40}$"


class Fact(StrEnum):
    """What a registry or a person confirms of a family; the names of `Facts`' fields."""

    CHILD_SETTLED_ON = "child_settled_on"
    PARENT_SETTLED_ON = "parent_settled_on"
    SAME_ADDRESS = "same_address"
    SHARE = "share"
    TITLED_ON = "titled_on"
    SAME_BOOKLET = "same_booklet"
    HOME_UNUSED = "home_unused"
    FIRST_OCCUPANT = "first_occupant"
    NO_OTHER_HOME = "no_other_home"


class OrderBy(StrEnum):
    """What those inside a door are put in order by, the earlier first."""

    CHILD_SETTLED_ON = "child_settled_on"
    PARENT_SETTLED_ON = "parent_settled_on"
    TITLED_ON = "titled_on"
    FIRST_SUBMITTED_AT = "first_submitted_at"
    """Who came first: only where the season says so."""


class Door(Model):
    """Every condition that is named must be met; None and false name none."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
    name: Localised
    rank: Annotated[int, Field(ge=1, le=20)] = 1
    """Whoever comes in by a door of a lower rank goes first; doors of one rank are equals."""
    homes: Annotated[tuple[HomeKind, ...], Field(min_length=1)]
    """On which kinds of home the registration may rest: all owned, or none (a tenant is never among owners)."""
    child_settled_by: Day | None = None
    """Every child's household is at its address since this day or before."""
    parent_settled_by: Day | None = None
    same_address: Flag = False
    """人户一致: child and a parent are registered at one address."""
    share_over: Share | None = None
    """More than this of the title is the parents', or the grandparents' whose home it is."""
    titled_by: Day | None = None
    same_booklet: Flag = False
    """户口同册: child and a parent stand in the owner's booklet."""
    home_unused: Flag = False
    """No other family took the home's seat in `limits.home_seat_years`, siblings excepted."""
    no_other_home: Flag = False
    """The parents own no home, or no other."""
    first_occupants_excepted: Flag = False
    """Who moved into a new-built home as its first occupant meets the conditions of days in any case."""


class Placing(Model):
    """The rules of some schools, or of all that have a number of seats and no rules of their own."""

    schools: tuple[Annotated[str, StringConstraints(pattern=SCHOOL)], ...] = ()
    """Empty: all other schools with a number of seats."""
    only_when_full: Flag = False
    """Doors count only where more children come than there are seats; else they are asked of everybody."""
    doors: Annotated[tuple[Door, ...], Field(min_length=1)]
    order: tuple[OrderBy, ...] = ()
    """One after the other, compared as full dates; what is equal then is drawn."""


Seed = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z._-]{4,100}$")]


class EnteredSeed(Model):
    """What one supervisor entered; it holds once another enters the same."""

    seed: Seed
    by: str
    """Keyed MAC of the account."""


class Draw(Model):
    """The season's draw: its list was fixed by its hash before anybody knew the seed (docs/placing.md)."""

    list_hash: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    families: Annotated[int, Field(ge=0)]
    fixed_at: Instant
    entered: EnteredSeed | None = None
    seed: Seed | None = None
    """None until it was drawn in public."""
    drawn_at: Instant | None = None


def public(draw: Draw) -> Any:
    """What everybody may see of it, as an answer holds it."""
    return shown(draw.model_copy(update={"entered": None}))


def fraction(share: str) -> Fraction:
    """A share as a number. Raises ZeroDivisionError and ValueError for what is none."""
    return Fraction(share)
