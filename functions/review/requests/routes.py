"""Asking for more, calling it off, noting: parse, one call, answer."""

from chalice import Response

from functions.cloud.sealing.secrets import macs
from functions.cloud.staff.requests.asking import is_noted, request_table
from functions.cloud.web.http import answer, parse
from functions.cloud.web.idempotency import idempotency_key_of, named
from functions.registration.staff.asking import ask, call_off
from functions.registration.staff.audit import Act, Deed
from functions.registration.staff.roles import Permission
from functions.review.cases.routes import ONE, case, case_as_seen
from functions.review.member import Member
from functions.review.routes import clock, request, route

from .answering import answered
from .commands import NoteCommand, RequestCommand


@route("POST", f"{ONE}/requests", Permission.CASES)
def ask_for_more(member: Member, registration_id: str) -> Response:
    command = parse(request(), RequestCommand)
    stored, season = case_as_seen(member, registration_id)
    before = stored.registration
    after = ask(before, command.wanted(), by=member.key, season=season, now=clock())
    details = {
        "check": command.check,
        "reason": command.reason.value,
        "papers": " ".join(paper.kind for paper in command.papers),
        "words": " ".join(command.words),
        "until": command.until.isoformat(),
    }
    deed = Deed(before.season, Act.MORE_ASKED, member.key, before.id, details)
    request_table().put(before, after, deed, by=member.key, note=command.note, now=clock())
    return answered(after, season, member, clock())


@route("DELETE", f"{ONE}/requests", Permission.CASES)
def call_off_request(member: Member, registration_id: str) -> Response:
    stored, season = case_as_seen(member, registration_id)
    before = stored.registration
    after = call_off(before, by=member.key, now=clock())
    deed = Deed(before.season, Act.MORE_CALLED_OFF, member.key, before.id)
    request_table().put(before, after, deed, by=member.key, now=clock())
    return answered(after, season, member, clock())


@route("POST", f"{ONE}/notes", Permission.CASES)
def note(member: Member, registration_id: str) -> Response:
    command = parse(request(), NoteCommand)
    stored, _ = case(member, registration_id)
    before = stored.registration
    name = named("note", member.key, idempotency_key_of(request().headers), macs())
    if name is None or not is_noted(stored.item, name):
        deed = Deed(before.season, Act.NOTED, member.key, before.id)
        request_table().note(before, command.note, deed, by=member.key, named=name, now=clock())
    return answer(None, status=204)
