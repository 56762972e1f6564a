"""What the newest rehearsal says, and the rules' proposal for the schools' seats in it, in words (R44, R47)."""

import re
from typing import Any

from chalice import Response

from functions.cloud import composition
from functions.cloud.web.http import answer, language_of, parse
from functions.registration.errors import Fault, InvalidInput, NotFound, StaleVersion
from functions.registration.placing.outcome import refuse_when_published
from functions.registration.season.season import Season
from functions.registration.staff.audit import Act
from functions.registration.staff.jobs import JobKind, JobState
from functions.registration.staff.roles import Permission
from functions.review.commands import AssignmentCommand
from functions.review.member import Member
from functions.review.place_answers import AssignmentAnswer
from functions.review.publication_answers import RehearsalAnswer
from functions.review.routes import clock, query, request, route

from .jobs import accepted, newest, started
from .places import PAGE, assignment_view, places_from
from .routes import ONE, current


def newest_rehearsal(season: str, version: int) -> Any:
    """What it came to, of the season as it is now; None where there is none."""
    job = newest(season, JobKind.REHEARSAL)
    if job is None or job.state is not JobState.DONE or job.season_version != version:
        return None
    return job.told()


@route("POST", f"{ONE}/rehearsal", Permission.PUBLICATION)
def rehearse(member: Member, season: str) -> Response:
    version, _ = current(member, season)
    job = started(member, season, version, JobKind.REHEARSAL, (Act.REHEARSED, {"version": str(version)}))
    return accepted(job, member)


@route("GET", f"{ONE}/rehearsal", Permission.PUBLICATION)
def rehearsal(member: Member, season: str) -> Response:
    """The newest one of the season as it is now. Raises NotFound where there is none, or it is not done."""
    version, season_data = current(member, season)
    rehearsed = newest_rehearsal(season, version)
    if rehearsed is None:
        raise NotFound
    body: RehearsalAnswer = rehearsed | {"assignment": _assignment(season_data, rehearsed["assignment"], 0)}
    return answer(body, version=version)


@route("GET", f"{ONE}/assignment", Permission.SEASON, query=("cursor",))
def assignment(member: Member, season: str) -> Response:
    """The rules' proposal in the newest rehearsal, 500 places a page."""
    version, season_data = current(member, season)
    rehearsed = newest_rehearsal(season, version)
    if rehearsed is None:
        raise NotFound
    return answer(_assignment(season_data, rehearsed["assignment"], _first()), version=version)


def _first() -> int:
    cursor = query("cursor") or "0"
    if not re.fullmatch(r"[0-9]{1,7}", cursor):
        raise InvalidInput(Fault("cursor", "invalid_format"))
    return int(cursor)


def _assignment(season: Season, rehearsed: Any, first: int) -> AssignmentAnswer:
    places = list(places_from(composition.season_desk(), season.id, rehearsed, first))
    cursor = str(first + PAGE) if first + PAGE < rehearsed["places"] else None
    return assignment_view(season, rehearsed, places, cursor, language_of(request()))


@route("POST", f"{ONE}/assignment", Permission.SEASON)
def confirm_assignment(member: Member, season: str) -> Response:
    """Gives the schools of the proposal that was seen, where it is still the rules'."""
    command = parse(request(), AssignmentCommand)
    version, season_data = current(member, season)
    refuse_when_published(season_data, clock())
    rehearsed = newest_rehearsal(season, version)
    if rehearsed is None or rehearsed["assignment"]["hash"] != command.proposal:
        raise StaleVersion(code="proposal_outdated")
    asked = {"proposal": command.proposal}
    deed = Act.ASSIGNMENT_CONFIRMED, asked
    return accepted(started(member, season, version, JobKind.ASSIGNMENT, deed, asked=asked), member)
