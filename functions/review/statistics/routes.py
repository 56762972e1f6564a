"""The supervisors' view of the work: parse, one call, answer."""

from zoneinfo import ZoneInfo

from chalice import Response

from functions.cloud import composition
from functions.cloud.staff.desk.approvals import approval_table
from functions.cloud.staff.desk.work import WorkTable
from functions.cloud.table.accounts.roster import roster
from functions.cloud.web.http import answer
from functions.registration.staff.roles import Permission
from functions.review.member import Member, of_district
from functions.review.routes import clock, route

from .work import MOST_HELD, still_held, work_view


@route("GET", "/staff/seasons/{season}/work", Permission.WORK)
def read_work(member: Member, season: str) -> Response:
    """10 calls, however long the queue."""
    now = clock()
    season_data = of_district(member, composition.season_table().get(season, now))
    work = WorkTable(composition.table())
    claims = work.held(season, now)[:MOST_HELD]
    ids = [claim.registration for claim in claims]
    held = still_held(claims, composition.result_table().many(ids) if ids else ())
    body = work_view(
        composition.figure_table().read(season),
        oldest=composition.staff_queue().oldest(season),
        done=work.done(season),
        held=held,
        colleagues=roster().of_district(member.district),
        reading={approval.person for approval in approval_table().of_season(season) if approval.runs(now)},
        today=now.astimezone(ZoneInfo(season_data.zone)).date(),
    )
    return answer(body)
