"""A supervisor hands a case on: parse, one call, answer."""

from chalice import Response

from functions.cloud import composition
from functions.cloud.table.accounts.roster import roster
from functions.cloud.web.http import answer, parse
from functions.registration.errors import Fault, InvalidInput
from functions.registration.keyed import Keyed
from functions.registration.staff.audit import Act, Deed
from functions.registration.staff.handing import HANDED_FOR, refuse_handing
from functions.registration.staff.roles import Permission, Role
from functions.review.commands import HandOverCommand
from functions.review.member import Member
from functions.review.routes import clock, request, route

from .routes import ONE, case


@route("POST", f"{ONE}/handover", Permission.WORK)
def hand_over(member: Member, registration_id: str) -> Response:
    """Nobody's: anyone may take it."""
    command = parse(request(), HandOverCommand)
    stored, season = case(member, registration_id)
    registration, now = stored.registration, clock()
    to = None if command.to is None else _colleague(command.to, season.district.code)
    refuse_handing(registration, to, now)
    details = {"from": registration.claimed_by or "", "to": to or ""}
    deed = Deed(season.id, Act.HANDED_OVER, member.key, registration_id, details)
    composition.decision_table().hand_over(registration, deed, to=to, until=now + HANDED_FOR, now=now)
    return answer(None, status=204)


def _colleague(key: str, district: str) -> Keyed:
    """The reviewer whom the list of colleagues knows by it. Raises InvalidInput."""
    for colleague in roster().of_district(district):
        if key in colleague.macs and Role.REVIEWER in colleague.roles:
            return Keyed((key, *sorted(colleague.macs - {key})))
    raise InvalidInput(Fault("to", "unknown_colleague"))
