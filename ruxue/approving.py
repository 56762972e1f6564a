"""Who may read a season's registrations, where no second supervisor is there to approve the first."""

from datetime import datetime
from typing import Any

from functions.cloud import composition
from functions.cloud.staff.desk.approvals import approval_table
from functions.cloud.table.accounts.roster import roster
from functions.registration.errors import NotFound
from functions.registration.season.season import Season
from functions.registration.staff.audit import BY_ITSELF
from functions.registration.staff.looking.approval import approval
from functions.review.audit.approving import approve, revoke
from functions.review.audit.audit_answers import People, Reader
from functions.review.audit.reader_view import people, readers

NONE = "none"


def listed(season: str, now: datetime) -> list[dict[str, Any]]:
    """Everybody who is approved or could be, by key and name. Raises NotFound."""
    return [
        {"key": row["key"], "name": row["name"], "of_city": row["of_city"], "until": _until(row)}
        for row in _readers(composition.season_desk().current(season)[1], now)
    ]


def approved(season: str, key: str, until: datetime, now: datetime, *, do: bool) -> dict[str, Any]:
    """From now on. Raises NotFound (nobody of that key), InvalidInput (the end), NotPossibleNow (approved already)."""
    season_data = composition.season_desk().current(season)[1]
    row = _row(season_data, key, now)
    made = approval(key, by=BY_ITSELF, begins=None, until=until, season=season_data, now=now)
    if do:
        approve(season_data, key, by=BY_ITSELF, begins=None, until=until, now=now)
    return {"season": season, "name": row["name"], "until": made.until.isoformat()}


def revoked(season: str, key: str, now: datetime, *, do: bool) -> dict[str, Any]:
    """From the next request on. Raises NotFound (nobody of that key), NotPossibleNow (not approved)."""
    season_data = composition.season_desk().current(season)[1]
    row = _row(season_data, key, now)
    if do:
        revoke(season_data, key, by=BY_ITSELF, now=now)
    return {"season": season, "name": row["name"], "until": _until(row)}


def counted(season: Season, language: str, now: datetime) -> People:
    """Whether so many are approved for a season as its rules need; none yet for one that nobody has."""
    return people(_readers(season, now), season, language=language, now=now)


def _readers(season: Season, now: datetime) -> list[Reader]:
    district = season.district.code
    approvals = approval_table().of_season(season.id)
    return readers(roster().within_reach(district), approvals, district=district, me=None, now=now)


def _row(season: Season, key: str, now: datetime) -> Reader:
    for row in _readers(season, now):
        if row["key"] == key:
            return row
    raise NotFound


def _until(row: Reader) -> str:
    return NONE if row["approval"] is None else row["approval"]["until"].isoformat()
