"""What the household registry is asked about a student or a guardian, and how its answer is judged."""

import json
from functools import partial

from functions.cloud.queues.batches import CanNeverSucceed
from functions.cloud.queues.checking import Answered
from functions.cloud.queues.residents import Asked
from functions.registration.checking.authorities import DocumentNotHeldError, HouseholdRegistry, Resident
from functions.registration.checking.findings import NOT_HELD
from functions.registration.checking.people import compare_guardian, compare_student
from functions.registration.checking.planning import subjects
from functions.registration.checking.ranks import rank_of
from functions.registration.checking.strangers import as_told_to_a_stranger, family_numbers
from functions.registration.checks import Check
from functions.registration.form import Form, Guardian, Student
from functions.registration.placing.statements import Statement, person_statement
from functions.registration.season.season import Season


def ask_household(form: Form, check: Check, season: Season, *, registry: HouseholdRegistry) -> Answered:
    """The check's question to the household registry (R8, R9, R31, R33).

    Raises AuthorityUnavailableError, CanNeverSucceed for a check that is about nobody.
    """
    asked = Asked(registry)
    try:
        match subjects(form).get(check.id):
            case Student() as student:
                resident = asked.resident(student.identity_document)
                verdict = compare_student(student, resident, season)
                strange = as_told_to_a_stranger(verdict, rare=student.has_rare_characters)
                facts = _facts(season, check, student, resident)
                rank = partial(rank_of, resident)
                return Answered(verdict, _told(resident), _family(resident), strange, facts, rank)
            case Guardian() as guardian:
                resident = asked.resident(guardian.identity_document)
                # A child whose document is not held there tells nothing about its parents.
                children = [asked.if_held(student.identity_document) for student in form.students]
                verdict = compare_guardian(guardian, resident, children)
                strange = as_told_to_a_stranger(verdict)
                facts = _facts(season, check, guardian, resident)
                family = _family(resident, *children)
                return Answered(verdict, _told(resident, *children), family, strange, facts)
    except DocumentNotHeldError:
        return Answered(NOT_HELD, None)
    raise CanNeverSucceed("not_an_identity_check")


def _family(*residents: Resident | None) -> frozenset[str]:
    return frozenset().union(*(family_numbers(resident) for resident in residents if resident is not None))


def _facts(
    season: Season, check: Check, subject: Student | Guardian, resident: Resident | None
) -> Statement | None:
    """Kept only where the season gives seats by rules (R47)."""
    if resident is None or not season.placing:
        return None
    return person_statement(check, subject, resident)


def _told(resident: Resident | None, *children: Resident | None) -> bytes:
    answer = {
        "resident": None if resident is None else resident.model_dump(mode="json", exclude_none=True),
        "children": [child.model_dump(mode="json", exclude_none=True) for child in children if child],
    }
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
