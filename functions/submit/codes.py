"""The verification code: asked for only by a form that can be accepted (R1, R9, R12, R24)."""

import json
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from functions.cloud.sealing.macs import Macs
from functions.cloud.table.code_requests import Spend
from functions.cloud.table.days import Day
from functions.cloud.table.questions import Asking, Door, Question
from functions.cloud.table.registrations import Loaded
from functions.registration.check_kinds import CheckId, CheckKind
from functions.registration.checking.authorities import (
    AuthorityUnavailableError,
    DocumentNotHeldError,
    HouseholdRegistry,
)
from functions.registration.checking.findings import TO_STAFF
from functions.registration.checking.people import compare_person, compare_student
from functions.registration.checking.planning import Covers, identified, tested
from functions.registration.checking.strangers import as_told_to_a_stranger, is_family
from functions.registration.checks import TO_AMEND, CheckState
from functions.registration.errors import Fault, Incomplete, NotConfirmed, NotEligible
from functions.registration.form import Form
from functions.registration.keyed import Keyed
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
    refuse_phone,
    tries_still_counted,
)
from functions.registration.submitting.eligibility import ineligible
from functions.registration.submitting.missing import missing
from functions.registration.submitting.transitions import refuse_late
from functions.registration.values.phones import mask_phone

from .account import Account
from .answers import CodeAnswer
from .children import child_mac, child_parts
from .view import code_view

REGISTRY_DEADLINE = 1.5
"""Seconds for all students together (R9)."""


def _check(student: int) -> CheckId:
    return CheckId.of(CheckKind.STUDENT_IDENTITY, student)


class Questions(Protocol):
    def count(self, asking: Asking, questions: Sequence[Question]) -> None: ...


class CodeRequests(Protocol):
    def ask(
        self,
        registration: Registration,
        code: Code,
        notice: Notice,
        *,
        confirmed: dict[str, str],
        reset_tries: bool,
        spend: Spend,
    ) -> Code: ...


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


def code_covers(form: Form, macs: Macs, registration_id: str) -> Keyed:
    """Keyed MAC of what a code is asked for: these students, this phone. Another edit keeps the code good."""
    students = [identified(student) for student in form.students]
    return macs.keyed("covers", registration_id, "code", json.dumps([*students, recipient(form)]))


class CheckCovers(NamedTuple):
    """`planning.Covers` of one registration."""

    macs: Macs
    registration_id: str

    def __call__(self, check_id: str, text: str, /) -> str:
        return self.macs.of("covers", self.registration_id, check_id, text)

    def others(self, check_id: str, text: str, /) -> tuple[str, ...]:
        return self.macs.every("covers", self.registration_id, check_id, text)[1:]

    def matches(self, mac: str, check_id: str, text: str, /) -> bool:
        return self.macs.matches(mac, "covers", self.registration_id, check_id, text)


def check_covers(macs: Macs, registration_id: str) -> Covers:
    """Keyed MACs of the answers that each check tests."""
    return CheckCovers(macs, registration_id)


class Confirmed(NamedTuple):
    """What the registry confirmed: check id -> covers; and the children whose family it says that the asker is."""

    covers: dict[str, str]
    family: frozenset[str]


def confirm_students(
    form: Form,
    *,
    registry: HouseholdRegistry,
    covers: Covers,
    is_asker: Callable[[str], bool],
    macs: Macs,
    season: Season,
    elapsed: Callable[[], float] = time.monotonic,
) -> Confirmed:
    """Asks the household registry about each student, in 1.5 s altogether (R9).

    What it cannot answer is left to the checks afterwards, and so is where the household is (R33), and whatever a
    stranger asked and it agrees with.
    Raises NotConfirmed: to the child's own family with the fields that it denies, to others with one answer.
    """
    support_phone = season.contacts.support_phone
    until = elapsed() + REGISTRY_DEADLINE
    confirmed: dict[str, str] = {}
    family: set[str] = set()
    denied: list[Fault] = []
    for index, student in enumerate(form.students):
        left = until - elapsed()
        if student.identity_document is None or left <= 0:
            continue
        try:
            resident = registry.resident(student.identity_document, deadline=left)
        except (AuthorityUnavailableError, DocumentNotHeldError):
            continue
        own = is_family(resident, is_asker)
        if own:
            family |= set(child_mac(student.identity_document, macs).every)
        person = compare_person(student, resident)
        if not own:
            person = as_told_to_a_stranger(person, rare=student.has_rare_characters)
        if person.state in TO_AMEND:
            denied += [
                Fault(f"{_check(index).path}.{finding.field}", finding.code, {"phone": support_phone})
                for finding in person.findings
                if finding.code not in TO_STAFF
            ]
        elif own and compare_student(student, resident, season).state is CheckState.PASSED:
            confirmed[_check(index)] = covers(_check(index), tested(_check(index), student))
    if denied:
        raise NotConfirmed(*denied, phone=support_phone)
    return Confirmed(confirmed, frozenset(family))


