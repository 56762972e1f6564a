"""Withdrawing for a family that called (R30): parse, one call, answer."""

from chalice import Response

from functions.cloud import composition
from functions.cloud.staff.requests.withdrawals import leaving_requests, word_requests
from functions.cloud.web.http import answer, language_of, parse, version_of
from functions.registration.errors import StaleVersion
from functions.registration.placing.leaving import Leaving
from functions.registration.registration import Registration, Status
from functions.registration.season.season import Season
from functions.registration.staff.audit import Act, Deed
from functions.registration.staff.by_two.withdrawals import call_off_withdrawal, withdraw_for
from functions.registration.staff.roles import Permission
from functions.review.cases.routes import ONE, case
from functions.review.cases.view import staff_version, staff_view
from functions.review.member import Member
from functions.review.routes import clock, request, route

from .commands import WithdrawalForCommand
from .review_view import with_review
from .view import with_requests
from .withdrawal_view import with_withdrawal


@route("POST", f"{ONE}/withdrawal", Permission.CASES)
def withdraw(member: Member, registration_id: str) -> Response:
    """202 while it waits for the second person."""
    command = parse(request(), WithdrawalForCommand)
    before, season = _as_seen(member, registration_id)
    now = clock()
    after, leaving = withdraw_for(before, command.reason, by=member.key, season=season, now=now)
    act = Act.WITHDRAWAL_PROPOSED if leaving is None else Act.WITHDRAWN
    deed = Deed(before.season, act, member.key, before.id, {"reason": command.reason})
    if leaving is None:
        composition.audit_trail().write_as_seen(
            *word_requests(composition.table(), before, after), deed=deed, now=now
        )
        return _answered(after, season, member, status=202)
    asked = leaving_requests(composition.submission_table(), before, leaving)
    composition.audit_trail().write_as_seen(*asked, deed=deed, now=now)
    return _answered(_left(after, leaving), season, member)


@route("DELETE", f"{ONE}/withdrawal", Permission.CASES)
def call_off(member: Member, registration_id: str) -> Response:
    before, season = _as_seen(member, registration_id)
    now = clock()
    after = call_off_withdrawal(before, by=member.key, now=now)
    deed = Deed(before.season, Act.WITHDRAWAL_CALLED_OFF, member.key, before.id)
    composition.audit_trail().write_as_seen(
        *word_requests(composition.table(), before, after), deed=deed, now=now
    )
    return _answered(after, season, member)


def _as_seen(member: Member, registration_id: str) -> tuple[Registration, Season]:
    """Raises StaleVersion unless If-Match is what stands."""
    version = version_of(request().headers)
    stored, season = case(member, registration_id)
    if version != staff_version(stored.registration):
        raise StaleVersion
    return stored.registration, season


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


def _answered(registration: Registration, season: Season, member: Member, *, status: int = 200) -> Response:
    view = staff_view(registration, season, member=member.key, language=language_of(request()))
    # Without the form: whoever asks has just read it, and reading it again would be one more event.
    del view["form"]
    with_requests(view, registration, member.key)
    with_review(view, registration, season, member.key, clock())
    with_withdrawal(view, registration, season, member.key, clock())
    return answer(view, status=status, version=staff_version(registration))
