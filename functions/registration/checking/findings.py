"""Comparing what a form says with what an authority holds (R8, R9, R15 to R18).

A finding names the field and the reason; it never carries the authority's value.
"""

from collections.abc import Sequence
from typing import NamedTuple

from functions.registration.checks import CheckState, Finding
from functions.registration.form import Guardian, HomeKind, Proof, Purchase, Relationship, Student
from functions.registration.values.certificates import same_number
from functions.registration.values.identity import IdentityDocument
from functions.registration.values.names import same_name

from .authorities import Home, RegistryOwner, Resident


class Verdict(NamedTuple):
    state: CheckState
    findings: tuple[Finding, ...] = ()


def _judged(findings: Sequence[Finding], *, by_hand: bool = False) -> Verdict:
    if not findings:
        return Verdict(CheckState.PASSED)
    return Verdict(CheckState.MANUAL_REVIEW if by_hand else CheckState.ABNORMAL, tuple(findings))


NOT_HELD = Verdict(CheckState.MANUAL_REVIEW, (Finding(field="identity_document", code="document_not_held"),))
"""The registry does not hold documents of this kind; people decide (R9)."""


def compare_student(student: Student, resident: Resident | None) -> Verdict:
    """A student against the household registry. A rare name that is spelt otherwise there goes to staff (R8)."""
    if resident is None:
        return Verdict(
            CheckState.NO_RECORD, (Finding(field="identity_document.number", code="no_such_resident"),)
        )
    findings = []
    rare_only = False
    if student.name is not None and not same_name(student.name, resident.name):
        rare_only = student.has_rare_characters
        code = "rare_name_differs" if rare_only else "name_differs"
        findings.append(Finding(field="name", code=code))
    if student.birth_date is not None and student.birth_date != resident.birth_date:
        findings.append(Finding(field="birth_date", code="birth_date_differs"))
    if student.sex is not None and student.sex != resident.sex:
        findings.append(Finding(field="sex", code="sex_differs"))
    return _judged(findings, by_hand=rare_only and len(findings) == 1)


PARENTS = frozenset({Relationship.FATHER, Relationship.MOTHER})


def compare_guardian(
    guardian: Guardian, resident: Resident | None, children: Sequence[Resident | None]
) -> Verdict:
    """A guardian against the household registry; a parent whom no child's record names goes to staff."""
    if resident is None:
        return Verdict(
            CheckState.NO_RECORD, (Finding(field="identity_document.number", code="no_such_resident"),)
        )
    if guardian.name is not None and not same_name(guardian.name, resident.name):
        return _judged([Finding(field="name", code="name_differs")])
    known = [child for child in children if child is not None and child.parents]
    if guardian.relationship in PARENTS and known:
        numbers = [{parent.identity_document.number for parent in child.parents} for child in known]
        if not all(resident.identity_document.number in parents for parents in numbers):
            return _judged([Finding(field="relationship", code="not_the_registered_parent")], by_hand=True)
    return Verdict(CheckState.PASSED)


def _is_owner(owner: RegistryOwner, name: str | None, document: IdentityDocument | None) -> bool:
    same_document = owner.identity_document is None or document is None or owner.identity_document == document
    return name is not None and same_name(owner.name, name) and same_document


def compare_property(claim: Purchase, home: Home | None, guardians: Sequence[Guardian]) -> Verdict:
    """A bought home against the land and housing registry.

    Parents' homes must be owned by a guardian of the form; whether somebody is a grandparent no registry tells,
    so there the owner's name and document alone are compared (R14, R15).
    """
    contract = claim.proof is Proof.CONTRACT
    if home is None or claim.number is None or not same_number(home.number, claim.number, contract=contract):
        code = "no_such_contract" if contract else "no_such_certificate"
        return Verdict(CheckState.NO_RECORD, (Finding(field="number", code=code),))
    findings = []
    name, document = claim.owner_name, claim.owner_identity_document
    if not any(name is not None and same_name(owner.name, name) for owner in home.owners):
        findings.append(Finding(field="owner_name", code="owner_differs"))
    elif not any(_is_owner(owner, name, document) for owner in home.owners):
        findings.append(Finding(field="owner_identity_document.number", code="owner_document_differs"))
    if claim.acquired_on is not None and claim.acquired_on != home.acquired_on:
        findings.append(Finding(field="acquired_on", code="acquired_on_differs"))
    if (
        not findings
        and claim.kind is HomeKind.PARENTS_PURCHASE
        and not _owned_by_a_guardian(claim, guardians)
    ):
        findings.append(Finding(field="owner_identity_document.number", code="owner_not_a_guardian"))
    return _judged(findings)


def _owned_by_a_guardian(claim: Purchase, guardians: Sequence[Guardian]) -> bool:
    return any(guardian.identity_document == claim.owner_identity_document for guardian in guardians)
