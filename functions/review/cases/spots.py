"""A spot check that found nothing (R37): parse, one call, answer. What it found wrong is a decision."""

from chalice import Response

from functions.cloud import composition
from functions.cloud.staff.desk.spots import SpotTable
from functions.cloud.web.http import answer
from functions.registration.errors import NotPossibleNow
from functions.registration.staff.audit import Act, Deed
from functions.registration.staff.looking.spots import all_right
from functions.registration.staff.queues import claimed_by_another
from functions.registration.staff.roles import Permission
from functions.review.member import Member
from functions.review.routes import clock, route

from .routes import ONE, case_as_seen


@route("POST", f"{ONE}/spot-check", Permission.CASES)
def pass_spot_check(member: Member, registration_id: str) -> Response:
    stored, season = case_as_seen(member, registration_id)
    before, now = stored.registration, clock()
    if claimed_by_another(before, member.key, now):
        raise NotPossibleNow(code="claimed_by_another")
    deed = Deed(season.id, Act.SPOT_CHECKED, member.key, registration_id)
    trail = composition.audit_trail()
    SpotTable(composition.table()).end(before, all_right(before), deed, trail, now=now)
    return answer(None, status=204)
