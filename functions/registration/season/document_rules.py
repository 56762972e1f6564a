"""Which documents a registration needs, as the season's data says it (R8, R15, R19, R20, R22)."""

from collections.abc import Collection, Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from functions.registration.documents import DocumentKind
from functions.registration.form import (
    Form,
    HomeKind,
    HouseholdStatus,
    HouseholdType,
    Proof,
    Student,
    YesNo,
)
from functions.registration.values.identity import IdentityDocumentType
from functions.registration.values.localised import Localised
from functions.registration.values.model import Model


class When(Model):
    """Every condition that is named must hold, and the case's value be among those listed; none named: always."""

    household_status: tuple[HouseholdStatus, ...] = ()
    household_type: tuple[HouseholdType, ...] = ()
    student_document: tuple[IdentityDocumentType, ...] = ()
    rare_characters: bool | None = None
    property_kind: tuple[HomeKind, ...] = ()
    proof: tuple[Proof, ...] = ()
    guardians: tuple[Annotated[int, Field(ge=1, le=2)], ...] = ()
    found: tuple[Literal["kinship_unconfirmed"], ...] = ()
    """Findings of an earlier check that only a paper can answer (R34)."""
    declared: tuple[Literal["no_other_home", "first_occupant"], ...] = ()
    """Yes to one of these questions, which only a paper can show (R47)."""


class DocumentRule(Model):
    """A document of one of these kinds is needed, once or for each student, when the case is such."""

    any_of: Annotated[tuple[DocumentKind, ...], Field(min_length=1)]
    """The first is the one the page asks for; another of them does as well."""
    each_student: bool = False
    when: When = When()
    rule: Annotated[str, StringConstraints(pattern=r"^[\w.-]{1,40}$")]
    """Where it comes from: `R22`, or a district's own reference."""
    reason: Localised
    """Why it is needed, for the guardian."""


def needed(rule: DocumentRule, form: Form, finding_codes: Collection[str] = ()) -> tuple[int | None, ...]:
    """For whom the rule asks: each such student's index, or None once for the household.

    `found` are the codes of what earlier checks found.
    """
    if rule.when.found and not set(rule.when.found) & set(finding_codes):
        return ()
    if rule.each_student:
        return tuple(i for i, student in enumerate(form.students) if _holds(rule.when, form, student))
    everyone: Iterable[Student] = form.students or (Student(),)
    return (None,) if any(_holds(rule.when, form, student) for student in everyone) else ()


def _holds(when: When, form: Form, student: Student) -> bool:
    document = student.identity_document
    case: Mapping[str, Any] = {
        "household_status": student.household.status,
        "household_type": student.household.type,
        "student_document": document.type if document else None,
        "property_kind": form.property.kind if form.property else None,
        "proof": getattr(form.property, "proof", None),
        "guardians": len(form.guardians),
    }
    listed = all(not getattr(when, name) or value in getattr(when, name) for name, value in case.items())
    said = not when.declared or any(getattr(form.declared, name, None) is YesNo.YES for name in when.declared)
    return listed and said and when.rare_characters in (None, student.has_rare_characters)
