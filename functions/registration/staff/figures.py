"""What follows from one registration and is kept apart from it: what it adds to its season's figures, counted and
never named, its marks and its places in the search, its home's seat. All of it can be made anew from the registration.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import CheckState
from functions.registration.placing.home_seats import TAKEN, Seat, home_marks, next_seat
from functions.registration.registration import NoticeState, Registration, Status
from functions.registration.season.season import Season

from .queues import queues_of, waits_for_family

COUNTED = frozenset({Status.SUBMITTED, Status.AMENDING, Status.DECIDED})
ENDED = frozenset({NoticeState.SENT, NoticeState.FAILED, NoticeState.UNKNOWN, NoticeState.HELD})
"""On its way an SMS changes its state several times in a second: that is the queue's affair."""

ALL, FAMILY = "all", "family"
"""Beside staff's queues: whatever waits for a person, once, and what waits for its family (R40)."""

SETTLED = timedelta(minutes=5)
"""What the stream tells has long arrived then."""


def contribution(registration: Registration, zone: str) -> dict[str, int]:
    """Figure -> how many: `status#…`, `day#…` (of submission), `check#kind#state`, `community#…` (students),
    `queue#…`, `notice#kind#state`. A draft that was never submitted adds nothing."""
    if registration.submitted_at is None:
        return {}
    figures: Counter[str] = Counter({f"status#{registration.status}": 1})
    figures.update(
        f"notice#{notice.kind}#{notice.state}"
        for notice in registration.notices.values()
        if notice.state in ENDED
    )
    if registration.status in COUNTED:
        day = registration.submitted_at.astimezone(ZoneInfo(zone)).date()
        figures[f"day#{day.isoformat()}"] += 1
        figures.update(f"check#{check.kind}#{check.state}" for check in registration.checks.values())
        if registration.spot is not None and registration.spot.since is not None:
            figures[f"spot#{registration.spot.ended or 'waiting'}"] += 1
        figures.update(f"queue#{queue}" for queue in _queues(registration))
        figures[f"community#{next(iter(registration.communities), '-')}"] += registration.student_count
    return dict(figures)


def _queues(registration: Registration) -> frozenset[str]:
    """Where it waits: `all` and each of staff's queues, or `family`."""
    if waits_for_family(registration) is not None:
        return frozenset({FAMILY})
    queues = queues_of(registration)
    return queues | {ALL} if queues else queues


def group(figures: Mapping[str, int], name: str) -> dict[str, int]:
    """The figures of one group by what comes after its name: `submitted` of `status#submitted`."""
    parted = ((figure.partition("#"), count) for figure, count in figures.items())
    return {rest: count for (of, _, rest), count in parted if of == name}


def group_by_two(figures: Mapping[str, int], name: str) -> dict[str, dict[str, int]]:
    """The same of a group that is counted by two things: kind -> state -> how many."""
    grouped: dict[str, dict[str, int]] = {}
    for both, count in group(figures, name).items():
        outer, _, inner = both.partition("#")
        grouped.setdefault(outer, {})[inner] = count
    return grouped


def difference(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    """What has to be added to the figures, where anything has."""
    names = sorted(before.keys() | after.keys())
    changed = {name: after.get(name, 0) - before.get(name, 0) for name in names}
    return {name: by for name, by in changed.items() if by}


class Additions(NamedTuple):
    """What one registration adds to its season, as the stream counts it."""

    figures: dict[str, int]
    marks: dict[str, str]
    sought: frozenset[str]


def additions(registration: Registration, zone: str) -> Additions:
    """A family that withdrew shares nothing with others and is found by its reference alone."""
    figures = contribution(registration, zone)
    if registration.status is Status.WITHDRAWN:
        return Additions(figures, {}, frozenset())
    return Additions(figures, registration.marks, frozenset(registration.sought))


def seat_held(registration: Registration, season: Season) -> Seat | None:
    """The seat that it counts on, at each of its home's marks; None where it counts on none."""
    marks = home_marks(registration)
    if season.limits.home_seat_years is None or not marks or registration.status is Status.WITHDRAWN:
        return None
    asked = (check for check in registration.checks.values() if check.kind is CheckKind.PROPERTY)
    confirmed = any(
        check.state is CheckState.PASSED or TAKEN.findings[0] in check.findings for check in asked
    )
    return next_seat(registration, season.year, last=0) if confirmed else None


def is_settled(registration: Registration, now: datetime) -> bool:
    """Whether nothing was written about it lately, so that what is derived from it must be there."""
    moments = [registration.updated_at, *(moment.at for moment in registration.timeline)]
    moments += [notice.since for notice in registration.notices.values()]
    for check in registration.checks.values():
        moments += [check.since, *filter(None, (check.asked_at, check.handed_over_at))]
    moments += [decision.at for decision in registration.decisions]
    moments += [word.at for word in registration.releases]
    moments += [word.at for word in registration.withdrawals]
    if registration.dispute is not None:
        moments.append(registration.dispute.since)
    if registration.spot is not None and registration.spot.since is not None:
        moments.append(registration.spot.since)
    return now - max(moments) >= SETTLED
