"""The verification code: asked for only by a form that can be accepted (R1, R9, R12, R24)."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from functions.cloud.sealing.macs import Macs
from functions.cloud.table.accounts.consents import may_go_on
from functions.cloud.table.code_requests import Spend
from functions.cloud.table.days import Day
from functions.cloud.table.questions import Asking, Door, Question
from functions.cloud.table.registrations import Loaded
from functions.registration.checking.authorities import HouseholdRegistry
from functions.registration.checking.planning import identified
from functions.registration.errors import ConsentNeeded, Fault, Incomplete, NotEligible, NotPossibleNow
from functions.registration.form import Form
from functions.registration.keyed import Keyed
from functions.registration.placing.results import refuse_closed
from functions.registration.registration import Action, Notice, NoticeState, Registration
from functions.registration.season.season import Season
from functions.registration.sms.notices import recipient
from functions.registration.submitting.answering import answerable, refuse_wanting
from functions.registration.submitting.children import child_parts
from functions.registration.submitting.codes import (
    new_code,
    refuse_new_code,
    refuse_phone,
    tries_still_counted,
)
from functions.registration.submitting.eligibility import ineligible
from functions.registration.submitting.missing import lacking
from functions.registration.submitting.purposes import PURPOSES, purpose_of
from functions.registration.submitting.transitions import refuse_late
from functions.registration.values.code import Code, Purpose
from functions.registration.values.phones import mask_phone
from functions.submit.account import Account
from functions.submit.commands import HandedIn
from functions.submit.guardian_answers import CodeAnswer
from functions.submit.view import code_view

from .children import child_mac
from .covers import answer_covers, check_covers, code_covers, deed_covers
from .students import Confirmed, confirm_students


class Questions(Protocol):
    def count(self, asking: Asking, questions: Sequence[Question]) -> None: ...


class CodeRequests(Protocol):
    def ask(
        self,
        registration: Registration,
        code: Code,
        notice: Notice,
        *,
        confirmed: dict[str, str] | None,
        strange: frozenset[str],
        reset_tries: bool,
        spend: Spend,
    ) -> Code: ...


def refuse_without_consent(loaded: Loaded, season: Season) -> None:
    """A consent that was taken back stops what had not been submitted on it (R48). Raises ConsentNeeded."""
    if not may_go_on(loaded.consents, season.notice):
        raise ConsentNeeded


def refuse_unfit(registration: Registration, season: Season, now: datetime) -> None:
    """Raises NotEligible (R1), which names every such child, or Incomplete (R22), each with every field at fault."""
    unfit = ineligible(registration.form, season)
    if unfit:
        names = dict.fromkeys(fault.variables["name"] for fault in unfit)
        raise NotEligible(*unfit, name="、".join(names))
    if gaps := lacking(registration, season, now):
        raise Incomplete(*(Fault(gap.field, gap.reason, gap.variables) for gap in gaps))


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


def purpose_asked(purpose: Purpose | None, registration: Registration) -> Purpose:
    """What a code is asked for; where nothing is said, to submit what is being typed. Raises NotPossibleNow."""
    wanted = purpose or purpose_of(Action.SUBMIT, registration.status)
    if wanted is None or registration.status not in PURPOSES[wanted].statuses:
        action = Action.SUBMIT if wanted is None else PURPOSES[wanted].action
        raise NotPossibleNow(status=registration.status, action=action)
    return wanted


class Request(NamedTuple):
    """One code as it is asked for."""

    id: Keyed
    purpose: Purpose
    now: datetime
    answer: HandedIn = HandedIn.model_construct()
    """What it is to hand in, where it answers staff."""


class Granted(NamedTuple):
    """What a code will be good for, and what the registry said meanwhile; None where nobody asked it."""

    covers: Keyed
    confirmed: Confirmed | None


def ask_code(
    loaded: Loaded,
    account: Account,
    asked: Request,
    *,
    season: Season,
    registry: HouseholdRegistry,
    questions: Questions,
    requests: CodeRequests,
    macs: Macs,
) -> CodeAnswer:
    """Lets a code go to guardian 1's phone for one purpose; answers the masked phone and when the next may be asked.

    The questions to the registry are counted before they are put, and a code is counted with its SMS: 5 AWS calls.
    Raises NotPossibleNow, ConsentNeeded, NotEligible, Incomplete, NotConfirmed, TooMany, StaleVersion.
    """
    registration = loaded.registration
    phone = recipient(registration.form) or ""
    stands = registration.code
    if stands is not None and asked.id.names(stands.id):
        return code_view(stands, mask_phone(phone))
    granted = _granted(
        loaded, account, asked, season=season, registry=registry, questions=questions, macs=macs
    )
    to = macs.keyed("phone", phone)
    code = new_code(registration.id, asked.id, asked.purpose, granted.covers, macs, asked.now)
    said = granted.confirmed
    family = frozenset() if said is None else said.family
    stands = requests.ask(
        registration,
        code,
        Notice(
            id=f"code-{code.id}",
            kind=PURPOSES[asked.purpose].notice,
            state=NoticeState.PENDING,
            since=asked.now,
            to=to,
            paid=1,
        ),
        confirmed=None if said is None else said.covers,
        # A registry that is silent now took back nothing of what it said before.
        strange=frozenset()
        if said is None
        else said.strange | (frozenset(registration.strange) - said.family - loaded.family),
        reset_tries=tries_still_counted(registration.code, registration.code_tries, asked.now) == 0,
        spend=Spend(
            owner=account.key,
            phone=to,
            proved=not loaded.proved.isdisjoint(to.every),
            asker=macs.of("asker", account.identity_number),
            family=family - loaded.family,
            budget=season.limits.sms_budget,
            day=Day.of(asked.now, season.zone),
        ),
    )
    return code_view(stands, mask_phone(phone))


def _granted(
    loaded: Loaded,
    account: Account,
    asked: Request,
    *,
    season: Season,
    registry: HouseholdRegistry,
    questions: Questions,
    macs: Macs,
) -> Granted:
    phone = recipient(loaded.registration.form) or ""
    match asked.purpose:
        case Purpose.WITHDRAW | Purpose.DECLINE | Purpose.COPY:
            return _granted_for_the_deed(loaded.registration, asked, phone, season, macs)
        case Purpose.ANSWER:
            return _granted_to_answer(loaded.registration, asked, phone, season, macs)
        case Purpose.SUBMIT | Purpose.AMEND:
            return _granted_to_submit(
                loaded, account, asked, season=season, registry=registry, questions=questions, macs=macs
            )


def _granted_for_the_deed(
    registration: Registration, asked: Request, phone: str, season: Season, macs: Macs
) -> Granted:
    """To the last phone that a code proved: one that is only being typed ends nothing and opens nothing (R45)."""
    refuse_closed(registration, PURPOSES[asked.purpose].action, season, asked.now)
    _refuse_unproved(registration, phone, macs)
    covers = deed_covers(asked.purpose, phone, macs, registration.id)
    _refuse_again(registration, asked, covers)
    return Granted(covers, None)


def _granted_to_answer(
    registration: Registration, asked: Request, phone: str, season: Season, macs: Macs
) -> Granted:
    """For an answer that is whole, to the last phone that a code proved (R40)."""
    request = answerable(registration, season, asked.now)
    refuse_wanting(registration, request, asked.answer.words, asked.answer.explanation)
    _refuse_unproved(registration, phone, macs)
    covers = answer_covers(registration, request, asked.answer, macs)
    _refuse_again(registration, asked, covers)
    return Granted(covers, None)


def _refuse_unproved(registration: Registration, phone: str, macs: Macs) -> None:
    if not macs.matches(registration.proved_phone or "", "phone", phone):
        raise NotPossibleNow(code="phone_being_changed")


def _granted_to_submit(
    loaded: Loaded,
    account: Account,
    asked: Request,
    *,
    season: Season,
    registry: HouseholdRegistry,
    questions: Questions,
    macs: Macs,
) -> Granted:
    registration = loaded.registration
    refuse_late(registration, Action.SUBMIT, season, asked.now)
    refuse_without_consent(loaded, season)
    refuse_unfit(registration, season, asked.now)
    covers = code_covers(registration.form, macs, registration.id)
    _refuse_again(registration, asked, covers)
    day, kept_until = Day.of(asked.now, season.zone), int(season.archive_until.timestamp())
    asking = Asking(account.key, registration.id, Door.CODE, day, asked.now, kept_until)
    questions.count(asking, questions_of(registration.form, loaded.family, macs))
    confirmed = confirm_students(
        registration.form,
        registry=registry,
        covers=check_covers(macs, registration.id),
        is_asker=account.is_asker,
        macs=macs,
        season=season,
    )
    return Granted(covers, confirmed)


def _refuse_again(registration: Registration, asked: Request, covers: Keyed) -> None:
    """Raises TooMany while the tries are used up, or where such a code was just sent."""
    stands = registration.code
    refuse_new_code(stands, registration.code_tries, asked.now)
    if stands is not None and stands.purpose is asked.purpose and covers.names(stands.covers):
        refuse_phone([stands.sent_at], asked.now)


def request_id(registration_id: str, purpose: Purpose, key: str, new_id: str, macs: Macs) -> Keyed:
    """What a code is called: by the Idempotency-Key where there is one, so that a repeated request knows itself."""
    return macs.keyed("request", registration_id, purpose, key) if key else Keyed((new_id,))
