"""Exports: one supervisor asks, another approves, either fetches."""

from chalice import Response
from ulid import ULID

from functions.cloud import composition
from functions.cloud.sealing.secrets import macs
from functions.cloud.staff.jobs.exports import ASKED, KEPT, READY, Export
from functions.cloud.table.days import Day
from functions.cloud.web.http import answer, parse
from functions.cloud.web.idempotency import idempotency_key_of, named
from functions.registration.errors import Fault, InvalidInput, NotPossibleNow
from functions.registration.staff.audit import Act
from functions.registration.staff.jobs import JobKind
from functions.registration.staff.roles import Permission
from functions.review.commands import ExportCommand
from functions.review.member import Member, of_district
from functions.review.routes import clock, note_down, recorded, request, route
from functions.review.season.jobs import job_view, newest, started
from functions.review.staff_answers import ExportAnswer, ExportsAnswer

OF_SEASON = "/staff/seasons/{season}/exports"
ONE = "/staff/exports/{export_id}"


def _export(member: Member, export_id: str) -> Export:
    """Raises NotFound, also for another district's."""
    export = composition.export_table().get(export_id, clock())
    of_district(member, composition.season_table().get(export.season, clock()))
    return export


@route("GET", OF_SEASON, Permission.EXPORTS)
def list_exports(member: Member, season: str) -> Response:
    of_district(member, composition.season_table().get(season, clock()))
    exports = composition.export_table().of_season(season, clock())
    body: ExportsAnswer = {"exports": [_view(export, member) for export in exports]}
    return answer(body)


@route("POST", OF_SEASON, Permission.EXPORTS)
def ask_export(member: Member, season: str) -> Response:
    command = parse(request(), ExportCommand)
    season_data = of_district(member, composition.season_table().get(season, clock()))
    if command.school is not None and command.school not in {school.id for school in season_data.schools}:
        raise InvalidInput(Fault("school", "invalid_choice"))
    name = named("export", member.key, idempotency_key_of(request().headers), macs())
    if name is not None and (before := composition.export_table().asked_before(season, name, clock())):
        return _asked(before, member)
    export = Export(
        id=str(ULID()),
        request=name,
        season=season,
        format=command.format,
        school=command.school,
        state=ASKED,
        asked_by=member.key,
        asked_at=clock(),
        expires=int((clock() + KEPT).timestamp()),
    )
    write = recorded(member, Act.EXPORT_ASKED, season, export=export.id, school=command.school or "")
    day = Day.of(clock(), season_data.zone)
    composition.export_table().ask(export, member.key, day, write=write)
    return _asked(export, member)


def _asked(export: Export, member: Member) -> Response:
    return answer(_view(export, member), status=202, headers={"Location": f"/api/staff/exports/{export.id}"})


@route("POST", f"{ONE}/approval", Permission.EXPORTS)
def approve_export(member: Member, export_id: str) -> Response:
    export = _export(member, export_id)
    approved, request_of_it = composition.export_table().approve(export, by=member.key, now=clock())
    version, _ = composition.season_desk().current(export.season)
    deed, asked = (Act.EXPORT_APPROVED, {"export": export_id}), {"export": export_id}
    try:
        started(
            member, export.season, version, JobKind.EXPORT, deed,
            of=export_id, asked=asked, beside=[request_of_it],
        )  # fmt: skip
    except NotPossibleNow:
        raise NotPossibleNow(code="export_not_waiting") from None
    return answer(_view(approved, member), status=202)


@route("GET", ONE, Permission.EXPORTS)
def read_export(member: Member, export_id: str) -> Response:
    export = _export(member, export_id)
    if export.state != READY:
        job = newest(export.season, JobKind.EXPORT, export_id)
        return answer(_view(export, member) | ({} if job is None else {"job": job_view(job, member)}))
    note_down(member, Act.EXPORT_LINKED, export.season, export=export_id)
    return answer(_view(export, member, composition.export_files().link(export)))


def _view(export: Export, member: Member, link: str | None = None) -> ExportAnswer:
    view: ExportAnswer = {
        "id": export.id,
        "season": export.season,
        "format": export.format,
        "state": export.state,
        "asked_at": export.asked_at,
        "expires": export.expires,
        "mine": member.key.names(export.asked_by),
    }
    if export.school is not None:
        view["school"] = export.school
    if export.approved_at is not None:
        view["approved_at"] = export.approved_at
    if export.rows is not None:
        view["rows"] = export.rows
    if link is not None:
        view["link"] = link
    return view
