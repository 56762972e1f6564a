"""What people decide about a family's place (R47): what no registry confirmed, and a school that no rule gives."""

from datetime import datetime
from typing import NamedTuple

from functions.registration.errors import Fault, InvalidInput, NotAllowed, NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.placing.facts import Confirmed, Facts, covers_of
from functions.registration.placing.seating import Place, Standing
from functions.registration.registration import Registration, Status
from functions.registration.requests import SchoolProposal
from functions.registration.season.placing_rules import Fact
from functions.registration.season.season import Season

from .queues import open_review

PLACEABLE = frozenset({Status.SUBMITTED, Status.DECIDED})
"""Who amends or has withdrawn is given nothing."""

FACT_REASONS = frozenset({"paper_seen", "home_visited", "district_records"})
SCHOOL_REASONS = frozenset({"no_catchment", "no_door", "seat_freed", "policy_group", "correction"})
"""Coded reasons, which the audit trail keeps."""


def confirmed_by_people(
    registration: Registration, known: Facts, earlier: Confirmed | None, sent: Facts, reason: str
) -> Confirmed:
    """What was confirmed before of the same answers, with what was sent now.

    `known` is what registries told: people do not overrule it. Raises NotPossibleNow, InvalidInput.
    """
    _refuse(registration, reason, FACT_REASONS)
    names = sent.model_dump(exclude_none=True)
    by_registries = known.model_dump(exclude_none=True)
    faults = [Fault(f"facts.{name}", "fact_told_by_registry") for name in names if name in by_registries]
    if faults or not names:
        raise InvalidInput(*faults or (Fault("facts", "need_fact"),))
    covers = covers_of(registration.checks, registration.declared)
    before = earlier.facts if earlier is not None and earlier.covers == covers else Facts()
    return Confirmed(covers=covers, facts=before.model_copy(update=names))


class Given(NamedTuple):
    """A registration after one person's word on its school."""

    registration: Registration
    waits_for_second: bool


def give_school(
    registration: Registration, school: str | None, reason: str, *, by: Keyed, season: Season, now: datetime
) -> Given:
    """A school by hand, or (None) back to what the rules give: it holds once a second person says the same.

    Another word than the first person's stands in its place and waits in turn; the school that holds already waits for
    nobody, and the first person's own word that comes again is still that word. Raises NotPossibleNow (too late, or a
    review decides it), InvalidInput, NotAllowed where the same person says it for another reason.
    """
    _refuse(registration, reason, SCHOOL_REASONS)
    if now >= season.results_until:
        raise NotPossibleNow(code="results_over")
    if open_review(registration) is not None:
        raise NotPossibleNow(code="review_open")
    if school is not None and school not in {school_row.id for school_row in season.schools}:
        raise InvalidInput(Fault("school", "unknown_school"))
    first = registration.school_proposed
    if first is None and registration.school == school:
        return Given(registration, waits_for_second=False)
    if first is None or first.school != school:
        proposal = SchoolProposal(school=school, reason=reason, by=by, at=now)
        return Given(registration.model_copy(update={"school_proposed": proposal}), waits_for_second=True)
    if by.names(first.by):
        if first.reason == reason:
            return Given(registration, waits_for_second=True)
        raise NotAllowed(code="second_person_needed")
    word = SchoolProposal(school=school, reason=reason, by=by, at=now)
    words = (*registration.school_words, first, word)
    given = {"school": school, "school_proposed": None, "school_words": words}
    return Given(registration.model_copy(update=given), waits_for_second=False)


def _refuse(registration: Registration, reason: str, reasons: frozenset[str]) -> None:
    if registration.status not in PLACEABLE:
        raise NotPossibleNow(code="nothing_to_decide")
    if reason not in reasons:
        raise InvalidInput(Fault("reason", "invalid_choice"))


def place_line(of: tuple[str, Place]) -> str:
    """A proposed place of one school as one line, which holds no blank but between its parts.

    >>> place_line(("siming-1", Place("01G76PAV4000000000000000A1", Standing.SEATED, "any", (), 3)))
    'siming-1 01G76PAV4000000000000000A1 seated any 3 .'
    """
    school, place = of
    parts = (place.door, place.position, ",".join(place.facts))
    return " ".join([school, place.registration, place.standing, *(str(part or ".") for part in parts)])


def place_of(line: str) -> tuple[str, Place]:
    """The school and the place that `place_line` wrote.

    >>> place_of("siming-1 01G76PAV4000000000000000A1 no_door . . share,titled_on")[1].facts[1].value
    'titled_on'
    """
    school, registration, standing, door, position, facts = line.split(" ")
    return school, Place(
        registration,
        Standing(standing),
        None if door == "." else door,
        () if facts == "." else tuple(map(Fact, facts.split(","))),
        None if position == "." else int(position),
    )
