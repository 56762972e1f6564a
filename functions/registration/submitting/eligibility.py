"""Who may register in a season (R1, R2)."""

from collections.abc import Iterator

from functions.registration.errors import Fault
from functions.registration.form import Form, Student
from functions.registration.season.season import Season
from functions.registration.values.identity import birth_date_of


def ineligible(form: Form, season: Season) -> tuple[Fault, ...]:
    """Why students of the form may not be submitted; each fault's variables name the student. A draft may be saved.

    `too_young` (R1): born after the season's cutoff, by the birth date typed or by the one inside the identity
    number. `household_not_admitted` (R2): the season does not take this household status.
    """
    return tuple(
        fault for index, student in enumerate(form.students) for fault in _against(student, index, season)
    )


def _against(student: Student, index: int, season: Season) -> Iterator[Fault]:
    name = student.name or f"#{index + 1}"
    in_number = birth_date_of(student.identity_document) if student.identity_document else None
    born = [day for day in (student.birth_date, in_number) if day is not None]
    if born and max(born) > season.cutoff_birth_date:
        variables = {"name": name, "cutoff": season.cutoff_birth_date.isoformat()}
        yield Fault(f"students.{index}.birth_date", "too_young", variables)
    status = student.household.status
    if status is not None and season.admits(status) is None:
        yield Fault(f"students.{index}.household.status", "household_not_admitted", {"name": name})
