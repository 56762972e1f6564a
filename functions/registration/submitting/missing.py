"""What a form still lacks before it can be submitted: answers, choices that the season has, documents (R22).

Nothing here judges whether an answer is true; nothing here is asked of a draft that is only saved.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from functions.registration.checks import SETTLED, Check
from functions.registration.documents import Document, DocumentKind, DocumentState
from functions.registration.form import Form, Guardian, PropertyClaim, Student
from functions.registration.registration import Registration
from functions.registration.season.declarations import asked, stated
from functions.registration.season.document_rules import DocumentRule, needed
from functions.registration.season.homes import HOMES
from functions.registration.season.season import Season
from functions.registration.values.localised import Localised
from functions.registration.values.model import Model

from .misplaced import misdated, misplaced
from .required import FIRST_GUARDIAN, GUARDIAN, HOUSEHOLD, STUDENT


class Missing(Model):
    """One thing still to do before submitting."""

    field: str
    """Path in the form, or `documents.<kind>` with `.<student>` where one is needed for each student."""
    reason: str
    """Stable code; its text says what to do."""
    rule: str
    """Where it comes from: `R22`."""
    variables: dict[str, str] = {}
    document: DocumentKind | None = None
    student: int | None = None
    why: Localised | None = None
    """The district's own words on why the document is asked for."""


def missing(
    form: Form, documents: Iterable[Document], season: Season, checks: Iterable[Check] = ()
) -> tuple[Missing, ...]:
    """Everything that keeps the form from being submitted in this season, in the order of its pages.

    `checks` are those of the submission before: what they found may ask for a paper (R34), until it is settled.
    """
    unsettled = [check for check in checks if check.state not in SETTLED]
    finding_codes = frozenset(finding.code for check in unsettled for finding in check.findings)
    as_asked = form.model_copy(update={"declared": stated(form, season)})
    return (
        *_answers(form, season),
        *(Missing(field=field, reason=code, rule=rule) for field, code, rule in misplaced(form, season)),
        *_documents(as_asked, tuple(documents), season, finding_codes),
    )


def lacking(registration: Registration, season: Season, now: datetime) -> tuple[Missing, ...]:
    """Everything that keeps this registration from being submitted now."""
    form, documents, checks = registration.form, registration.documents.values(), registration.checks.values()
    days = misdated(form, season.local(now).date())
    return (
        *missing(form, documents, season, checks),
        *(Missing(field=field, reason=code, rule=rule) for field, code, rule in days),
    )


def _answers(form: Form, season: Season) -> Iterator[Missing]:
    if not form.students:
        yield Missing(field="students", reason="need_student", rule="R4")
    for index, student in enumerate(form.students):
        yield from _student(student, f"students.{index}", season)
    if not form.guardians:
        yield Missing(field="guardians", reason="need_guardian", rule="R10")
    for index, guardian in enumerate(form.guardians):
        yield from _lacking(guardian, f"guardians.{index}", GUARDIAN)
        if index == 0:
            yield from _lacking(guardian, "guardians.0", FIRST_GUARDIAN)
    if form.property is None:
        yield Missing(field="property", reason="need_property", rule="R14")
    else:
        yield from _lacking(form.property, "property", HOMES[form.property.kind].required)
    for ask in asked(form, season):
        if ask.must and getattr(form.declared, ask.field, None) is None:
            yield Missing(field=f"declared.{ask.field}", reason=f"need_{ask.field}", rule="R47")


def _student(student: Student, at: str, season: Season) -> Iterator[Missing]:
    yield from _lacking(student, at, STUDENT)
    status = student.household.status
    if status is None:
        yield Missing(field=f"{at}.household.status", reason="need_household_status", rule="R6")
    admitted = season.admits(status)
    for field in admitted.asks if admitted else ():
        if getattr(student.household, field) is None:
            code = f"need_household_{field}"
            yield Missing(field=f"{at}.household.{field}", reason=code, rule=HOUSEHOLD[field])


def _lacking(
    part: Student | Guardian | PropertyClaim, at: str, fields: Mapping[str, str]
) -> Iterator[Missing]:
    for field, rule in fields.items():
        if getattr(part, field) is None:
            yield Missing(field=f"{at}.{field}", reason=f"need_{field}", rule=rule)


def _documents(
    form: Form, documents: tuple[Document, ...], season: Season, finding_codes: frozenset[str]
) -> Iterator[Missing]:
    asked: set[tuple[DocumentKind, int | None]] = set()
    for rule in season.document_rules:
        for student in needed(rule, form, finding_codes):
            if (rule.any_of[0], student) in asked:
                continue
            asked.add((rule.any_of[0], student))
            code = _document_code(rule, student, form, documents)
            if code:
                yield _document(rule, student, code)


WORST_LAST = (DocumentState.AWAITING_UPLOAD, DocumentState.REFUSED)
CODES = {
    DocumentState.AWAITING_UPLOAD: "document_waiting",
    DocumentState.REFUSED: "document_refused",
}


def _document_code(
    rule: DocumentRule, student: int | None, form: Form, documents: tuple[Document, ...]
) -> str | None:
    """None where an accepted one is there: only what was inspected counts. An only child's need not name it."""
    whose = {student, None} if len(form.students) == 1 else {student}
    states = {
        document.state
        for document in documents
        if document.kind in rule.any_of and (student is None or document.student in whose)
    }
    if DocumentState.ACCEPTED in states:
        return None
    return next((CODES[state] for state in WORST_LAST if state in states), "document_missing")


def _document(rule: DocumentRule, student: int | None, code: str) -> Missing:
    kind = rule.any_of[0]
    field = f"documents.{kind}" if student is None else f"documents.{kind}.{student}"
    return Missing(field=field, reason=code, rule=rule.rule, document=kind, student=student, why=rule.reason)
