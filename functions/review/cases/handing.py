"""A supervisor hands a case on: parse, one call, answer."""

from chalice import Response

from functions.cloud import composition
from functions.cloud.table.accounts.roster import roster
from functions.cloud.web.http import answer, parse
from functions.registration.errors import Fault, InvalidInput
from functions.registration.keyed import Keyed
from functions.registration.season.season import Season
from functions.registration.staff.audit import Act, Deed
from functions.registration.staff.handing import HANDED_FOR, refuse_handing
from functions.registration.staff.roles import Permission, Role
from functions.review.audit.approved import may_read
from functions.review.commands import HandOverCommand
from functions.review.member import Member, of_district
from functions.review.routes import clock, request, route

from .routes import ONE, opened_for, still_sealed


@route("POST", f"{ONE}/handover", Permission.WORK)
def hand_over(member: Member, registration_id: str) -> Response:
    """To null: nobody's, anyone may take it. Who only hands on reads nothing, and needs no approval to read."""
    command = parse(request(), HandOverCommand)
    sealed, season = still_sealed(registration_id)
    of_district(member, season)
    registration, now = opened_for(member, sealed).registration, clock()
    to = None if command.to is None else _colleague(command.to, season)
    refuse_handing(registration, to, now)
    details = {"from": registration.claimed_by or "", "to": to or ""}
    deed = Deed(season.id, Act.HANDED_OVER, member.key, registration_id, details)
    composition.decision_table().hand_over(registration, deed, to=to, until=now + HANDED_FOR, now=now)
    return answer(None, status=204)


def _colleague(key: str, season: Season) -> Keyed:
    """The reviewer whom the list of colleagues knows by it. Raises InvalidInput."""
    for colleague in roster().of_district(season.district.code):
        if key in colleague.macs and Role.REVIEWER in colleague.roles:
            reviewer = Keyed((key, *sorted(colleague.macs - {key})))
            if not may_read(reviewer, season.id):
                raise InvalidInput(Fault("to", "colleague_not_approved"))
            return reviewer
    raise InvalidInput(Fault("to", "unknown_colleague"))
