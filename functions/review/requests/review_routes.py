"""Deciding what a family asked to be reviewed (R42): parse, one call, answer."""

from chalice import Response

from functions.cloud.sealing.secrets import macs
from functions.cloud.staff.requests.reviews import review_table
from functions.cloud.web.http import parse
from functions.registration.checking.evidence import evidence_of
from functions.registration.registration import Registration
from functions.registration.staff.audit import Act, Deed
from functions.registration.staff.by_two.reviews import Said, decide_review
from functions.registration.staff.roles import Permission
from functions.review.cases.routes import ONE, case_as_seen
from functions.review.member import Member
from functions.review.routes import clock, request, route

from .answering import answered
from .commands import ReviewDecisionCommand


@route("POST", f"{ONE}/review", Permission.CASES)
def decide(member: Member, registration_id: str) -> Response:
    """202 while it waits for the second person."""
    command = parse(request(), ReviewDecisionCommand)
    stored, season = case_as_seen(member, registration_id)
    before, now = stored.registration, clock()
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
    return answered(after, season, member, now, status=202 if waits else 200)


def _deed(before: Registration, command: ReviewDecisionCommand, member: Member, *, waits: bool) -> Deed:
    details = {"result": command.result.value, "reason": command.reason}
    if command.school is not None:
        details["school"] = command.school
    act = Act.REVIEW_PROPOSED if waits else Act.REVIEW_DECIDED
    return Deed(before.season, act, member.key, before.id, details)
