"""The verification code: asked for only by a form that can be accepted (R1, R9, R12, R24)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from functions.cloud.sealing.macs import Macs
from functions.cloud.table.code_requests import Spend
from functions.cloud.table.days import Day
from functions.cloud.table.questions import Asking, Door, Question
from functions.cloud.table.registrations import Loaded
from functions.registration.checking.authorities import HouseholdRegistry
from functions.registration.checking.planning import identified
from functions.registration.errors import Fault, Incomplete, NotEligible
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
from functions.submit.account import Account
from functions.submit.guardian_answers import CodeAnswer
from functions.submit.view import code_view

from .children import child_mac, child_parts
from .covers import check_covers, code_covers
from .students import confirm_students


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
        strange: frozenset[str],
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
        raise Incomplete(*(Fault(gap.field, gap.reason, gap.variables) for gap in lacking))


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
    kept_until = int(season.archive_until.timestamp())
    asking = Asking(account.key, registration.id, Door.CODE, day, now, kept_until)
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
        # A registry that is silent now took back nothing of what it said before.
        strange=confirmed.strange | (frozenset(registration.strange) - confirmed.family - loaded.family),
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
