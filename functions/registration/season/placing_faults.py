"""What must hold of a season's rules on seats (R47), beyond each part's own shape."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from functions.registration.errors import Fault
from functions.registration.form import HomeKind
from functions.registration.season.homes import HOMES, Tenure

from .placing_rules import Door, OrderBy, Placing, fraction

Parts = Mapping[str, Any]
Found = Iterator[Fault]

OF_OWNERS = ("share_over", "titled_by", "same_booklet", "first_occupants_excepted")
"""Conditions that only an owned home can meet."""


def owned(door: Door) -> bool:
    """Whether only owned homes come in by it."""
    return {HOMES[kind].tenure for kind in door.homes} == {Tenure.OWNED}


def each_school_has_its_rules(parts: Parts) -> Found:
    """A school with a number of seats has exactly one set of rules, and none is for a school that is not there."""
    rules: tuple[Placing, ...] = parts["placing"]
    known = {school.id for school in parts["schools"]}
    named = Counter(school for rule in rules for school in rule.schools)
    for index, rule in enumerate(rules):
        for school in rule.schools:
            if school not in known:
                yield Fault(f"placing.{index}.schools", "season_unknown_school", {"value": school})
            if named[school] > 1:
                yield Fault(f"placing.{index}.schools", "season_repeated", {"value": school})
    for_the_rest = [index for index, rule in enumerate(rules) if not rule.schools]
    for index in for_the_rest[1:]:
        yield Fault(f"placing.{index}.schools", "season_placing_twice_for_all")
    if not for_the_rest:
        for index, school in enumerate(parts["schools"]):
            if school.seats is not None and school.id not in named:
                yield Fault(f"schools.{index}.seats", "season_seats_without_rules", {"value": school.id})


def doors_are_sound(parts: Parts) -> Found:
    """A tenant is never among owners, and no door asks of a home what it cannot have."""
    for number, rule in enumerate(parts["placing"]):
        seen: set[str] = set()
        for index, door in enumerate(rule.doors):
            at = f"placing.{number}.doors.{index}"
            if door.id in seen:
                yield Fault(f"{at}.id", "season_repeated", {"value": door.id})
            seen.add(door.id)
            yield from _door(door, at)
        if OrderBy.TITLED_ON in rule.order and not all(map(owned, rule.doors)):
            yield Fault(f"placing.{number}.order", "season_order_without_title")
        for key, times in Counter(rule.order).items():
            if times > 1:
                yield Fault(f"placing.{number}.order", "season_repeated", {"value": key.value})


def _door(door: Door, at: str) -> Found:
    tenures = [HOMES[kind].tenure for kind in door.homes]
    owned_homes = tenures.count(Tenure.OWNED)
    if 0 < owned_homes < len(tenures):
        yield Fault(f"{at}.homes", "season_door_mixes_tenures")
    for name in OF_OWNERS:
        if not owned_homes and getattr(door, name):
            yield Fault(f"{at}.{name}", "season_door_for_owners")
    if door.same_booklet and set(door.homes) != {HomeKind.GRANDPARENTS_PURCHASE}:
        yield Fault(f"{at}.same_booklet", "season_door_for_grandparents")
    if door.share_over is not None and fraction(door.share_over) >= 1:
        yield Fault(f"{at}.share_over", "season_share_too_big", {"value": door.share_over})


def homes_are_offered(parts: Parts) -> Found:
    offered = {choice.value for choice in parts["choices"].get("property_kind", ())}
    for number, rule in enumerate(parts["placing"]):
        for index, door in enumerate(rule.doors):
            for kind in door.homes:
                if kind not in offered:
                    at = f"placing.{number}.doors.{index}.homes"
                    yield Fault(at, "season_not_offered", {"value": kind.value, "list": "property_kind"})


def used_homes_are_known(parts: Parts) -> Found:
    """Which homes are used is known only where the season counts them."""
    if parts["limits"].home_seat_years is not None:
        return
    for number, rule in enumerate(parts["placing"]):
        for index, door in enumerate(rule.doors):
            if door.home_unused:
                yield Fault(f"placing.{number}.doors.{index}.home_unused", "season_door_without_home_seats")


def draw_is_whole(parts: Parts) -> Found:
    draw = parts["draw"]
    if draw is not None and (draw.seed is None) != (draw.drawn_at is None):
        yield Fault("draw.seed", "season_draw_half")
