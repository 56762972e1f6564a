"""Answers that are well formed and yet not possible: not on the season's lists, or not together (R2, R4, R6, R14)."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from functions.registration.form import Form, Proof, Purchase, Student
from functions.registration.season.season import Season
from functions.registration.values.identity import IdentityDocument, birth_date_of, sex_of


class Misplaced(NamedTuple):
    field: str
    code: str
    rule: str


def misplaced(form: Form, season: Season) -> Iterator[Misplaced]:
    """Each such answer once, by field."""
    for index, student in enumerate(form.students):
        yield from _student(student, f"students.{index}", season)
    for index, guardian in enumerate(form.guardians):
        at = f"guardians.{index}"
        yield from _choice(season, "relationship", guardian.relationship, f"{at}.relationship", "R10")
        yield from _document_type(season, guardian.identity_document, f"{at}.identity_document", "R10")
    yield from _property(form, season)
    yield from _same_person(form)


FIRST_YEAR = 1900
FARTHEST_DELIVERY = 10
"""Years from today, of a home that is still to be built."""


def misdated(form: Form, today: date) -> Iterator[Misplaced]:
    """Days that nobody can have meant (R4, R17); a contract alone may name one that is still to come."""
    for index, student in enumerate(form.students):
        if student.birth_date and student.birth_date.year < FIRST_YEAR:
            yield Misplaced(f"students.{index}.birth_date", "day_too_early", "R4")
    home = form.property
    if not isinstance(home, Purchase) or home.acquired_on is None:
        return
    if home.acquired_on.year < FIRST_YEAR:
        yield Misplaced("property.acquired_on", "day_too_early", "R17")
    elif home.proof is Proof.CONTRACT:
        if home.acquired_on.year > today.year + FARTHEST_DELIVERY:
            yield Misplaced("property.acquired_on", "delivery_too_late", "R17")
    elif home.acquired_on > today:
        yield Misplaced("property.acquired_on", "day_to_come", "R17")


def _choice(season: Season, choices: str, value: str | None, field: str, rule: str) -> Iterator[Misplaced]:
    if value is not None and not season.offers(choices, value):
        yield Misplaced(field, "choice_not_offered", rule)


def _document_type(
    season: Season, document: IdentityDocument | None, at: str, rule: str
) -> Iterator[Misplaced]:
    if document is not None:
        yield from _choice(season, "identity_document_type", document.type, f"{at}.type", rule)


def _student(student: Student, at: str, season: Season) -> Iterator[Misplaced]:
    household = student.household
    yield from _choice(season, "household_type", household.type, f"{at}.household.type", "R6")
    yield from _choice(season, "sex", student.sex, f"{at}.sex", "R4")
    yield from _contradictions(student, at)
    admitted = season.admits(household.status)
    document = student.identity_document
    if admitted and document and document.type not in admitted.identity_documents:
        yield Misplaced(f"{at}.identity_document.type", "document_not_for_household", "R2")
    if household.street is not None and household.street not in {street.code for street in season.streets}:
        yield Misplaced(f"{at}.household.street", "street_unknown", "R6")
    if household.community is not None:
        street = next(
            (community.street for community in season.communities if community.code == household.community),
            None,
        )
        if street is None:
            yield Misplaced(f"{at}.household.community", "community_unknown", "R6")
        elif household.street is not None and street != household.street:
            yield Misplaced(f"{at}.household.community", "community_of_another_street", "R6")


def _contradictions(student: Student, at: str) -> Iterator[Misplaced]:
    """What the number itself tells otherwise (GB 11643): a slip on one side or the other, told before anybody asks."""
    if (document := student.identity_document) is None:
        return
    born, sex = birth_date_of(document), sex_of(document)
    if born and student.birth_date and born != student.birth_date:
        yield Misplaced(f"{at}.birth_date", "birth_date_contradicts", "R4")
    if sex and student.sex and sex != student.sex:
        yield Misplaced(f"{at}.sex", "sex_contradicts", "R4")


def _property(form: Form, season: Season) -> Iterator[Misplaced]:
    property_claim = form.property
    if property_claim is None:
        return
    yield from _choice(season, "property_kind", property_claim.kind, "property.kind", "R14")
    yield from _choice(season, "proof", getattr(property_claim, "proof", None), "property.proof", "R15")
    for field in ("owner_identity_document", "tenant_identity_document"):
        yield from _document_type(season, getattr(property_claim, field, None), f"property.{field}", "R15")
    types = [rule.household_types for rule in season.property_rules if rule.kind == property_claim.kind]
    if any(student.household.type not in allowed for allowed in types for student in form.students):
        yield Misplaced("property.kind", "property_not_for_household", "R14")


def _same_person(form: Form) -> Iterator[Misplaced]:
    """One number for two people of the form; the first keeps it."""
    seen: Counter[str] = Counter()
    for people in ("students", "guardians"):
        for index, person in enumerate(getattr(form, people)):
            if person.identity_document is None:
                continue
            number = person.identity_document.number
            if seen[number]:
                yield Misplaced(f"{people}.{index}.identity_document.number", "same_number_twice", "R7")
            seen[number] += 1
