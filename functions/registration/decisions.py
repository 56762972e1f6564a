"""What staff decide of a check (DESIGN section 4): an acceptance at once, a refusal only with a second person."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from .checks import OPEN, CheckState
from .errors import Fault, InvalidInput, NotAllowed, NotPossibleNow
from .registration import Action, Decision, Moment, Registration, Status
from .season import Season
from .transitions import after


class Result(StrEnum):
    ACCEPTED = "accepted"
    REFUSED = "refused"


REASONS: dict[Result, frozenset[str]] = {
    Result.ACCEPTED: frozenset({"documents_sufficient", "registry_outdated", "confirmed_by_phone"}),
    Result.REFUSED: frozenset({"documents_insufficient", "documents_contradict", "not_entitled"}),
}
"""Coded reasons, by what they are given for."""

DECIDABLE = frozenset(
    {CheckState.MANUAL_REVIEW, CheckState.ABNORMAL, CheckState.NO_RECORD, CheckState.ACCEPTED, CheckState.REFUSED}
)
"""What people may decide, and correct before publication; what an authority confirmed stands."""


class Decided(NamedTuple):
    """A registration after one person's decision."""

    registration: Registration
    waits_for_second: bool


def decide(
    registration: Registration,
    check_id: str,
    result: Result,
    *,
    reason: str,
    by: str,
    season: Season,
    now: datetime,
) -> Decided:
    """One person's decision of one check; `by` is that person's keyed MAC.

    Raises NotPossibleNow, NotAllowed (the same person twice), InvalidInput (unknown check or reason).
    """
    status = after(registration, Action.DECIDE, season, now)
    check = registration.checks.get(check_id)
    if check is None:
        raise InvalidInput(Fault("check", "unknown_check"))
    if reason not in REASONS[result]:
        raise InvalidInput(Fault("reason", "invalid_choice"))
    if check.state not in DECIDABLE or check.state in OPEN:
        raise NotPossibleNow(status=check.state, action=Action.DECIDE)
    decision = Decision(check=check_id, result=result, reason=reason, by=by, at=now)
    decided = registration.model_copy(update={"decisions": (*registration.decisions, decision)})
    if result is Result.REFUSED:
        first = _waiting_refusal(registration, check_id, check.version)
        if first is None:
            return Decided(decided, waits_for_second=True)
        if first.by == by:
            raise NotAllowed(code="second_person_needed")
    checks = registration.checks | {
        check_id: check.model_copy(update={"state": CheckState(result.value), "since": now})
    }
    settled = not any(one.state in OPEN | {CheckState.MANUAL_REVIEW} for one in checks.values())
    moment = Moment(at=now, what=f"check_{result.value}")
    return Decided(
        decided.model_copy(
            update={
                "checks": checks,
                "status": status if settled else Status.SUBMITTED,
                "timeline": (*registration.timeline, moment),
            }
        ),
        waits_for_second=False,
    )


def _waiting_refusal(registration: Registration, check_id: str, version: int) -> Decision | None:
    """The refusal that still waits for its second person: the last decision of this check, since submission."""
    since = registration.submitted_at
    mine = [
        one for one in registration.decisions if one.check == check_id and (since is None or one.at >= since)
    ]
    last = mine[-1] if mine else None
    refused_already = registration.checks[check_id].state is CheckState.REFUSED
    waiting = last is not None and last.result == Result.REFUSED and not refused_already
    return last if waiting and version == registration.checks[check_id].version else None
