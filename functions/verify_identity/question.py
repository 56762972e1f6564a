"""What the household registry is asked about a student or a guardian, and how its answer is judged."""

import json

from functions.cloud.queues.batches import CanNeverSucceed
from functions.cloud.queues.checking import DEADLINE, Answered
from functions.registration.checking.authorities import DocumentNotHeldError, HouseholdRegistry, Resident
from functions.registration.checking.findings import NOT_HELD, compare_guardian, compare_student
from functions.registration.checking.planning import subjects
from functions.registration.checks import Check
from functions.registration.form import Form, Guardian, Student
from functions.registration.values.identity import IdentityDocument


class Asked:
    """The registry during one message: it is asked about each document once."""

    def __init__(self, registry: HouseholdRegistry) -> None:
        self._registry = registry
        self._residents: dict[str, Resident | None] = {}

    def resident(self, document: IdentityDocument | None) -> Resident | None:
        """Raises AuthorityUnavailableError, DocumentNotHeldError."""
        if document is None:
            raise DocumentNotHeldError
        key = document.model_dump_json()
        if key not in self._residents:
            self._residents[key] = self._registry.resident(document, deadline=DEADLINE)
        return self._residents[key]


def ask_household(form: Form, check: Check, *, registry: HouseholdRegistry) -> Answered:
    """The check's question to the household registry (R8, R9).

    Raises AuthorityUnavailableError, CanNeverSucceed for a check that is about nobody.
    """
    asked = Asked(registry)
    try:
        match subjects(form).get(check.id):
            case Student() as student:
                resident = asked.resident(student.identity_document)
                return Answered(compare_student(student, resident), _told(resident))
            case Guardian() as guardian:
                resident = asked.resident(guardian.identity_document)
                children = [] if resident is None else _children(form, asked)
                verdict = compare_guardian(guardian, resident, children)
                return Answered(verdict, _told(resident, *children))
    except DocumentNotHeldError:
        return Answered(NOT_HELD, None)
    raise CanNeverSucceed("not_an_identity_check")


def _children(form: Form, asked: Asked) -> list[Resident | None]:
    """The children's records, whose parents tell whether the guardian is one; a child not held there tells nothing."""
    found: list[Resident | None] = []
    for student in form.students:
        try:
            found.append(asked.resident(student.identity_document))
        except DocumentNotHeldError:
            continue
    return found


def _told(resident: Resident | None, *children: Resident | None) -> bytes:
    told = {
        "resident": None if resident is None else resident.model_dump(mode="json", exclude_none=True),
        "children": [child.model_dump(mode="json", exclude_none=True) for child in children if child],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