def questions_of(form: Form, known: frozenset[str], macs: Macs) -> list[Question]:
    """What the registry will be asked; `known` are the children whose family the asker is known to be."""
    return [
        Question(
            child=child_mac(student.identity_document, macs),
            asked=macs.keyed("asked", identified(student)),
            strange=known.isdisjoint(macs.every("child", *child_parts(student.identity_document))),
        )
        for student in form.students
        if student.identity_document is not None
    ]


def ask_code(
    loaded: Loaded,
    account: Account,
    *,
    season: Season,
    registry: HouseholdRegistry,
    questions: Questions,
    requests: CodeRequests,
    macs: Macs,
    new_id: Keyed,
    now: datetime,
) -> CodeAnswer:
    """Lets a code go to guardian 1's phone; answers the masked phone and when the next may be asked for.

    The questions to the registry are counted before they are put, and a code is counted with its SMS: 5 AWS calls.
    Raises NotPossibleNow, NotEligible, Incomplete, NotConfirmed, TooMany, StaleVersion.
    """
    registration = loaded.registration
    phone = recipient(registration.form) or ""
    stands = registration.code
    if stands is not None and new_id.names(stands.id):
        return code_view(stands, mask_phone(phone))
    refuse_late(registration, Action.SUBMIT, season, now)
    refuse_unfit(registration, season)
    refuse_new_code(stands, registration.code_tries, now)
    covers = code_covers(registration.form, macs, registration.id)
    if stands is not None and covers.names(stands.covers):
        refuse_phone([stands.sent_at], now)
    day = Day.of(now, season.zone)
    kept = int(season.archive_until.timestamp())
    asking = Asking(account.key, registration.id, Door.CODE, day, now, kept)
    questions.count(asking, questions_of(registration.form, loaded.family, macs))
    confirmed = confirm_students(
        registration.form,
        registry=registry,
        covers=check_covers(macs, registration.id),
        is_asker=account.is_asker,
        macs=macs,
        season=season,
    )
    to = macs.keyed("phone", phone)
    code = new_code(registration.id, new_id, covers, macs, now)
    stands = requests.ask(
        registration,
        code,
        Notice(
            id=f"code-{code.id}", kind=NoticeKind.CODE, state=NoticeState.PENDING, since=now, to=to, paid=1
        ),
        confirmed=confirmed.covers,
        reset_tries=tries_still_counted(registration.code, registration.code_tries, now) == 0,
        spend=Spend(
            owner=account.key,
            phone=to,
            proved=not loaded.proved.isdisjoint(to.every),
            asker=macs.of("asker", account.identity_number),
            family=confirmed.family - loaded.family,
            budget=season.limits.sms_budget,
            day=day,
        ),
    )
    return code_view(stands, mask_phone(phone))


def request_id(registration_id: str, key: str, new_id: str, macs: Macs) -> Keyed:
    """What a code is called: by the Idempotency-Key where there is one, so that a repeated request knows itself."""
    return macs.keyed("request", registration_id, key) if key else Keyed((new_id,))


class Tried(NamedTuple):
    """A try's names, the current key's first; none without an Idempotency-Key."""

    names: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.names[0] if self.names else ""

    def isdisjoint(self, tried: Iterable[str]) -> bool:
        return set(self.names).isdisjoint(tried)


def name_of_try(registration: Registration, key: str, body: Keyed, macs: Macs) -> Tried:
    """What a try is called under an Idempotency-Key, by each key that is held; without one it has no name."""
    if not key or registration.code is None:
        return Tried(())
    code = registration.code.id
    return Tried(tuple(macs.of("try", code, key, one, like=one) for one in body.every))
