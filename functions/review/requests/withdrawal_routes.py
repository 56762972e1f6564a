"""Withdrawing for a family that called (R30): parse, one call, answer."""

from chalice import Response

from functions.cloud import composition
from functions.cloud.staff.requests.withdrawals import leaving_requests, word_requests
from functions.cloud.web.http import parse
from functions.registration.placing.leaving import Leaving
from functions.registration.registration import Registration, Status
from functions.registration.staff.audit import Act, Deed
from functions.registration.staff.by_two.withdrawals import call_off_withdrawal, withdraw_for
from functions.registration.staff.roles import Permission
from functions.review.cases.routes import ONE, case_as_seen
from functions.review.member import Member
from functions.review.routes import clock, request, route

from .answering import answered
from .commands import WithdrawalForCommand


@route("POST", f"{ONE}/withdrawal", Permission.CASES)
def withdraw(member: Member, registration_id: str) -> Response:
    """202 while it waits for the second person."""
    command = parse(request(), WithdrawalForCommand)
    stored, season = case_as_seen(member, registration_id)
    before, now = stored.registration, clock()
    after, leaving = withdraw_for(before, command.reason, by=member.key, season=season, now=now)
    act = Act.WITHDRAWAL_PROPOSED if leaving is None else Act.WITHDRAWN
    deed = Deed(before.season, act, member.key, before.id, {"reason": command.reason})
    if leaving is None:
        composition.audit_trail().write_as_seen(
            *word_requests(composition.table(), before, after), deed=deed, now=now
        )
        return answered(after, season, member, now, status=202)
    asked = leaving_requests(composition.submission_table(), before, leaving)
    composition.audit_trail().write_as_seen(*asked, deed=deed, now=now)
    return answered(_left(after, leaving), season, member, now)


@route("DELETE", f"{ONE}/withdrawal", Permission.CASES)
def call_off(member: Member, registration_id: str) -> Response:
    stored, season = case_as_seen(member, registration_id)
    before, now = stored.registration, clock()
    after = call_off_withdrawal(before, by=member.key, now=now)
    deed = Deed(before.season, Act.WITHDRAWAL_CALLED_OFF, member.key, before.id)
    composition.audit_trail().write_as_seen(
        *word_requests(composition.table(), before, after), deed=deed, now=now
    )
    return answered(after, season, member, now)


def _left(registration: Registration, leaving: Leaving) -> Registration:
    notices = {} if leaving.notice is None else {leaving.notice.id: leaving.notice}
    return registration.model_copy(
        update={
            "status": Status.WITHDRAWN,
            "version": registration.version + 1,
            "claims": (),
            "notices": registration.notices | notices,
            "timeline": (*registration.timeline, leaving.moment),
        }
    )
