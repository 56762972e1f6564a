"""A later deadline for amending: for all at once, or for whom an authority held up, by a job (R28)."""

from chalice import Response

from functions.cloud.web.http import answer, parse
from functions.registration.staff.audit import Act
from functions.registration.staff.jobs import JobKind
from functions.registration.staff.roles import Permission
from functions.review.commands import ExtensionCommand
from functions.review.member import Member
from functions.review.routes import clock, recorded, request, route
from functions.review.staff_answers import ExtensionAnswer

from .desk import refuse_deadline, with_deadline
from .jobs import job_view, started, where
from .routes import ONE, current, replace


@route("POST", f"{ONE}/extension", Permission.SEASON)
def extend(member: Member, season: str) -> Response:
    command = parse(request(), ExtensionCommand)
    version, season_data = current(member, season)
    if command.families == "all":
        if command.until == season_data.amendment_deadline:
            # Asked again, since no answer came: it is what was asked for.
            stands: ExtensionAnswer = {"version": version, "job": None}
            return answer(stands)
        later = with_deadline(season_data, command.until, clock())
        write = recorded(member, Act.DEADLINE_EXTENDED, season, families="all", version=str(version + 1))
        made = replace(member, later, version, write=write)
        everybody: ExtensionAnswer = {"version": made, "job": None}
        return answer(everybody)
    refuse_deadline(season_data, command.until, clock())
    asked = {"until": command.until.isoformat()}
    deed = Act.DEADLINE_EXTENDED, {"families": "affected", **asked}
    job = started(member, season, version, JobKind.EXTENSION, deed, asked=asked)
    body: ExtensionAnswer = {"version": version, "job": job_view(job, member)}
    return answer(body, status=202, headers=where(job))
