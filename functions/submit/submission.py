"""Submitting (R23 to R29): what it changes is worked out here, then written at once."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple, Protocol

from functions.cloud.sealing.macs import Macs
from functions.cloud.table.days import Day
from functions.cloud.table.questions import Asking, Door, Question
from functions.cloud.table.registrations import Loaded
from functions.cloud.table.submissions import Submission
from functions.registration.checking.evidence import stands
from functions.registration.checking.planning import plan, subjects, tested
from functions.registration.checking.shared_marks import marks_of, places_of
from functions.registration.checks import Check, CheckState
from functions.registration.errors import (
    ChildAlreadyRegistered,
    Fault,
    PledgeOutdated,
)
from functions.registration.form import Form, Student
from functions.registration.keyed import Keyed
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
from functions.registration.requests import SpotCheck
from functions.registration.season.declarations import declared_facts
from functions.registration.season.homes import home_of
from functions.registration.season.season import Season
from functions.registration.sms.notices import recipient
from functions.registration.staff.looking.spots import drawn
from functions.registration.submitting.answering import resubmitted
from functions.registration.submitting.children import children_of
from functions.registration.submitting.provenance import provenance
from functions.registration.submitting.purposes import purpose_of
from functions.registration.submitting.transitions import after

from .codes.asking import refuse_unfit, refuse_without_consent
from .codes.children import child_mac, claims_of
from .codes.covers import check_covers, code_covers
from .codes.tries import Attempt, Tries, answered, code_to_try, name_of_try, once
from .commands import SubmissionCommand


class Submissions(Protocol):
    def submit(self, registration: Registration, submission: Submission) -> None: ...


class Submitted(NamedTuple):
    """What a submission answers; `registration` is None where the same key was answered before."""

    registration: Registration | None


def provenance_of(form: Form, facts: frozenset[str], macs: Macs) -> dict[str, Source]:
    """Field path -> its source, by what prefill told this account (R4)."""
    return provenance(form, facts, lambda *parts: macs.keyed("fact", *parts))


def submit(
    command: SubmissionCommand,
    owner: Keyed,
    *,
    key: str,
    language: str,
    load: Callable[[], Loaded],
    tries: Tries,
    store: Submissions,
    season_of: Callable[[str], Season],
    macs: Macs,
    now: datetime,
) -> Submitted:
    """All that can fail without the code first; then one try, counted before it is compared; then all or nothing.

    4 AWS calls. Under one Idempotency-Key a repeated try is one try, and each repetition gets the same answer.
    Raises CodeRefused, PledgeOutdated, NotEligible, Incomplete, ChildAlreadyRegistered, KeyReused, StaleVersion,
    ConsentNeeded, NotPossibleNow, NotFound.
    """
    body = macs.keyed("body", command.model_dump_json())
    loaded = load()
    registration = loaded.registration
    if answered(registration, key, body):
        return Submitted(None)
    season = season_of(registration.season)
    status = after(registration, Action.SUBMIT, season, now)
    tried = name_of_try(registration, key, body, macs)
    code = code_to_try(
        registration,
        tried,
        purpose_of(Action.SUBMIT, registration.status),
        code_covers(registration.form, macs, registration.id),
        now,
    )
    refuse_without_consent(loaded, season)
    if command.pledge_version != season.pledge.version:
        raise PledgeOutdated
    refuse_unfit(registration, season, now)

    def submitted() -> Submission:
        submission = _worked_out(
            registration,
            status,
            owner,
            season=season,
            facts=loaded.facts,
            family=loaded.family,
            receipt=Receipt(key=key, body_digest=body, version=registration.version + 1),
            language=language,
            macs=macs,
            now=now,
        )
        _submit(store, registration, submission, season)
        return submission

    attempt = Attempt(Action.SUBMIT, code, command.code, tried, key, body, now)
    submission = once(submitted, registration, attempt, tries=tries, load=load, macs=macs)
    return Submitted(None if submission is None else _as_submitted(registration, submission))


def _worked_out(
    registration: Registration,
    status: Status,
    owner: Keyed,
    *,
    season: Season,
    facts: frozenset[str],
    family: frozenset[str],
    receipt: Receipt,
    language: str,
    macs: Macs,
    now: datetime,
) -> Submission:
    """All that this submission changes."""
    checks = plan(
        registration.form,
        earlier=registration.checks,
        # What seats go by is kept when a check is made, and not when a code is asked for.
        confirmed={} if season.placing else registration.confirmed,
        covers=check_covers(macs, registration.id),
        stands=lambda check: stands(registration, check, macs),
        version=registration.version + 1,
        now=now,
    )
    return Submission(
        status=status,
        checks=checks,
        owner=owner,
        claims=claims_of(registration, family, macs),
        dispute=None
        if registration.dispute is None
        else registration.dispute.among(children_of(registration.form, macs.every)),
        provenance=provenance_of(registration.form, facts, macs),
        pledge=Pledge(
            version=season.pledge.version,
            text_digest=hashlib.sha256(season.pledge.text.in_language(language).encode()).hexdigest(),
            at=now,
        ),
        receipt=receipt,
        asking=Asking(
            owner=owner,
            registration=registration.id,
            door=Door.SUBMISSION,
            day=Day.of(now, season.zone),
            now=now,
            kept_until=int(season.archive_until.timestamp()),
        ),
        questions=_questions(registration, checks, macs),
        phone=macs.keyed("phone", recipient(registration.form) or ""),
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
        consented=season.notice.digest,
        marks=marks_of(registration.form, macs.every),
        spot=SpotCheck(
            drawn=drawn(macs.of("spot", season.id, registration.id), season.limits.spot_check_percent)
        ),
        home=home_of(registration.form),
        declared=declared_facts(registration.form, season),
        **places_of(registration.form),
    )


def _questions(registration: Registration, checks: Mapping[str, Check], macs: Macs) -> tuple[Question, ...]:
    """What is newly queued; a student was counted as a stranger's when the code was asked for."""
    parts = subjects(registration.form)
    queued = [
        (check, parts[check.id])
        for check in checks.values()
        if check.state is CheckState.QUEUED and check.version == registration.version + 1
    ]
    asked = [(part, macs.keyed("asked", tested(check.id, part))) for check, part in queued]
    return tuple(
        Question(
            child=child_mac(part.identity_document, macs)
            if isinstance(part, Student) and part.identity_document
            else mac,
            asked=mac,
            strange=False,
        )
        for part, mac in asked
    )


def _submit(store: Submissions, registration: Registration, submission: Submission, season: Season) -> None:
    """Adds to R25's refusal whom to call."""
    try:
        store.submit(registration, submission)
    except ChildAlreadyRegistered as refused:
        phone = season.contacts.support_phone
        faults = (Fault(fault.field, fault.code, {"phone": phone}) for fault in refused.faults)
        raise ChildAlreadyRegistered(*faults, phone=phone) from None


def _as_submitted(registration: Registration, submission: Submission) -> Registration:
    return resubmitted(registration, submission.checks, submission.now).model_copy(
        update={
            "status": submission.status,
            "version": registration.version + 1,
            "checks": dict(submission.checks),
            "owner": submission.owner,
            "claims": tuple(submission.claims),
            "dispute": submission.dispute,
            "provenance": dict(submission.provenance),
            "pledge": submission.pledge,
            "receipt": submission.receipt,
            "proved_phone": submission.phone,
            "notices": registration.notices | {notice.id: notice for notice in submission.notices},
            "timeline": registration.timeline + submission.moments,
            "code": None,
            "submitted_at": submission.now,
            "updated_at": submission.now,
        }
    )
