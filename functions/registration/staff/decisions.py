"""What staff decide of a check (docs/staff.md): an acceptance at once, a refusal only with a second person."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from functions.registration.checks import OPEN, CheckState
from functions.registration.errors import Fault, InvalidInput, KeyReused, NotAllowed, NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.registration import Action, Decision, Evidence, Moment, Registration, Status
from functions.registration.season.season import Season
from functions.registration.submitting.transitions import after

from .queues import claimed_by_another, last_decision, waiting_refusal


class Result(StrEnum):
    ACCEPTED = "accepted"
    REFUSED = "refused"


REASONS: dict[Result, frozenset[str]] = {
    Result.ACCEPTED: frozenset({"documents_sufficient", "registry_outdated", "confirmed_by_phone"}),
    Result.REFUSED: frozenset({"documents_insufficient", "documents_contradict", "not_entitled"}),
}
"""Coded reasons, by what they are given for."""

DECIDABLE = frozenset(
    {
        CheckState.MANUAL_REVIEW,
        CheckState.ABNORMAL,
        CheckState.NO_RECORD,
        CheckState.ACCEPTED,
        CheckState.REFUSED,
    }
)
"""What people may decide, and correct until results are over; what an authority confirmed stands."""


class Decided(NamedTuple):
    """A registration after one person's decision."""

    registration: Registration
    waits_for_second: bool


class Verdict(NamedTuple):
    """One person's decision as it was sent; `by` is that person's keyed MAC."""

    check: str
    result: Result
    reason: str
    by: Keyed
    evidence: Evidence
    """What it is taken on, as it was seen."""
    key: Keyed | None = None
    body_digest: Keyed | None = None


def repeated(registration: Registration, key: Keyed | None, body_digest: Keyed | None) -> Decision | None:
    """The decision that came under this Idempotency-Key before. Raises KeyReused for another body."""
    if key is None or body_digest is None:
        return None
    found = next((one for one in registration.decisions if key.names(one.key)), None)
    if found is not None and not body_digest.names(found.body_digest):
        raise KeyReused
    return found


def decide(registration: Registration, verdict: Verdict, *, season: Season, now: datetime) -> Decided:
    """One person's decision of one check; it frees the case for the next one.

    Raises NotPossibleNow (too late, not decidable, another's case), NotAllowed (the same person twice),
    InvalidInput (unknown reason).
    """
    status = after(registration, Action.DECIDE, season, now)
    _refuse_input(verdict)
    if claimed_by_another(registration, verdict.by, now):
        raise NotPossibleNow(code="claimed_by_another")
    check = registration.checks[verdict.check]
    if check.state not in DECIDABLE and not check.is_handed_over:
        raise NotPossibleNow(status=check.state, action=Action.DECIDE)
    waits = _waits(registration, verdict)
    decision = Decision(**verdict._asdict(), at=now, waits_for_second=waits)
    decided = registration.model_copy(
        update={
            "decisions": (*registration.decisions, decision),
            "claimed_by": None,
            "claimed_until": None,
        }
    )
    if waits:
        return Decided(decided, waits_for_second=True)
    checks = registration.checks | {
        check.id: check.model_copy(update={"state": CheckState(verdict.result.value), "since": now})
    }
    settled = not any(one.state in OPEN | {CheckState.MANUAL_REVIEW} for one in checks.values())
    moment = Moment(at=now, what=f"check_{verdict.result.value}")
    changes = {
        "checks": checks,
        "status": status if settled else Status.SUBMITTED,
        "timeline": (*registration.timeline, moment),
    }
    return Decided(decided.model_copy(update=changes), waits_for_second=False)


def _refuse_input(verdict: Verdict) -> None:
    if verdict.reason not in REASONS[verdict.result]:
        raise InvalidInput(Fault("reason", "invalid_choice"))


def _waits(registration: Registration, verdict: Verdict) -> bool:
    """Whether it has no effect yet. Raises NotAllowed for the one who decided what a late answer contradicts (R32)."""
    check = registration.checks[verdict.check]
    if check.is_contradicted:
        last = last_decision(registration, check.id)
        if last is not None and last.by == verdict.by:
            raise NotAllowed(code="second_person_needed")
        if verdict.result.value == check.state:
            return False
    return verdict.result is Result.REFUSED and _is_first(registration, verdict)


def _is_first(registration: Registration, verdict: Verdict) -> bool:
    """Whether nobody else refused it yet. Raises NotAllowed for the one who did, NotPossibleNow where it is refused."""
    if registration.checks[verdict.check].state is CheckState.REFUSED:
        raise NotPossibleNow(code="refused_already")
    first = waiting_refusal(registration, verdict.check)
    if first is not None and verdict.by.names(first.by):
        raise NotAllowed(code="second_person_needed")
    return first is None
