"""A season's figures as the dashboard shows them."""

from collections.abc import Mapping
from datetime import datetime

from functions.registration.check_kinds import CHECK_KINDS, Authority
from functions.registration.checks import CheckState
from functions.registration.season.season import Season
from functions.registration.staff.figures import group, group_by_two
from functions.review.staff_answers import SchoolSeats, StatisticsAnswer


def statistics_view(
    figures: Mapping[str, int], season: Season, *, oldest: datetime | None, now: datetime
) -> StatisticsAnswer:
    """What `GET …/statistics` answers."""
    return {
        "status": group(figures, "status"),
        "days": group(figures, "day"),
        "checks": group_by_two(figures, "check"),
        "notices": group_by_two(figures, "notice"),
        "spot_checks": group(figures, "spot"),
        "seats": _seats(figures, season),
        "queue": {
            "oldest_since": oldest,
            "oldest_hours": None if oldest is None else int((now - oldest).total_seconds() // 3600),
        },
        "authorities": _authorities(figures),
    }


def _seats(figures: Mapping[str, int], season: Season) -> list[SchoolSeats]:
    """By the catchments as they are now."""
    wanted: dict[str, int] = {}
    for community, students in group(figures, "community").items():
        school = season.catchments.get(community)
        if school is not None:
            wanted[school] = wanted.get(school, 0) + students
    return [
        {
            "school": school.id,
            "name": school.name,
            "seats": school.seats,
            "students": wanted.get(school.id, 0),
        }
        for school in season.schools
    ]


def _authorities(figures: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Questions that wait, and of those the ones whose authority was out of service when last asked."""
    checks = group_by_two(figures, "check")
    return {
        authority.value: {
            state.value: sum(
                checks.get(kind, {}).get(state, 0)
                for kind, row in CHECK_KINDS.items()
                if row.authority is authority
            )
            for state in (CheckState.QUEUED, CheckState.AUTHORITY_UNAVAILABLE)
        }
        for authority in Authority
    }
