"""What is due to be erased (R49), by its season's retention."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from functions.registration.registration import Registration, Status
from functions.registration.season.season import Season
from functions.registration.submitting.retention import kept_until


class Due(StrEnum):
    """Why a registration is erased, as it is counted."""

    DRAFT = "drafts"
    WITHDRAWN = "withdrawn"
    ARCHIVED = "registrations"


BEHIND_AFTER = timedelta(days=3)
"""A city's table is gone over within hours: what is found later than this was held up by something."""


def why_due(registration: Registration, season: Season, now: datetime) -> Due | None:
    """Why it is to be erased now; None while it is kept."""
    if is_over(season, now):
        return Due.ARCHIVED
    if now < kept_until(registration, season):
        return None
    match registration.status:
        case Status.DRAFT:
            return Due.DRAFT
        case Status.WITHDRAWN:
            return Due.WITHDRAWN
        case Status.SUBMITTED | Status.AMENDING | Status.DECIDED:
            return Due.ARCHIVED


def is_behind(registration: Registration, season: Season, now: datetime) -> bool:
    """Whether it was to be erased so long ago that erasing is behind."""
    return now >= kept_until(registration, season) + BEHIND_AFTER


def is_over(season: Season, now: datetime) -> bool:
    """Whether the season's archive has ended: nothing of its people stays."""
    return now >= season.archive_until


def is_open_to_families(seasons: Mapping[str, Season], now: datetime) -> bool:
    """Whether any season takes drafts now, so that what prefill told an account may still be needed."""
    return any(season.opens_at <= now < season.closes_at for season in seasons.values())
