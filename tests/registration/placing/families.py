"""Families before the doors, made of confirmed facts."""

from datetime import UTC, date, datetime
from typing import Any

from functions.registration.form import HomeKind
from functions.registration.placing.facts import Facts
from functions.registration.placing.seating import Drawn, Family
from functions.registration.season.placing_rules import Door, Placing

FIRST = datetime(2022, 7, 1, 1, tzinfo=UTC)
EARLY, LATE = date(2017, 3, 1), date(2021, 12, 1)
WORDS = {"zh-CN": "条件", "en": "a door"}

OWNER = Facts(
    child_settled_on=EARLY,
    parent_settled_on=EARLY,
    same_address=True,
    share="1/1",
    titled_on=EARLY,
    same_booklet=True,
    home_unused=True,
    first_occupant=False,
    no_other_home=True,
)


def door(name: str = "own", **conditions: Any) -> Door:
    return Door.model_validate({"id": name, "name": WORDS, "homes": ["parents_purchase"]} | conditions)


def rules(*doors: Door, order: tuple[str, ...] = (), **more: Any) -> Placing:
    return Placing.model_validate({"doors": doors or (door(),), "order": order} | more)


def family(
    name: str, *, home: HomeKind = HomeKind.PARENTS_PURCHASE, students: int = 1, **facts: Any
) -> Family:
    drawn: Drawn | None = facts.pop("drawn", None)
    at: datetime = facts.pop("at", FIRST)
    return Family(name, students, home, OWNER.model_copy(update=facts), at, drawn)
