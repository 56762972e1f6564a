"""What is due to be erased (R49), by its season's retention."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from functions.registration.registration import Registration, Status
from functions.registration.season.season import Season


class Due(StrEnum):
    """Why a registration is erased, as it is counted."""

    DRAFT = "drafts"
    WITHDRAWN = "withdrawn"
    ARCHIVED = "registrations"


def why_due(registration: Registration, season: Season, now: datetime) -> Due | None:
    """Why it is to be erased now; None while it is kept."""
    if is_over(season, now):
        return Due.ARCHIVED
    match registration.status:
        case Status.DRAFT:
            ends = season.closes_at + timedelta(days=season.retention.draft_days)
            return Due.DRAFT if now >= ends else None
        case Status.WITHDRAWN:
            ends = registration.updated_at + timedelta(days=season.retention.withdrawn_days)
            return Due.WITHDRAWN if now >= ends and not staff_acted_on(registration) else None
        case Status.SUBMITTED | Status.AMENDING | Status.DECIDED:
            return None


def staff_acted_on(registration: Registration) -> bool:
    """Then its papers stand beside what was decided until the archive ends (R36)."""
    return bool(registration.decisions) or registration.school is not None


def is_over(season: Season, now: datetime) -> bool:
    """Whether the season's archive has ended: nothing of its people stays."""
    return now >= season.archive_until


def is_open_to_families(seasons: Mapping[str, Season], now: datetime) -> bool:
    """Whether any season takes drafts now, so that what prefill told an account may still be needed."""
    return any(season.opens_at <= now < season.closes_at for season in seasons.values())
