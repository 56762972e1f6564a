"""Which checks a submission needs, and which of the earlier ones still stand (R9, R27)."""

from collections.abc import Callable, Mapping
from datetime import datetime

from functions.registration.checks import TO_AMEND, Check, CheckKind, CheckState
from functions.registration.form import (
    Collective,
    Form,
    Guardian,
    LowRent,
    OtherHome,
    PropertyClaim,
    PublicRental,
    Student,
)

Covers = Callable[[str, str], str]
"""Keyed MAC of (check id, canonical text of the answers that it tests)."""

BY_HAND = (PublicRental, LowRent, OtherHome)
"""Homes that no registry knows (R19, R20)."""


def subjects(form: Form) -> dict[str, Student | Guardian | PropertyClaim]:
    """Check id -> the part of the form that it is about."""
    found: dict[str, Student | Guardian | PropertyClaim] = {}
    found |= {f"student-{index}": student for index, student in enumerate(form.students)}
    found |= {f"guardian-{index}": guardian for index, guardian in enumerate(form.guardians)}
    if form.property is not None:
        found["property"] = form.property
    return found


def tested(subject: Student | Guardian | PropertyClaim) -> str:
    """Canonical text of the answers an authority tests; an employer or a phone is not among them."""
    if isinstance(subject, Student):
        names = {"identity_document", "name", "birth_date", "sex", "has_rare_characters"}
        return subject.model_dump_json(include=names)
    if isinstance(subject, Guardian):
        return subject.model_dump_json(include={"identity_document", "name", "relationship"})
    return subject.model_dump_json()


KINDS = {"student": CheckKind.STUDENT_IDENTITY, "guardian": CheckKind.GUARDIAN_IDENTITY}


def _first_state(subject: Student | Guardian | PropertyClaim) -> CheckState:
    if isinstance(subject, Collective):
        return CheckState.NOT_REQUIRED
    if isinstance(subject, BY_HAND):
        return CheckState.MANUAL_REVIEW
    return CheckState.QUEUED


DECIDED_AGAINST = frozenset({CheckState.REFUSED})
"""A family that submits again has brought something: what people refused, people look at again."""


def _looked_at_again(before: Check, version: int, now: datetime) -> Check:
    return before.model_copy(update={"state": CheckState.MANUAL_REVIEW, "version": version, "since": now})


def plan(
    form: Form,
    *,
    earlier: Mapping[str, Check],
    confirmed: Mapping[str, str],
    covers: Covers,
    version: int,
    now: datetime,
) -> dict[str, Check]:
    """The checks of this submission.

    An earlier check of the same answers stands as it is, unless it asked the guardian to put something right:
    then the authority is asked again, since its own record may have been mended. What staff refused they see
    again, with whatever documents came since. A student whom the household
    registry confirmed when the code was asked for (`confirmed`, R9) is not asked about twice.
    """
    checks: dict[str, Check] = {}
    for check_id, subject in subjects(form).items():
        what = covers(check_id, tested(subject))
        before = earlier.get(check_id)
        if before is not None and before.covers == what and before.state not in TO_AMEND:
            checks[check_id] = (
                _looked_at_again(before, version, now) if before.state in DECIDED_AGAINST else before
            )
            continue
        state = CheckState.PASSED if confirmed.get(check_id) == what else _first_state(subject)
        kind = KINDS.get(check_id.partition("-")[0], CheckKind.PROPERTY)
        checks[check_id] = Check(id=check_id, kind=kind, state=state, version=version, covers=what, since=now)
    return checks
