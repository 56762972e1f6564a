"""What staff decide of a check (docs/staff.md): an acceptance at once, a refusal only with a second person.

An acceptance needs a second person too where it goes against an authority's word, or against a refusal by two (R37).
"""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from functions.registration.checking.evidence import refusal_stands
from functions.registration.checks import DECIDED, OPEN, TO_AMEND, Check, CheckState
from functions.registration.documents import DocumentState
from functions.registration.errors import Fault, InvalidInput, KeyReused, NotAllowed, NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.registration import Action, Decision, Evidence, Moment, Registration, Status
from functions.registration.requests import RequestEnd, SpotCheck, SpotEnd
from functions.registration.season.season import Season
from functions.registration.submitting.transitions import after, asked_now

from .looking.spots import ended
from .queues import (
    claimed_by_another,
    is_involved,
    last_decision,
    needs_second,
    open_review,
    waiting_decision,
    waiting_spot,
)


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

READ_ON = TO_AMEND | {CheckState.PASSED}
"""What its family goes on reading of a check that people decided, as long as no result shows (R21)."""


class Decided(NamedTuple):
    """A registration after one person's decision."""

    registration: Registration
    waits_for_second: bool


class Ruling(NamedTuple):
    """One person's decision as it was sent; `by` is that person's keyed MAC."""

    check: str
    result: Result
    reason: str
    by: Keyed
    evidence: Evidence
    """What it is taken on, as it was seen."""
    paper: str | None = None
    key: Keyed | None = None
    body_digest: Keyed | None = None


def repeated(registration: Registration, key: Keyed | None, body_digest: Keyed | None) -> Decision | None:
    """The decision that came under this Idempotency-Key before. Raises KeyReused for another body."""
    if key is None or body_digest is None:
        return None
    earlier = next((decision for decision in registration.decisions if key.names(decision.key)), None)
    if earlier is not None and not body_digest.names(earlier.body_digest):
        raise KeyReused
    return earlier


def decide(registration: Registration, ruling: Ruling, *, season: Season, now: datetime) -> Decided:
    """One person's decision of one check; it frees the case for the next one.

    Raises NotPossibleNow (too late, not decidable, another's case, its family is being asked, or asked for a review),
    NotAllowed (the same person twice, or one of those who refused it), InvalidInput (unknown reason or paper, no paper
    against the authority).
    """
    status = after(registration, Action.DECIDE, season, now)
    _refuse_input(registration, ruling)
    if claimed_by_another(registration, ruling.by, now):
        raise NotPossibleNow(code="claimed_by_another")
    check = registration.checks[ruling.check]
    asked = asked_now(registration)
    if asked is not None and asked.check == check.id:
        raise NotPossibleNow(code="request_open")
    if open_review(registration) is not None and check.state in DECIDED and not check.is_contradicted:
        raise NotPossibleNow(code="review_open")
    spot = waiting_spot(registration)
    if not _may_be_decided(registration, check, spot):
        raise NotPossibleNow(status=check.state, action=Action.DECIDE)
    waits = _waits(registration, ruling)
    if asked is None:
        # Of what its authority confirmed meanwhile: or a decision against that would ask for it anew.
        registration = registration.without_request(RequestEnd.NOT_NEEDED, now)
    decision = Decision(**ruling._asdict(), at=now, waits_for_second=waits)
    decided = registration.model_copy(
        update={
            "decisions": (*registration.decisions, decision),
            "claimed_by": None,
            "claimed_until": None,
            "spot": registration.spot if spot is None else ended(spot, SpotEnd.DECIDED),
        }
    )
    if waits:
        return Decided(decided, waits_for_second=True)
    made = {
        "state": CheckState(ruling.result.value),
        "since": now,
        "denied_as": check.denial,
        "read_as": check.state if check.state in READ_ON else check.read_as,
    }
    checks = registration.checks | {check.id: check.model_copy(update=made)}
    settled = not any(check.state in OPEN | {CheckState.MANUAL_REVIEW} for check in checks.values())
    moment = Moment(at=now, what=f"check_{ruling.result.value}")
    changes = {
        "checks": checks,
        "status": status if settled else Status.SUBMITTED,
        "timeline": (*registration.timeline, moment),
    }
    return Decided(decided.model_copy(update=changes), waits_for_second=False)


def _may_be_decided(registration: Registration, check: Check, spot: SpotCheck | None) -> bool:
    """What an authority confirmed stands, but for a spot check, and the second word on what one found (R37)."""
    if check.state in DECIDABLE or check.is_handed_over:
        return True
    return check.state is CheckState.PASSED and (spot is not None or needs_second(registration, check))


def _refuse_input(registration: Registration, ruling: Ruling) -> None:
    if ruling.reason not in REASONS[ruling.result]:
        raise InvalidInput(Fault("reason", "invalid_choice"))
    accepted = {
        document.id
        for document in registration.documents.values()
        if document.state is DocumentState.ACCEPTED
    }
    if ruling.paper is not None and ruling.paper not in accepted:
        raise InvalidInput(Fault("paper", "unknown_paper"))
    against = registration.checks[ruling.check].denial is not None
    if ruling.result is Result.ACCEPTED and against and ruling.paper is None:
        raise InvalidInput(Fault("paper", "paper_needed"))


def _waits(registration: Registration, ruling: Ruling) -> bool:
    """Whether it has no effect yet: it is the first of two that are needed.

    Raises NotAllowed for somebody who may not be the second, NotPossibleNow for a refusal of what is refused.
    """
    check = registration.checks[ruling.check]
    if check.is_contradicted:
        _refuse_the_last(registration, ruling)
        if ruling.result.value == check.state:
            return False
    turns = ruling.result is Result.ACCEPTED and refusal_stands(registration, check)
    if not turns and not _needs_two(check, ruling.result):
        return False
    first = waiting_decision(registration, check.id)
    if first is not None and first.result == ruling.result.value:
        _refuse_the_last(registration, ruling)
    else:
        first = None
    if turns and is_involved(registration, check, ruling.by):
        raise NotAllowed(code="uninvolved_person_needed")
    return first is None


def _needs_two(check: Check, result: Result) -> bool:
    """A refusal, and an acceptance against an authority's word (R37)."""
    if result is Result.ACCEPTED:
        return check.denial is not None and check.state is not CheckState.ACCEPTED
    if check.state is CheckState.REFUSED:
        raise NotPossibleNow(code="refused_already")
    return True


def _refuse_the_last(registration: Registration, ruling: Ruling) -> None:
    last = last_decision(registration, ruling.check)
    if last is not None and ruling.by.names(last.by):
        raise NotAllowed(code="second_person_needed")
