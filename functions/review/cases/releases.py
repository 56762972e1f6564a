"""Whose child it is (R35): who claims the children of a case, and freeing one by two people."""

from datetime import datetime

from chalice import Response
from pydantic import TypeAdapter, ValidationError

from functions.cloud import composition
from functions.cloud.sealing.secrets import macs
from functions.cloud.staff.sought import SoughtTable
from functions.cloud.table.children.releases import freed_requests, word_requests
from functions.cloud.web.http import answer, parse
from functions.registration.errors import Fault, InvalidInput
from functions.registration.registration import Registration
from functions.registration.staff.audit import Act, Deed
from functions.registration.staff.by_two.releases import Asked, Freed, free_child
from functions.registration.staff.own_case import refuse_own_case
from functions.registration.staff.queues import waiting_release
from functions.registration.staff.roles import Permission
from functions.registration.submitting.children import children_of
from functions.registration.values.reference import Reference
from functions.review.commands import ReleaseCommand
from functions.review.member import Member
from functions.review.routes import LOOKING_QUERY, clock, note_reading, request, route

from .disputes import StaffChildren, children_view
from .routes import ONE, case, case_as_seen
from .view import staff_version

REFERENCE: TypeAdapter[str] = TypeAdapter(Reference)


def _children_view(registration: Registration, children: dict[str, int], member: Member) -> StaffChildren:
    claims = composition.child_claims().of(registration.season, children)
    word = waiting_release(registration)
    named = {claimant for claim in claims for claimant in claim.ranks}
    if word is not None and word.favours is not None:
        named.add(word.favours)
    others = composition.result_table().many(sorted(named)) if named else ()
    return children_view(registration, children, claims, {other.id: other for other in others}, member.key)


@route("GET", f"{ONE}/children", Permission.CASES, query=LOOKING_QUERY)
def read_children(member: Member, registration_id: str) -> Response:
    loaded, season = case(member, registration_id)
    note_reading(member, Act.READ, season, loaded.registration, part="children")
    children = children_of(loaded.form, macs().every)
    body = _children_view(loaded.registration, children, member)
    return answer(body, version=staff_version(loaded.registration))


@route("POST", f"{ONE}/release", Permission.CASES)
def release(member: Member, registration_id: str) -> Response:
    """202 while it waits for the second person."""
    command = parse(request(), ReleaseCommand)
    loaded, season = case_as_seen(member, registration_id)
    before, now = loaded.registration, clock()
    children = children_of(loaded.form, macs().every)
    favoured = _favoured(command, before.season, member)
    asked = Asked(
        command.student,
        frozenset(mac for mac, student in children.items() if student == command.student),
        command.reason,
        favoured,
        member.key,
    )
    freed = free_child(before, asked, season=season, now=now)
    _write(before, freed, favoured, _deed(before, command, freed, favoured, member), now=now)
    body = _children_view(freed.registration, children, member)
    status = 202 if freed.waits_for_second else 200
    return answer(body, status=status, version=staff_version(freed.registration))


def _favoured(command: ReleaseCommand, season: str, member: Member) -> Registration | None:
    """The family that was kept out, by its reference. Raises InvalidInput, NotAllowed for one of the member's own."""
    if command.favours is None:
        return None
    try:
        ids = SoughtTable(composition.table()).by_reference(REFERENCE.validate_python(command.favours))
    except ValidationError:
        ids = ()
    if not ids:
        raise InvalidInput(Fault("favours", "unknown_registration"))
    favoured = composition.registration_table().get_any(ids[0])
    if favoured.season != season:
        raise InvalidInput(Fault("favours", "unknown_registration"))
    refuse_own_case(favoured.form, member.identity_number)
    return favoured


def _deed(
    before: Registration, command: ReleaseCommand, freed: Freed, favoured: Registration | None, member: Member
) -> Deed:
    act = Act.RELEASE_PROPOSED if freed.waits_for_second else Act.CHILD_FREED
    details = {"student": str(command.student), "reason": command.reason}
    if favoured is not None:
        details["favours"] = favoured.id
    return Deed(before.season, act, member.key, before.id, details)


def _write(
    before: Registration, freed: Freed, favoured: Registration | None, deed: Deed, *, now: datetime
) -> None:
    """Both registrations, the claim and the event, or none of them."""
    table = composition.table()
    asked = (
        word_requests(table, before, freed.registration)
        if freed.waits_for_second
        else freed_requests(table, before, freed, favoured)
    )
    composition.audit_trail().write_as_seen(*asked, deed=deed, now=now)
