"""The season: its data and versions, and the replay of a change."""

import re

from chalice import Response

from functions.cloud import composition
from functions.cloud.table.seasons import Write
from functions.cloud.web.http import answer, body_of, strictly_json, version_of
from functions.registration.errors import NotFound, StaleVersion
from functions.registration.season.file import load_season
from functions.registration.season.season import Season
from functions.registration.staff.audit import Act
from functions.registration.staff.roles import Permission
from functions.registration.staff.trials.replay import effect_of
from functions.registration.values.model import shown
from functions.review.audit.approved import reached, shown_to
from functions.review.cases import pages
from functions.review.member import Member, of_district
from functions.review.routes import clock, note_down, query, recorded, request, route
from functions.review.staff_answers import (
    ReplayAnswer,
    SeasonVersions,
    StaffSeasons,
)

from .desk import replaced

ALL = "/staff/seasons"
ONE = "/staff/seasons/{season}"
VERSION = re.compile(r"[1-9][0-9]{0,7}")


def current(member: Member, season: str) -> tuple[int, Season]:
    """Its version and data as they stand. Raises NotFound for another district's."""
    version, season_data = composition.season_desk().current(season)
    return version, of_district(member, season_data)


def replace(member: Member, season: Season, version: int, *, write: Write) -> int:
    """The new version, written with what `write` has beside it. Raises StaleVersion where somebody else was faster."""
    try:
        return composition.season_table().put(
            season, replaces=version, by=member.key, now=clock(), write=write
        )
    except StaleVersion:
        raise StaleVersion(code="season_changed") from None


def _sent_season() -> Season:
    """What is wrong in it is told by line and field first: a season is a file that somebody edits."""
    raw = body_of(request())
    season = load_season(raw.decode("utf-8", errors="replace"))
    strictly_json(raw)
    return season


@route("GET", ALL, Permission.LIST_SEASONS)
def seasons(member: Member) -> Response:
    known = composition.season_table().all(clock())
    body: StaffSeasons = {"seasons": [shown(season) for season in shown_to(member, known)]}
    return answer(body)


@route("GET", ONE, Permission.READ_SEASON)
def read_season(member: Member, season: str) -> Response:
    version, season_data = composition.season_desk().current(season)
    reached(member, season_data)
    note_down(member, Act.SEASON_READ, season, version=str(version))
    return answer(shown(season_data), version=version)


@route("GET", f"{ONE}/versions", Permission.SEASON)
def versions(member: Member, season: str) -> Response:
    current(member, season)
    known = composition.season_desk().versions(season)
    body: SeasonVersions = {
        "versions": [{"version": made.version, "by": made.by, "at": made.at} for made in known]
    }
    return answer(body)


@route("GET", f"{ONE}/versions/{{version}}", Permission.SEASON)
def read_version(member: Member, season: str, version: str) -> Response:
    current(member, season)
    number = int(version) if VERSION.fullmatch(version) else 0
    season_data = composition.season_desk().version(season, number)
    note_down(member, Act.SEASON_READ, season, version=str(number))
    return answer(shown(season_data))


@route("PUT", ONE, Permission.SEASON)
def put_season(member: Member, season: str) -> Response:
    replaces = version_of(request().headers)
    version, before = _current_or_new(member, season)
    after = replaced(season, before, _sent_season(), district=member.district, now=clock())
    if replaces != version:
        raise StaleVersion(code="season_changed")
    write = recorded(member, Act.SEASON_REPLACED, season, version=str(version + 1))
    made = replace(member, after, version, write=write)
    return answer(shown(after), version=made)


def _current_or_new(member: Member, season: str) -> tuple[int, Season | None]:
    """Version 0 of nothing where nobody has such a season: it may be made. Raises NotFound for another district's."""
    try:
        version, before_data = composition.season_desk().current(season)
    except NotFound:
        return 0, None
    return version, of_district(member, before_data)


@route("POST", f"{ONE}/replay", Permission.SEASON, query=("cursor",))
def replay(member: Member, season: str) -> Response:
    version, before = current(member, season)
    after = replaced(season, before, _sent_season(), district=member.district, now=clock())
    page = pages.list_page(
        before, pages.ListFilter(), after=pages.cursor_of(query), results=composition.result_table()
    )
    whole = composition.submitted_forms().of([registration.id for registration in page.registrations])
    effects = [effect for registration in whole if (effect := effect_of(registration, before, after))]
    note_down(member, Act.REPLAYED, season, version=str(version), looked_at=str(len(page.registrations)))
    body: ReplayAnswer = {
        "looked_at": len(page.registrations),
        "effects": effects,
        "cursor": None if page.after is None else pages.encode_cursor(page.after),
    }
    return answer(body)
