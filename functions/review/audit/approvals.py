"""Supervisors approve by name who may read a season's registrations, and revoke it: parse, one call, answer."""

from chalice import Response

from functions.cloud import composition
from functions.cloud.staff.desk.approvals import approval_table
from functions.cloud.table.accounts.roster import roster
from functions.cloud.web.http import answer, language_of, parse
from functions.registration.errors import Fault, InvalidInput
from functions.registration.season.season import Season
from functions.registration.staff.audit import Act
from functions.registration.staff.roles import Permission
from functions.review.commands import ApprovalCommand
from functions.review.member import Member, of_district
from functions.review.routes import clock, note_down, query, remember, request, route

from .approving import approve, revoke
from .audit_answers import ReadersAnswer
from .reader_view import people, readers

ALL = "/staff/seasons/{season}/readers"


def _of_district(member: Member, season: str) -> Season:
    return of_district(member, composition.season_table().get(season, clock()))


@route("GET", ALL, Permission.COLLEAGUES)
def read_readers(member: Member, season: str) -> Response:
    """With those of the city, whom the district may borrow."""
    of, now = _of_district(member, season), clock()
    note_down(member, Act.LISTED, season, list="readers")
    colleagues, approvals = roster().within_reach(member.district), approval_table().of_season(season)
    rows = readers(colleagues, approvals, district=member.district, me=member.key, now=now)
    body: ReadersAnswer = {
        "readers": rows,
        "people": people(rows, of, language=language_of(request()), now=now),
    }
    return answer(body)


@route("POST", ALL, Permission.APPROVALS)
def approve_reader(member: Member, season: str) -> Response:
    command = parse(request(), ApprovalCommand)
    season_data = _of_district(member, season)
    remember(member)
    approve(
        season_data,
        command.person,
        by=member.key,
        begins=command.begins,
        until=command.until,
        now=clock(),
    )
    return answer(None, status=204)


@route("DELETE", ALL, Permission.APPROVALS, query=("person",))
def revoke_reader(member: Member, season: str) -> Response:
    season_data = _of_district(member, season)
    person = query("person")
    if person is None:
        raise InvalidInput(Fault("person", "missing"))
    remember(member)
    revoke(season_data, person, by=member.key, now=clock())
    return answer(None, status=204)
