"""Submitting, amending, withdrawing (R23 to R30): what each changes is worked out here, then written at once."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple, Protocol

from functions.cloud.sealing.macs import Macs
from functions.cloud.table.submissions import CodeNotCountedError, Submission
from functions.registration.checking.planning import plan
from functions.registration.checking.shared_marks import marks_of, places_of
from functions.registration.errors import (
    ChildAlreadyRegistered,
    Fault,
    KeyReused,
    NotPossibleNow,
    PledgeOutdated,
)
from functions.registration.form import Form
from functions.registration.homes import tenure_of
from functions.registration.placing.outcome import published_outcome
from functions.registration.registration import (
    Action,
    Moment,
    Notice,
    NoticeKind,
    NoticeState,
    Pledge,
    Receipt,
    Registration,
    Source,
    Status,
)
from functions.registration.season.season import Season
from functions.registration.submitting.codes import refuse_try, refuse_wrong
from functions.registration.submitting.provenance import provenance
from functions.registration.submitting.transitions import after
from functions.registration.values.identity import IdentityDocumentType

from .codes import check_covers, code_covers, refuse_unfit
from .commands import SubmissionCommand

RESIDENTS = frozenset({IdentityDocumentType.RESIDENT_ID, IdentityDocumentType.HMT_RESIDENCE_PERMIT})


class Submissions(Protocol):
    def count_try(self, registration_id: str, owner: str, *, now: datetime) -> tuple[Registration, bytes]: ...

    def facts_of(self, owner: str) -> frozenset[str]: ...

    def submit(self, registration: Registration, submission: Submission) -> None: ...

    def amend(self, registration: Registration, *, to: Status, now: datetime) -> None: ...

    def withdraw(self, registration: Registration, *, to: Status, now: datetime) -> None: ...


class Submitted(NamedTuple):
    """What a submission answers; `registration` is None where the same key was answered before."""

    registration: Registration | None


def provenance_of(form: Form, facts: frozenset[str], macs: Macs) -> dict[str, Source]:
    """Field path -> its source, by what prefill told this account (R4)."""
    return provenance(form, facts, lambda *parts: macs.of("fact", *parts))


def submit(
    registration_id: str,
    owner: str,
    command: SubmissionCommand,
    *,
    key: str,
    language: str,
    store: Submissions,
    open_form: Callable[[str, bytes], Form],
    season_of: Callable[[str], Season],
    macs: Macs,
    now: datetime,
) -> Submitted:
    """One try of the code, counted first; then all or nothing: 4 AWS calls.

    Raises CodeRefused, PledgeOutdated, NotEligible, Incomplete, ChildAlreadyRegistered, KeyReused, StaleVersion,
    NotPossibleNow, NotFound.
    """
    body = macs.of("body", command.model_dump_json())
    try:
        counted, sealed = store.count_try(registration_id, owner, now=now)
    except CodeNotCountedError as refused:
        return _not_counted(refused.registration, key=key, body=body, now=now)
    registration = counted.model_copy(update={"form": open_form(registration_id, sealed)})
    season = season_of(registration.season)
    status = after(registration, Action.SUBMIT, season, now)
    covers = code_covers(registration.form, macs, registration.id)
    code = refuse_try(registration.code, registration.code_tries - 1, covers, now)
    refuse_wrong(registration.id, code, command.code, macs)
    if command.pledge_version != season.pledge.version:
        raise PledgeOutdated
    refuse_unfit(registration, season)
    submission = _worked_out(
        registration,
        status,
        season=season,
        facts=store.facts_of(owner),
        receipt=Receipt(key=key, body_digest=body, version=registration.version + 1),
        language=language,
        macs=macs,
        now=now,
    )
    _submit(store, registration, submission, season)
    return Submitted(_as_submitted(registration, submission))


def _worked_out(
    registration: Registration,
    status: Status,
    *,
    season: Season,
    facts: frozenset[str],
    receipt: Receipt,
    language: str,
    macs: Macs,
    now: datetime,
) -> Submission:
    """All that this submission changes."""
    return Submission(
        status=status,
        checks=plan(
            registration.form,
            earlier=registration.checks,
            confirmed=registration.confirmed,
            covers=check_covers(macs, registration.id),
            version=registration.version + 1,
            now=now,
        ),
        claims=_claims(registration.form, macs),
        provenance=provenance_of(registration.form, facts, macs),
        pledge=Pledge(
            version=season.pledge.version,
            text_digest=hashlib.sha256(season.pledge.text.in_language(language).encode()).hexdigest(),
            at=now,
        ),
        receipt=receipt,
        notices=(
            Notice(
                id=f"submitted-{registration.version + 1}",
                kind=NoticeKind.SUBMITTED,
                state=NoticeState.PENDING,
                since=now,
            ),
        ),
        moments=(Moment(at=now, what="submitted" if registration.submitted_at is None else "resubmitted"),),
        now=now,
        expires=int(season.archive_until.timestamp()),
        marks=marks_of(registration.form, macs.of),
        tenure=tenure_of(registration.form),
        **places_of(registration.form),
    )


def _submit(store: Submissions, registration: Registration, submission: Submission, season: Season) -> None:
    """Adds to R25's refusal whom to call."""
    try:
        store.submit(registration, submission)
    except ChildAlreadyRegistered as refused:
        phone = season.contacts.support_phone
        faults = (Fault(fault.field, fault.code, {"phone": phone}) for fault in refused.faults)
        raise ChildAlreadyRegistered(*faults, phone=phone) from None


