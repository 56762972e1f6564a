"""Retention 保存期限: until when a registration is kept, and whether its family may have it erased at once (R49)."""

from datetime import datetime, timedelta

from functions.registration.errors import NotPossibleNow
from functions.registration.registration import Registration, Status
from functions.registration.requests import SpotCheck
from functions.registration.season.season import Season
from functions.registration.texts.dates import day_in_words

from .disputes import closes_at


def staff_acted_on(registration: Registration) -> bool:
    """Then its papers stand beside what was decided until the archive ends (R36)."""
    asked = registration.request is not None or bool(registration.past_requests)
    acted = registration.decisions or registration.releases or registration.school_words or asked
    looked = registration.confirmed_facts is not None or (registration.spot or SpotCheck()).ended is not None
    return bool(acted) or looked or registration.school is not None


def kept_until(registration: Registration, season: Season) -> datetime:
    """When it is erased by itself."""
    match registration.status:
        case Status.DRAFT:
            ends = closes_at(registration, season) + timedelta(days=season.retention.draft_days)
        case Status.WITHDRAWN if not staff_acted_on(registration):
            ends = registration.updated_at + timedelta(days=season.retention.withdrawn_days)
        case Status.SUBMITTED | Status.AMENDING | Status.DECIDED | Status.WITHDRAWN:
            ends = season.archive_until
    return min(ends, season.archive_until)


def why_kept(registration: Registration) -> str | None:
    """The code of why its family cannot have it erased now; None where it can."""
    match registration.status:
        case Status.DRAFT:
            return None
        case Status.WITHDRAWN:
            return "kept_for_archive" if staff_acted_on(registration) else None
        case Status.SUBMITTED | Status.AMENDING | Status.DECIDED:
            return "kept_while_live"


def refuse_erasing(registration: Registration, season: Season, language: str) -> None:
    """Raises NotPossibleNow, which says why it is kept and until when."""
    if (why := why_kept(registration)) is not None:
        until = season.local(kept_until(registration, season))
        raise NotPossibleNow(code=why, until=day_in_words(until, language))
