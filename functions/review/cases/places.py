"""A family's place in people's hands (R47): what no registry confirms, and a school that no rule gives."""

from chalice import Response

from functions.cloud.staff.places import placing
from functions.cloud.web.http import answer, parse
from functions.registration.placing.facts import Confirmed, facts_of
from functions.registration.registration import Registration
from functions.registration.season.placing_rules import Fact
from functions.registration.staff.audit import Act, Deed
from functions.registration.staff.places import confirmed_by_people, give_school
from functions.registration.staff.roles import Permission
from functions.review.commands import FactsCommand, SchoolCommand
from functions.review.member import Member
from functions.review.place_answers import PlaceAnswer
from functions.review.routes import LOOKING_QUERY, clock, note_reading, request, route

from .routes import ONE, case, case_as_seen
from .view import staff_version


def _place_view(registration: Registration, member: Member) -> PlaceAnswer:
    """The facts that seats go by, which of them people confirmed, and its school."""
    facts = placing().facts
    known, confirmed = facts.of(registration), facts.confirmed(registration)
    by_registries = facts_of(registration.checks, facts.told(registration), registration.home)
    by_registry = by_registries.model_dump(exclude_none=True)
    view: PlaceAnswer = {
        "facts": known,
        "by_people": [fact for fact in Fact if fact in _names(confirmed) and fact not in by_registry],
        "declared": registration.declared,
        "school": registration.school,
        "proposed": None,
    }
    proposed = registration.school_proposed
    if proposed is not None:
        view["proposed"] = {
            "school": proposed.school,
            "reason": proposed.reason,
            "at": proposed.at,
            "mine": member.key.names(proposed.by),
        }
    return view


def _names(confirmed: Confirmed | None) -> set[str]:
    return set() if confirmed is None else set(confirmed.facts.model_dump(exclude_none=True))


@route("GET", f"{ONE}/place", Permission.CASES, query=LOOKING_QUERY)
def read_place(member: Member, registration_id: str) -> Response:
    stored, season = case(member, registration_id)
    note_reading(member, Act.READ, season, stored.registration, part="place")
    return answer(_place_view(stored.registration, member), version=staff_version(stored.registration))


@route("PUT", f"{ONE}/facts", Permission.CASES)
def put_facts(member: Member, registration_id: str) -> Response:
    """What was confirmed of the same answers already is not written, nor told, again."""
    command = parse(request(), FactsCommand)
    stored, _ = case_as_seen(member, registration_id)
    before = stored.registration
    facts = placing().facts
    by_registries = facts_of(before.checks, facts.told(before), before.home)
    earlier = facts.confirmed(before)
    confirmed = confirmed_by_people(before, by_registries, earlier, command.facts, command.reason)
    if confirmed == earlier:
        return answer(None, status=204)
    named = " ".join(sorted(command.facts.model_dump(exclude_none=True)))
    details = {"facts": named, "reason": command.reason}
    deed = Deed(before.season, Act.FACTS_CONFIRMED, member.key, before.id, details)
    placing().writes.confirm_facts(before, confirmed, deed, now=clock())
    return answer(None, status=204)


@route("PUT", f"{ONE}/school", Permission.CASES)
def put_school(member: Member, registration_id: str) -> Response:
    """202 while it waits for the second person; 200 where it holds, also where it did before."""
    command = parse(request(), SchoolCommand)
    stored, season = case_as_seen(member, registration_id)
    before, now = stored.registration, clock()
    given = give_school(before, command.school, command.reason, by=member.key, season=season, now=now)
    if given.registration != before:
        act = Act.SCHOOL_PROPOSED if given.waits_for_second else Act.SCHOOL_GIVEN
        details = {"school": command.school or "", "reason": command.reason}
        deed = Deed(before.season, act, member.key, before.id, details)
        placing().writes.put_school(before, given.registration, deed, now=now)
    status = 202 if given.waits_for_second else 200
    return answer(_place_view(given.registration, member), status=status, version=staff_version(before))
