"""The verification code: asked for only by a form that can be accepted (R1, R9, R12, R24)."""

import json
import time
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from functions.cloud.sealing.macs import Macs
from functions.registration.check_kinds import CheckId, CheckKind
from functions.registration.checking.authorities import (
    AuthorityUnavailableError,
    DocumentNotHeldError,
    HouseholdRegistry,
)
from functions.registration.checking.findings import TO_STAFF
from functions.registration.checking.people import compare_person, compare_student
from functions.registration.checking.planning import identified, tested
from functions.registration.checks import TO_AMEND, CheckState
from functions.registration.errors import Fault, Incomplete, NotConfirmed, NotEligible
from functions.registration.form import Form
from functions.registration.registration import (
    Action,
    Code,
    Notice,
    NoticeKind,
    NoticeState,
    Registration,
)
from functions.registration.season.season import Season
from functions.registration.sms.notices import recipient
from functions.registration.submitting.codes import (
    new_code,
    refuse_new_code,
    tries_still_counted,
)
from functions.registration.submitting.eligibility import ineligible
from functions.registration.submitting.missing import missing
from functions.registration.submitting.transitions import after
from functions.registration.values.phones import mask_phone

from .answers import CodeAnswer
from .view import code_view

REGISTRY_DEADLINE = 1.5
"""Seconds for all students together (R9)."""


def _check(student: int) -> CheckId:
    return CheckId.of(CheckKind.STUDENT_IDENTITY, student)


class CodeRecords(Protocol):
    def ask_code(
        self,
        registration: Registration,
        code: Code,
        notice: Notice,
        *,
        confirmed: dict[str, str],
        reset_tries: bool,
    ) -> None: ...


class CodeLimits(Protocol):
    def count_sms(self, phone: str, *, now: datetime) -> None: ...

    def take_from_budget(self, season: str, registration_id: str, *, budget: int) -> None: ...


def refuse_unfit(registration: Registration, season: Season) -> None:
    """Raises NotEligible (R1), which names every such child, or Incomplete (R22), each with every field at fault."""
    unfit = ineligible(registration.form, season)
    if unfit:
        names = dict.fromkeys(fault.variables["name"] for fault in unfit)
        raise NotEligible(*unfit, name="、".join(names))
    lacking = missing(
        registration.form, registration.documents.values(), season, registration.checks.values()
    )
    if lacking:
        raise Incomplete(*(Fault(one.field, one.reason, one.variables) for one in lacking))


def code_covers(form: Form, macs: Macs, registration_id: str) -> str:
    """Keyed MAC of what a code is asked for: these students, this phone. Another edit keeps the code good."""
    students = [identified(student) for student in form.students]
    return macs.of("covers", registration_id, "code", json.dumps([*students, recipient(form)]))


def check_covers(macs: Macs, registration_id: str) -> Callable[[str, str], str]:
    """Keyed MACs of the answers that each check tests (see `planning.Covers`)."""
    return lambda check_id, text: macs.of("covers", registration_id, check_id, text)


def confirm_students(
    form: Form,
    *,
    registry: HouseholdRegistry,
    covers: Callable[[str, str], str],
    season: Season,
    elapsed: Callable[[], float] = time.monotonic,
) -> dict[str, str]:
    """Asks the household registry about each student, in 1.5 s altogether (R9).

    Returns what it confirmed: check id -> covers. What it cannot answer is left to the checks afterwards, and so is
    where the household is (R33), which keeps no code back.
    Raises NotConfirmed with the fields that it denies.
    """
    support_phone = season.contacts.support_phone
    until = elapsed() + REGISTRY_DEADLINE
    confirmed: dict[str, str] = {}
    denied: list[Fault] = []
    for index, student in enumerate(form.students):
        left = until - elapsed()
        if student.identity_document is None or left <= 0:
            continue
        try:
            resident = registry.resident(student.identity_document, deadline=left)
        except (AuthorityUnavailableError, DocumentNotHeldError):
            continue
        person = compare_person(student, resident)
        if person.state in TO_AMEND:
            denied += [
                Fault(f"{_check(index).path}.{finding.field}", finding.code, {"phone": support_phone})
                for finding in person.findings
                if finding.code not in TO_STAFF
            ]
        elif compare_student(student, resident, season).state is CheckState.PASSED:
            confirmed[_check(index)] = covers(_check(index), tested(_check(index), student))
    if denied:
        raise NotConfirmed(*denied, phone=support_phone)
    return confirmed


def ask_code(
    registration: Registration,
    *,
    season: Season,
    registry: HouseholdRegistry,
    records: CodeRecords,
    limits: CodeLimits,
    macs: Macs,
    new_id: str,
    now: datetime,
) -> CodeAnswer:
    """Lets a code go to guardian 1's phone; answers the masked phone and when the next may be asked for.

    Raises NotPossibleNow, NotEligible, Incomplete, NotConfirmed, TooMany, StaleVersion.
    """
    after(registration, Action.SUBMIT, season, now)
    refuse_unfit(registration, season)
    refuse_new_code(registration.code, registration.code_tries, now)
    confirmed = confirm_students(
        registration.form,
        registry=registry,
        covers=check_covers(macs, registration.id),
        season=season,
    )
    phone = recipient(registration.form) or ""
    limits.count_sms(macs.of("phone", phone), now=now)
    limits.take_from_budget(season.id, registration.id, budget=season.limits.sms_budget)
    code = new_code(registration.id, new_id, code_covers(registration.form, macs, registration.id), macs, now)
    notice = Notice(id=f"code-{code.id}", kind=NoticeKind.CODE, state=NoticeState.PENDING, since=now)
    reset = tries_still_counted(registration.code, registration.code_tries, now) == 0
    records.ask_code(registration, code, notice, confirmed=confirmed, reset_tries=reset)
    return code_view(code, mask_phone(phone))
