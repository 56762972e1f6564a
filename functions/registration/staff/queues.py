"""What waits for a person: open manual reviews, decisions that still need a second one (docs/staff.md).

What waits for its family, who was asked for more, waits for no person; then it comes back to the same clerk (R40).
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from functions.registration.check_kinds import CheckKind
from functions.registration.checking.evidence import refusal_stands
from functions.registration.checks import Check, CheckState
from functions.registration.keyed import Keyed
from functions.registration.registration import Decision, Registration, Status
from functions.registration.requests import (
    Release,
    Request,
    RequestEnd,
    Review,
    ReviewWord,
    SchoolProposal,
    SpotCheck,
    WithdrawalWord,
)
from functions.registration.submitting.transitions import asked_now

CLAIM_FOR = timedelta(minutes=15)
"""How long a case stays with the clerk who took it; taking it again prolongs."""

SECOND = "second"
"""The queue of what waits for another person than the last one, beside the queues by kind of check."""

CONTESTED = "contested"
"""The queue of registrations whose child another one claims too (R35): people say which of them stands."""

UNMENDED = "unmended"
"""The queue of what families could have put right and did not, once they no longer can (R39)."""

ANSWERED = "answered"
"""The queue of what families answered, or had a day to answer, and nobody decided since (R40)."""

REVIEW = "review"
"""The queue of reviews that families asked for, for whoever decided nothing of the case (R42)."""

KEPT_FOR = timedelta(hours=48)
"""How long that stands in no other queue than that of the clerk who asked."""

SPOT = "spot"
"""The queue of what passed by itself and was drawn to be looked at all the same (R37)."""

CASES = frozenset({Status.SUBMITTED, Status.DECIDED})
"""In all else nobody may decide."""


def waiting_decision(registration: Registration, check_id: str) -> Decision | None:
    """The one that still waits for its second person: the last decision of this check since it was submitted."""
    since = registration.submitted_at
    mine = [
        decision
        for decision in registration.decisions
        if decision.check == check_id and (since is None or decision.at >= since)
    ]
    return mine[-1] if mine and mine[-1].waits_for_second else None


def open_cases(registration: Registration) -> tuple[Check, ...]:
    """The checks that a person has to look at now; none while nobody may decide."""
    if registration.status not in CASES:
        return ()
    return tuple(
        check
        for check in registration.checks.values()
        if _is_to_decide(check) or needs_second(registration, check)
    )


def _is_to_decide(check: Check) -> bool:
    return check.state is CheckState.MANUAL_REVIEW or check.is_handed_over or check.is_unmended


def is_disputed(registration: Registration) -> bool:
    """Whether people have to say whose child it is; what was lost to a better claim ends with a refused student too."""
    dispute = registration.dispute
    if dispute is None or registration.status not in CASES:
        return False
    students = (check for check in registration.checks.values() if check.kind is CheckKind.STUDENT_IDENTITY)
    return bool(dispute.contested) or not any(check.state is CheckState.REFUSED for check in students)


def open_review(registration: Registration) -> Review | None:
    """The review that waits for people."""
    review = registration.review
    return review if review is not None and review.is_open and registration.status in CASES else None


def may_review(registration: Registration, member: Keyed) -> bool:
    """Whether one is open and this member decided nothing of the case, nor has said of it what a second person must."""
    return open_review(registration) is not None and not any(map(member.names, _said(registration)))


def words_of(registration: Registration) -> tuple[Decision | Release | SchoolProposal | ReviewWord, ...]:
    """All that staff said of the case, alone or as one of two: of a check, a child freed, a school, its review."""
    said = () if registration.review is None else registration.review.words
    return (*registration.decisions, *registration.releases, *registration.school_words, *said)


def _said(registration: Registration) -> frozenset[str]:
    """Who decided anything of the case, or would, where another's word is waited for."""
    proposed = registration.school_proposed
    would = frozenset() if proposed is None else frozenset({proposed.by})
    return would | {word.by for word in words_of(registration)}


def waiting_release(registration: Registration) -> Release | None:
    """One person's word that a child be freed, which waits for a second person's until its family withdraws."""
    if registration.status is Status.WITHDRAWN:
        return None
    return next((release for release in reversed(registration.releases) if release.waits_for_second), None)


def waiting_withdrawal(registration: Registration) -> WithdrawalWord | None:
    """One person's word that its family wants it withdrawn, which waits for a second person's (R30)."""
    last = registration.withdrawals[-1] if registration.withdrawals else None
    if last is None or last.called_off or last.version != registration.version:
        return None
    return last if registration.status is not Status.WITHDRAWN else None


def _queued_withdrawal(registration: Registration) -> WithdrawalWord | None:
    """That, where the queue may show it: while a family amends, a colleague finds the case by its reference."""
    return waiting_withdrawal(registration) if registration.status in CASES else None


def waiting_spot(registration: Registration) -> SpotCheck | None:
    """The spot check that nobody has made yet, while all of it stands as it passed."""
    spot = registration.spot
    if spot is None or spot.since is None or spot.ended is not None or registration.status not in CASES:
        return None
    states = {check.state for check in registration.checks.values()}
    return spot if states <= {CheckState.PASSED, CheckState.NOT_REQUIRED} else None


