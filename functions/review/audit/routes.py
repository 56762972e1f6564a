"""The audit trail: reading it and verifying it, both of which it records."""

from chalice import Response

from functions.cloud import composition
from functions.cloud.staff.sought import SoughtTable
from functions.cloud.table.accounts.roster import named, roster
from functions.cloud.web.http import answer
from functions.registration.season.season import Season
from functions.registration.staff.audit import Act
from functions.registration.staff.roles import Permission
from functions.review.cases import pages
from functions.review.member import Member, of_district
from functions.review.routes import clock, note_down, query, route

from .asked import ASKED, AUDIT_QUERY, wanted_of
from .audit_answers import AuditAnswer, ColleaguesAnswer, VerificationAnswer
from .trail import events, seen
from .verifying import followed

ONE = "/staff/seasons/{season}/audit"
NEWEST = 14
"""Days of kept ends that a request looks at; `python -m ruxue audit verify` looks at all."""


def _of_district(member: Member, season: str) -> Season:
    return of_district(member, composition.season_table().get(season, clock()))


@route("GET", ONE, Permission.AUDIT, query=AUDIT_QUERY)
def read_audit(member: Member, season: str) -> Response:
    of = _of_district(member, season)
    colleagues = roster().of_district(member.district)
    wanted = wanted_of(
        query,
        of,
        colleagues=colleagues,
        of_reference=SoughtTable(composition.table()).by_reference,
    )
    listed, after = events(
        season,
        trail=composition.audit_trail(),
        after=pages.cursor_of(query),
        limit=pages.limit_of(query),
        wanted=wanted,
    )
    about = sorted({event.registration for event in listed if event.registration is not None})
    known = composition.result_table().many(about) if about else ()
    sought = {f"sought_{name}": value for name in ASKED if (value := query(name))}
    note_down(member, Act.AUDIT_READ, season, count=str(len(listed)), **sought)
    body: AuditAnswer = {
        "events": seen(listed, named(colleagues), {case.id: case.reference for case in known}),
        "cursor": None if after is None else pages.encode_cursor(after),
    }
    return answer(body)


@route("GET", "/staff/seasons/{season}/colleagues", Permission.COLLEAGUES)
def read_colleagues(member: Member, season: str) -> Response:
    _of_district(member, season)
    note_down(member, Act.LISTED, season, list="colleagues")
    body: ColleaguesAnswer = {
        "colleagues": [
            {
                "key": min(colleague.macs),
                "name": colleague.name,
                "roles": list(colleague.roles),
                "seen_at": colleague.seen_at,
            }
            for colleague in roster().of_district(member.district)
        ]
    }
    return answer(body)


@route("GET", f"{ONE}/verification", Permission.AUDIT)
def verify_audit(member: Member, season: str) -> Response:
    _of_district(member, season)
    trail = followed(season, newest=NEWEST)
    note_down(member, Act.AUDIT_READ, season, part="verification")
    body: VerificationAnswer = {
        "intact": trail.is_whole,
        "chains": trail.chains,
        "forged": list(trail.forged),
    }
    return answer(body)
