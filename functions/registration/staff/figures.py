"""What one registration adds to its season's figures: counted, never named."""

from collections import Counter
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from functions.registration.registration import NoticeState, Registration, Status

COUNTED = frozenset({Status.SUBMITTED, Status.AMENDING, Status.DECIDED})
ENDED = frozenset({NoticeState.SENT, NoticeState.FAILED, NoticeState.UNKNOWN, NoticeState.HELD})
"""On its way an SMS changes its state several times in a second: that is the queue's affair."""


def contribution(registration: Registration, zone: str) -> dict[str, int]:
    """Figure -> how many: `status#…`, `day#…` (of submission), `check#kind#state`, `community#…` (students),
    `notice#kind#state`. A draft that was never submitted adds nothing."""
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
        figures[f"community#{next(iter(registration.communities), '-')}"] += registration.student_count
    return dict(figures)


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
