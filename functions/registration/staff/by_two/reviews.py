"""A review decided (R42): by somebody who decided nothing of the case; that it be changed takes two of them.

Changed, the result is held for its family alone until it is confirmed as every other late one (R43, R44).
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from functions.registration.checks import OPEN, Check, CheckState
from functions.registration.errors import Fault, InvalidInput, NotAllowed, NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.placing.outcome import Outcome, outcome_as_it_stands
from functions.registration.placing.results import is_shown, result_of
from functions.registration.placing.school import school_of
from functions.registration.registration import (
    Action,
    Decision,
    Evidence,
    Moment,
    Notice,
    NoticeKind,
    NoticeState,
    Registration,
    Status,
)
from functions.registration.requests import Review, ReviewResult, ReviewWord
from functions.registration.season.season import Season
from functions.registration.staff.queues import claimed_by_another, may_review
from functions.registration.submitting.transitions import after

REVIEW_REASONS: Mapping[ReviewResult, frozenset[str]] = {
    ReviewResult.UPHELD: frozenset({"not_shown", "contradicted", "not_entitled", "school_by_rules"}),
    ReviewResult.CHANGED: frozenset(
        {"documents_sufficient", "registry_outdated", "confirmed_by_phone", "judged_wrongly"}
    ),
}
"""Coded reasons; the family reads those for which its result was upheld."""


class Said(NamedTuple):
    """One person's word, as it was sent; `by` is that person's keyed MAC."""

    result: ReviewResult
    reason: str
    by: Keyed
    school: str | None = None


class Reviewed(NamedTuple):
    registration: Registration
    waits_for_second: bool


def decide_review(
    registration: Registration,
    said: Said,
    *,
    evidence: Callable[[Check], Evidence],
    season: Season,
    now: datetime,
) -> Reviewed:
    """The first word for a change waits; the same word by a second person makes it, another stands in its place.

    Nothing is changed to a family's disadvantage: what is refused is accepted, or another school is given. Raises
    NotPossibleNow (too late, none is open, another's case, a result that is not confirmed yet, nothing that a review
    could change), NotAllowed (who decided something of it, or the same person twice), InvalidInput.
    """
    after(registration, Action.DECIDE, season, now)
    review = registration.review
    if review is None or not review.is_open:
        raise NotPossibleNow(code="no_review_open")
    if claimed_by_another(registration, said.by, now):
        raise NotPossibleNow(code="claimed_by_another")
    if any(said.by.names(word.by) for word in review.words):
        raise NotAllowed(code="second_person_needed")
    if not may_review(registration, said.by):
        raise NotAllowed(code="uninvolved_person_needed")
    if not is_shown(registration, season, now):
        raise NotPossibleNow(code="result_unconfirmed")
    if said.reason not in REVIEW_REASONS[said.result]:
        raise InvalidInput(Fault("reason", "invalid_choice"))
    word = ReviewWord(**said._asdict(), at=now)
    free = registration.model_copy(
        update={
            "review": review.model_copy(update={"words": (*review.words, word)}),
            "claimed_by": None,
            "claimed_until": None,
        }
    )
    if said.result is ReviewResult.UPHELD:
        if said.school is not None:
            raise InvalidInput(Fault("school", "invalid_choice"))
        upheld = _ended(free, season, now)
        return Reviewed(_told(upheld, NoticeKind.REVIEW_UPHELD, now), waits_for_second=False)
    _refuse_unchanged(registration, said, season)
    first = review.proposed
    if first is None or (first.result, first.school) != (said.result, said.school):
        return Reviewed(free, waits_for_second=True)
    made = _with_school(free, said.school) if said.school is not None else _accepted(free, word, evidence)
    return Reviewed(_moved(_ended(made, season, now), now), waits_for_second=False)


def _refuse_unchanged(registration: Registration, said: Said, season: Season) -> None:
    outcome = outcome_as_it_stands(registration)
    if outcome is Outcome.REFUSED:
        if said.school is not None:
            raise InvalidInput(Fault("school", "invalid_choice"))
    elif outcome is Outcome.ADMITTED:
        held = school_of(registration, season)
        others = {school.id for school in season.schools if held is None or school.id != held.id}
        if said.school not in others:
            raise InvalidInput(Fault("school", "unknown_school"))
    else:
        raise NotPossibleNow(code="nothing_to_change")


def _accepted(
    registration: Registration, second: ReviewWord, evidence: Callable[[Check], Evidence]
) -> Registration:
    """With every refused check accepted, by both who said so, on the papers that are there (R36)."""
    review = registration.review
    words = () if review is None else review.words[-2:]
    refused = [check for check in registration.checks.values() if check.state is CheckState.REFUSED]
    decisions = tuple(
        Decision(
            check=check.id,
            result=CheckState.ACCEPTED.value,
            reason=word.reason,
            by=word.by,
            at=word.at,
            waits_for_second=word is not second,
            evidence=evidence(check),
        )
        for check in refused
        for word in words
    )
    made = {"state": CheckState.ACCEPTED, "since": second.at}
    accepted = {check.id: check.model_copy(update=made | {"denied_as": check.denial}) for check in refused}
    checks = registration.checks | accepted
    settled = not any(check.state in OPEN | {CheckState.MANUAL_REVIEW} for check in checks.values())
    return registration.model_copy(
        update={
            "checks": checks,
            "decisions": (*registration.decisions, *decisions),
            "status": Status.DECIDED if settled else Status.SUBMITTED,
        }
    )


def _with_school(registration: Registration, school: str) -> Registration:
    return registration.model_copy(update={"school": school, "school_proposed": None})


def _ended(registration: Registration, season: Season, now: datetime) -> Registration:
    """With the review ended as its last word says, and with what the result is then."""
    review = registration.review
    if review is None:
        return registration
    ended = {"ended": review.words[-1].result, "ended_at": now, "result": result_of(registration, season)}
    return registration.model_copy(update={"review": review.model_copy(update=ended)})


def _moved(registration: Registration, now: datetime) -> Registration:
    """Dated; its family is told by SMS once the result is confirmed, and only then."""
    moment = Moment(at=now, what="review_decided")
    return registration.model_copy(update={"timeline": (*registration.timeline, moment)})


def _told(registration: Registration, kind: NoticeKind, now: datetime) -> Registration:
    notice = Notice(id=kind.value, kind=kind, state=NoticeState.PENDING, since=now)
    return registration.model_copy(
        update={
            "notices": registration.notices | {notice.id: notice},
            "timeline": (*registration.timeline, Moment(at=now, what=kind.value)),
        }
    )


def upheld_for(review: Review) -> str | None:
    """The coded reason that its family reads."""
    return review.words[-1].reason if review.ended is ReviewResult.UPHELD else None
