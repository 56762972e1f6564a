"""Deciding what a family asked to be reviewed (R42): parse, one call, answer."""

from chalice import Response

from functions.cloud.sealing.secrets import macs
from functions.cloud.staff.requests.reviews import review_table
from functions.cloud.web.http import answer, language_of, parse, version_of
from functions.registration.checking.evidence import evidence_of
from functions.registration.errors import StaleVersion
from functions.registration.registration import Registration
from functions.registration.staff.audit import Act, Deed
from functions.registration.staff.by_two.reviews import Said, decide_review
from functions.registration.staff.roles import Permission
from functions.review.cases.routes import ONE, case
from functions.review.cases.view import staff_version, staff_view
from functions.review.member import Member
from functions.review.routes import clock, request, route

from .commands import ReviewDecisionCommand
from .review_view import with_review
from .view import with_requests


@route("POST", f"{ONE}/review", Permission.CASES)
def decide(member: Member, registration_id: str) -> Response:
    """202 while it waits for the second person."""
    command = parse(request(), ReviewDecisionCommand)
    version = version_of(request().headers)
    stored, season = case(member, registration_id)
    before, now = stored.registration, clock()
    if version != staff_version(before):
        raise StaleVersion
    reviewed = decide_review(
        before,
        Said(command.result, command.reason, member.key, command.school),
        evidence=lambda check: evidence_of(before, check, macs()),
        season=season,
        now=now,
    )
    after = reviewed.registration
    waits = reviewed.waits_for_second
    review_table().decide(before, after, _deed(before, command, member, waits=waits), by=member.key, now=now)
    view = staff_view(after, season, member=member.key, language=language_of(request()))
    # Without the form: whoever decides has just read it, and reading it again would be one more event.
    del view["form"]
    body = with_review(with_requests(view, after, member.key), after, season, member.key, now)
    return answer(body, status=202 if waits else 200, version=staff_version(after))


def _deed(before: Registration, command: ReviewDecisionCommand, member: Member, *, waits: bool) -> Deed:
    details = {"result": command.result.value, "reason": command.reason}
    if command.school is not None:
        details["school"] = command.school
    act = Act.REVIEW_PROPOSED if waits else Act.REVIEW_DECIDED
    return Deed(before.season, act, member.key, before.id, details)
