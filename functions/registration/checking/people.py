"""Students and guardians beside the household registry's records (R8, R9, R31)."""

from collections.abc import Iterator, Sequence

from functions.registration.checks import Finding
from functions.registration.form import Guardian, Relationship, Student
from functions.registration.season.season import Season

from .authorities import Resident
from .findings import Verdict, judged, no_record, unreadable
from .households import compare_household
from .spelling import ADULT, TICKED, UNTICKED, compare_name

NO_SUCH_RESIDENT = no_record("identity_document.number", "no_such_resident")


def compare_student(student: Student, resident: Resident | None, season: Season) -> Verdict:
    """All that the registry tests of a student: who it is, and in which district and community (R33)."""
    if resident is None:
        return NO_SUCH_RESIDENT
    return judged([*_person(student, resident), *compare_household(student.household, resident, season)])


def compare_person(student: Student, resident: Resident | None) -> Verdict:
    """Who the student is: whether number and name belong together (R9)."""
    return NO_SUCH_RESIDENT if resident is None else judged(_person(student, resident))


def _person(student: Student, resident: Resident) -> Iterator[Finding]:
    """A name that is only spelt otherwise in the registry goes to staff (R8)."""
    yield from compare_name(student.name, resident.name, TICKED if student.has_rare_characters else UNTICKED)
    if student.birth_date is not None:
        if resident.birth_date is None:
            yield unreadable("birth_date")
        elif student.birth_date != resident.birth_date:
            yield Finding(field="birth_date", code="birth_date_differs")
    if student.sex is not None:
        if resident.sex is None:
            yield unreadable("sex")
        elif student.sex != resident.sex:
            yield Finding(field="sex", code="sex_differs")


PARENTS = frozenset({Relationship.FATHER, Relationship.MOTHER})


def compare_guardian(
    guardian: Guardian, resident: Resident | None, children: Sequence[Resident | None]
) -> Verdict:
    """A guardian beside the registry's record; a parent whom a child's record does not name goes to staff."""
    if resident is None:
        return NO_SUCH_RESIDENT
    return judged(_guardian(guardian, resident, [child for child in children if child is not None]))


def _guardian(guardian: Guardian, resident: Resident, children: Sequence[Resident]) -> Iterator[Finding]:
    yield from compare_name(guardian.name, resident.name, ADULT)
    if guardian.relationship in PARENTS:
        number = resident.identity_document.number
        parenthoods = [_is_parent(number, child) for child in children]
        if False in parenthoods:
            yield Finding(field="relationship", code="not_the_registered_parent")
        elif None in parenthoods:
            yield unreadable("relationship")


def _is_parent(number: str, child: Resident) -> bool | None:
    """None where the child's record cannot be read so far; one that knows of no parents speaks against nobody."""
    if child.parents is None:
        return None
    documents = [parent.identity_document for parent in child.parents]
    if not documents or any(document is not None and document.number == number for document in documents):
        return True
    return None if None in documents else False
