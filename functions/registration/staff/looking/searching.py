"""By what staff find the case of a family that is on the telephone (R46): exact, and by keyed MACs alone."""

from collections.abc import Callable, Iterator
from enum import StrEnum

from pydantic_core import PydanticCustomError

from functions.registration.errors import Fault, InvalidInput
from functions.registration.form import Form, Guardian, Student
from functions.registration.values.identity import RULES
from functions.registration.values.names import comparable
from functions.registration.values.phones import mobile_phone
from functions.registration.values.reference import reference


class SearchBy(StrEnum):
    NUMBER = "number"
    NAME = "name"
    PHONE = "phone"
    REFERENCE = "reference"


def sought_of(form: Form, season: str, mac: Callable[..., str]) -> tuple[str, ...]:
    """Keyed MACs of all by which a form is found in its season: everybody's number and name, guardians' phones."""
    return tuple(sorted({mac("sought", season, by, value) for by, value in _findable(form)}))


def _findable(form: Form) -> Iterator[tuple[SearchBy, str]]:
    people: tuple[Student | Guardian, ...] = (*form.students, *form.guardians)
    for person in people:
        if person.identity_document is not None:
            yield SearchBy.NUMBER, person.identity_document.number
        if person.name:
            yield SearchBy.NAME, comparable(person.name)
    for guardian in form.guardians:
        if guardian.phone:
            yield SearchBy.PHONE, guardian.phone


def typed_as(by: SearchBy, typed: str) -> tuple[str, ...]:
    """What was typed, in each form in which it may be kept; a number's kind is not asked. Raises InvalidInput."""
    try:
        values = _FORMS[by](typed)
    except PydanticCustomError as refused:
        raise InvalidInput(Fault("value", refused.type)) from None
    if not all(values):
        raise InvalidInput(Fault("value", "empty_text"))
    return values


_FORMS: dict[SearchBy, Callable[[str], tuple[str, ...]]] = {
    SearchBy.NUMBER: lambda typed: tuple(sorted({rule.folded(typed) for rule in RULES.values()})),
    SearchBy.NAME: lambda typed: (comparable(typed),),
    SearchBy.PHONE: lambda typed: (mobile_phone(typed),),
    SearchBy.REFERENCE: lambda typed: (reference(typed),),
}