def needs_second(registration: Registration, check: Check) -> bool:
    """Whether it waits for another person than the last: a first decision, or what a late answer contradicts."""
    return check.is_contradicted or waiting_decision(registration, check.id) is not None


def last_decision(registration: Registration, check_id: str) -> Decision | None:
    return next(
        (decision for decision in reversed(registration.decisions) if decision.check == check_id), None
    )


def involved(registration: Registration, check: Check) -> frozenset[str]:
    """Who has no more to decide of it: all who decided what two refused (R37), else the last where two are needed."""
    people = [decision.by for decision in registration.decisions if decision.check == check.id]
    if refusal_stands(registration, check):
        return frozenset(people)
    return frozenset(people[-1:] if needs_second(registration, check) else ())


def is_involved(registration: Registration, check: Check, member: Keyed) -> bool:
    return any(member.names(mac) for mac in involved(registration, check))


def may_decide(registration: Registration, check: Check, member: Keyed) -> bool:
    """Whether this member has something to decide of it now: not a second time what waits for a second person."""
    return check in open_cases(registration) and not is_involved(registration, check, member)


def without_work(registration: Registration) -> frozenset[str]:
    """Who said something of it and has nothing more to say: it is not in their queue.

    Each as they stand there: whoever decided before and after a rotation may be left in it, and is never left out.
    """
    leaving = _queued_withdrawal(registration)
    people = _said(registration) | ({leaving.by} if leaving else set())
    return frozenset(mac for mac in people if not _has_work(registration, Keyed((mac,))))


def _has_work(registration: Registration, member: Keyed) -> bool:
    """A check to decide, another's word to say a second time, a dispute or a spot check to look at, a review."""
    release, leaving = waiting_release(registration), _queued_withdrawal(registration)
    return (
        any(may_decide(registration, check, member) for check in open_cases(registration))
        or (release is not None and not member.names(release.by))
        or (leaving is not None and not member.names(leaving.by))
        or (is_disputed(registration) and release is None)
        or waiting_spot(registration) is not None
        or may_review(registration, member)
    )


def queues_of(registration: Registration) -> frozenset[str]:
    """The queues that it stands in: kinds of check, `second`, `unmended`, `contested`, `answered`, `review`
    and `spot`."""
    cases = open_cases(registration)
    kinds = {check.kind.value for check in cases if _is_to_decide(check)}
    second = {SECOND for check in cases if needs_second(registration, check)}
    second |= {SECOND} if waiting_release(registration) or _queued_withdrawal(registration) else set()
    contested = {CONTESTED} if is_disputed(registration) else set()
    late = {UNMENDED for check in cases if check.is_unmended}
    back = {ANSWERED} if came_back(registration) is not None else set()
    asked = {REVIEW} if open_review(registration) is not None else set()
    spot = {SPOT} if waiting_spot(registration) is not None else set()
    return frozenset(kinds | second | late | contested | back | asked | spot)


def waits_for_family(registration: Registration) -> datetime | None:
    """Until when at most its family is waited for; None where it is not, or staff have a dispute to look at (R35)."""
    if registration.status not in CASES or is_disputed(registration):
        return None
    asked = asked_now(registration)
    return None if asked is None else asked.until


def came_back(registration: Registration) -> Request | None:
    """The request that was answered, or whose day passed, of a check that is open and nobody decided since."""
    last = registration.past_requests[-1] if registration.past_requests else None
    if last is None or last.ended not in {RequestEnd.ANSWERED, RequestEnd.MISSED}:
        return None
    waits = any(check.id == last.check for check in open_cases(registration))
    decided = last_decision(registration, last.check)
    return last if waits and (decided is None or decided.at < last.until_ended) else None


class Kept(NamedTuple):
    """In whose queue alone it stands, and until when."""

    member: str
    until: datetime


def kept_for(registration: Registration) -> Kept | None:
    """The clerk who asked, for a while; nobody where that clerk has nothing to decide of it."""
    back = came_back(registration)
    if back is None or back.by in without_work(registration):
        return None
    return Kept(back.by, back.until_ended + KEPT_FOR)


def waiting_since(registration: Registration) -> datetime | None:
    """Since when its oldest open case waits; None where nothing waits."""
    waits = [_since(check) for check in open_cases(registration)]
    if registration.dispute is not None and is_disputed(registration):
        waits.append(registration.dispute.since)
    review = open_review(registration)
    waits += [review.at] if review else []
    leaving = _queued_withdrawal(registration)
    waits += [leaving.at] if leaving else []
    spot = waiting_spot(registration)
    waits += [spot.since] if spot is not None and spot.since is not None else []
    release = waiting_release(registration)
    return min([*waits, release.at] if release else waits, default=None)


def _since(check: Check) -> datetime:
    if check.is_contradicted and check.late is not None:
        return check.late.at
    if check.is_unmended and check.unmended_at is not None:
        return check.unmended_at
    return check.handed_over_at if check.is_handed_over and check.handed_over_at else check.since


def claimed_by_another(registration: Registration, member: Keyed, now: datetime) -> bool:
    """Whether it is somebody else's case at this moment."""
    until = registration.claimed_until
    return until is not None and not member.names(registration.claimed_by) and now < until
