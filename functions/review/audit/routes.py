"""The audit trail: reading it and verifying it, both of which it records."""

from chalice import Response

from functions.cloud import composition
from functions.cloud.web.http import answer
from functions.registration.staff.audit import Act
from functions.registration.staff.roles import Permission
from functions.registration.values.model import shown
from functions.review.cases import pages
from functions.review.member import Member, of_district
from functions.review.routes import clock, note_down, query, route

from .audit_answers import AuditAnswer, VerificationAnswer
from .trail import events, verification

ONE = "/staff/seasons/{season}/audit"


def _of_district(member: Member, season: str) -> None:
    of_district(member, composition.season_table().get(season, clock()))


@route("GET", ONE, Permission.AUDIT, query=("limit", "cursor"))
def read_audit(member: Member, season: str) -> Response:
    _of_district(member, season)
    page, after = events(
        season, trail=composition.audit_trail(), after=pages.cursor_of(query), limit=pages.limit_of(query)
    )
    note_down(member, Act.AUDIT_READ, season, count=str(len(page)))
    body: AuditAnswer = {
        "events": shown(page),
        "cursor": None if after is None else pages.encode_cursor(after),
    }
    return answer(body)


@route("GET", f"{ONE}/verification", Permission.AUDIT)
def verify_audit(member: Member, season: str) -> Response:
    _of_district(member, season)
    confirmed = composition.season_desk().confirmed(season)
    chains = verification(season, trail=composition.audit_trail(), noted=confirmed.audit if confirmed else {})
    note_down(member, Act.AUDIT_READ, season, part="verification")
    body: VerificationAnswer = {
        "intact": all(chain["broken"] is None for chain in chains),
        "chains": chains,
    }
    return answer(body)
