"""What the household registry is asked about a student or a guardian, and how its answer is judged."""

import json

from functions.cloud.queues.batches import CanNeverSucceed
from functions.cloud.queues.checking import Answered
from functions.cloud.queues.residents import Asked
from functions.registration.checking.authorities import DocumentNotHeldError, HouseholdRegistry, Resident
from functions.registration.checking.findings import NOT_HELD
from functions.registration.checking.people import compare_guardian, compare_student
from functions.registration.checking.planning import subjects
from functions.registration.checks import Check
from functions.registration.form import Form, Guardian, Student
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
                return Answered(compare_student(student, resident, season), _told(resident))
            case Guardian() as guardian:
                resident = asked.resident(guardian.identity_document)
                # A child whose document is not held there tells nothing about its parents.
                children = (
                    []
                    if resident is None
                    else [asked.if_held(one.identity_document) for one in form.students]
                )
                return Answered(compare_guardian(guardian, resident, children), _told(resident, *children))
    except DocumentNotHeldError:
        return Answered(NOT_HELD, None)
    raise CanNeverSucceed("not_an_identity_check")


def _told(resident: Resident | None, *children: Resident | None) -> bytes:
    told = {
        "resident": None if resident is None else resident.model_dump(mode="json", exclude_none=True),
        "children": [child.model_dump(mode="json", exclude_none=True) for child in children if child],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
