"""The accounts at the SMS providers in a supervisor's hands: parse, one call, answer."""

from chalice import Response

from functions.cloud import composition
from functions.cloud.sms.blocks import SmsAccounts
from functions.cloud.web.http import answer, parse
from functions.registration.registration import NoticeState
from functions.registration.season.season import Season
from functions.registration.staff.audit import Act
from functions.registration.staff.figures import group_by_two
from functions.registration.staff.roles import Permission
from functions.review.commands import SmsReleaseCommand
from functions.review.member import Member, of_district
from functions.review.routes import clock, deed_of, request, route

from .sms_answers import SmsAnswer

ONE = "/staff/seasons/{season}/sms"


def _of_district(member: Member, season: str) -> Season:
    return of_district(member, composition.season_table().get(season, clock()))


@route("GET", ONE, Permission.SMS)
def read_sms(member: Member, season: str) -> Response:
    _of_district(member, season)
    by_kind = group_by_two(composition.figure_table().read(season), "notice")
    body: SmsAnswer = {
        "held": sum(states.get(NoticeState.HELD, 0) for states in by_kind.values()),
        "blocked": [
            {"provider": provider, "code": block.code, "since": block.since, "tried_at": block.tried_at}
            for provider, block in SmsAccounts(composition.table()).blocked().items()
        ],
    }
    return answer(body)


@route("POST", f"{ONE}/release", Permission.SMS)
def release_sms(member: Member, season: str) -> Response:
    """All districts send by one account: a supervisor of any says that it is in order, in the trail of their own.

    Where it is not, the next SMS blocks it again. What is held comes back by itself, within ten minutes.
    """
    command = parse(request(), SmsReleaseCommand)
    _of_district(member, season)
    deed = deed_of(member, Act.SMS_RELEASED, season, provider=command.provider, code=command.code)
    release = SmsAccounts(composition.table()).releasing(command.provider, command.code)
    composition.audit_trail().write_as_seen(release, deed=deed, now=clock())
    return answer(None, status=204)