def amend(registration: Registration, *, season: Season, store: Submissions, now: datetime) -> None:
    """Reopens it (R27, R28). Raises NotPossibleNow, StaleVersion."""
    store.amend(registration, to=after(registration, Action.AMEND, season, now), now=now)


def withdraw(registration: Registration, *, season: Season, store: Submissions, now: datetime) -> None:
    """Ends it (R30). Raises NotPossibleNow, StaleVersion."""
    if published_outcome(registration, season, now) is not None:
        raise NotPossibleNow(status=registration.status, action=Action.WITHDRAW)
    store.withdraw(registration, to=after(registration, Action.WITHDRAW, season, now), now=now)


def _claims(form: Form, macs: Macs) -> tuple[str, ...]:
    """The children. A permit of residence and a resident ID share one numbering: one child, one number."""
    documents = [student.identity_document for student in form.students]
    return tuple(
        macs.of("child", "resident" if one.type in RESIDENTS else one.type, one.country or "", one.number)
        for one in documents
        if one is not None
    )


def _not_counted(registration: Registration, *, key: str, body: str, now: datetime) -> Submitted:
    """Why no try was counted: answered already under this key, not waiting for a code, or the code is no good."""
    receipt = registration.receipt
    if receipt is not None and key and receipt.key == key:
        if receipt.body_digest != body:
            raise KeyReused
        return Submitted(None)
    if registration.status not in {Status.DRAFT, Status.AMENDING}:
        raise NotPossibleNow(status=registration.status, action=Action.SUBMIT)
    covers = registration.code.covers if registration.code else ""
    refuse_try(registration.code, registration.code_tries, covers, now)
    raise AssertionError("the table refused a try that the domain allows")


def _as_submitted(registration: Registration, submission: Submission) -> Registration:
    return registration.model_copy(
        update={
            "status": submission.status,
            "version": registration.version + 1,
            "checks": dict(submission.checks),
            "claims": submission.claims,
            "provenance": dict(submission.provenance),
            "pledge": submission.pledge,
            "receipt": submission.receipt,
            "notices": registration.notices | {one.id: one for one in submission.notices},
            "timeline": registration.timeline + submission.moments,
            "code": None,
            "submitted_at": submission.now,
            "updated_at": submission.now,
        }
    )
