"""A check whose authority keeps silent for longer than the season's patience goes to people as well (R32)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from functions.registration.check_kinds import CHECK_KINDS
from functions.registration.checks import OPEN, Check, CheckState, Finding, LateAnswer
from functions.registration.registration import Registration, Status
from functions.registration.season.season import Season

from .findings import Verdict

DECIDABLE_STATUSES = frozenset({Status.SUBMITTED, Status.DECIDED})
"""What is being amended waits for its resubmission."""


def impatient(registration: Registration, season: Season, now: datetime) -> Iterator[Check]:
    """The checks that have been open for too long and that staff do not have yet."""
    if registration.status not in DECIDABLE_STATUSES:
        return
    patience = timedelta(hours=season.limits.check_patience_hours)
    for check in registration.checks.values():
        if check.state in OPEN and not check.is_handed_over and now - check.since > patience:
            yield check


def handed_over(check: Check, now: datetime) -> Check:
    """The check in staff's queue; its authority is asked on."""
    silent = Finding(field=CHECK_KINDS[check.kind].asked_by, code="authority_silent")
    return check.model_copy(update={"handed_over_at": now, "findings": (silent,)})


def answered(check: Check, verdict: Verdict, now: datetime, *, refused_once: bool) -> Check:
    """The check with its authority's answer: beside what people decided, or in place of what they were to decide.

    A pass does not undo a refusal that waits for its second person (`refused_once`): both are looked at together.
    """
    if check.state not in OPEN:
        late = LateAnswer(state=verdict.state, findings=verdict.findings, at=now)
        return check.model_copy(update={"late": late})
    if refused_once and verdict.state is CheckState.PASSED:
        late_pass = Finding(field=CHECK_KINDS[check.kind].asked_by, code="answered_late")
        verdict = Verdict(CheckState.MANUAL_REVIEW, (late_pass,))
    return check.model_copy(
        update={
            "state": verdict.state,
            "findings": verdict.findings,
            "since": now,
            "handed_over_at": None,
        }
    )
