"""The whole graph, breadth first: every place that can be reached from a draft."""

from collections import deque
from functools import cache
from typing import NamedTuple

from functions.registration.placing.results import open_actions, shown_state, standing
from functions.registration.placing.reviewing import review_standing
from functions.registration.registration import Registration, Status

from .places import CALENDARS, HOME, Day, draft, likeness
from .steps import Beside, steps

WALKS = (
    ("confirmed in time", Beside.REVIEWS),
    ("confirmed late", Beside.REQUESTS),
    ("never confirmed", Beside.CLAIMS),
)
"""Each calendar and each thing that comes on top, each once: all nine take a minute."""


class Place(NamedTuple):
    registration: Registration
    day: Day


@cache
def places(calendar: str, also: Beside) -> tuple[Place, ...]:
    """One registration for each place that differs from all others, in the order in which it is reached."""
    days = CALENDARS[calendar]
    first = (draft(days[0].now), 0)
    reached: dict[tuple[object, ...], Place] = {}
    ahead = deque([first])
    while ahead:
        one, at = ahead.popleft()
        like = likeness(one, days[at])
        if like in reached:
            continue
        reached[like] = Place(one, days[at])
        ahead.extend((then, at) for then in steps(one, days[at], also))
        if at + 1 < len(days):
            ahead.append((one, at + 1))
    return tuple(reached.values())


@cache
def sights(calendar: str, also: Beside) -> tuple[Place, ...]:
    """Of the places that look alike to a family, one each: rendering them all would take minutes."""
    return tuple({_sight(place): place for place in places(calendar, also)}.values())


def _sight(place: Place) -> tuple[object, ...]:
    one, day = place
    home = one.checks.get(HOME)
    left = one.timeline[-1].what if one.status is Status.WITHDRAWN and one.timeline else None
    return (
        day.name,
        one.status,
        one.status is not Status.WITHDRAWN
        and home is not None
        and (shown_state(home, one, day.season, day.now), home.state, home.objected_at is not None),
        standing(one, day.season, day.now),
        open_actions(one, day.season, day.now),
        one.request is not None,
        review_standing(one, day.season, day.now),
        one.dispute and bool(one.dispute.displaced),
        left,
    )
