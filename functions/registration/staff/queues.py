"""What waits for a person: open manual reviews, refusals that still need a second one (docs/staff.md)."""

from datetime import datetime, timedelta

from functions.registration.checks import Check, CheckState
from functions.registration.keyed import Keyed
from functions.registration.registration import Decision, Registration, Status

CLAIM_FOR = timedelta(minutes=15)
"""How long a case stays with the clerk who took it; taking it again prolongs."""

SECOND = "second"
"""The queue of what waits for another person than the last one, beside the queues by kind of check."""

UNMENDED = "unmended"
"""The queue of what families could have put right and did not, once they no longer can (R39)."""


def waiting_refusal(registration: Registration, check_id: str) -> Decision | None:
    """The refusal that still waits for its second person: the last decision of this check since it was submitted."""
    since = registration.submitted_at
    mine = [
        one for one in registration.decisions if one.check == check_id and (since is None or one.at >= since)
    ]
    return mine[-1] if mine and mine[-1].waits_for_second else None


def open_cases(registration: Registration) -> tuple[Check, ...]:
    """The checks that a person has to look at now; none while nobody may decide."""
    if registration.status not in {Status.SUBMITTED, Status.DECIDED}:
        return ()
    return tuple(
        check
        for check in registration.checks.values()
        if _is_to_decide(check) or needs_second(registration, check)
    )


def _is_to_decide(check: Check) -> bool:
    return check.state is CheckState.MANUAL_REVIEW or check.is_handed_over or check.is_unmended


def needs_second(registration: Registration, check: Check) -> bool:
    """Whether it waits for another person than the last: a refusal, or what a late answer contradicts."""
    return check.is_contradicted or waiting_refusal(registration, check.id) is not None


def last_decision(registration: Registration, check_id: str) -> Decision | None:
    return next((one for one in reversed(registration.decisions) if one.check == check_id), None)


def may_decide(registration: Registration, check: Check, member: str) -> bool:
    """Whether this member has something to decide of it now: not a second time what waits for a second person."""
    if check not in open_cases(registration):
        return False
    last = last_decision(registration, check.id)
    return not needs_second(registration, check) or last is None or last.by != member


def queues_of(registration: Registration) -> frozenset[str]:
    """The queues that it stands in: kinds of check, `second` and `unmended`."""
    cases = open_cases(registration)
    kinds = {check.kind.value for check in cases if _is_to_decide(check)}
    second = {SECOND for check in cases if needs_second(registration, check)}
    late = {UNMENDED for check in cases if check.is_unmended}
    return frozenset(kinds | second | late)


def waiting_since(registration: Registration) -> datetime | None:
    """Since when its oldest open case waits; None where nothing waits."""
    return min((_since(check) for check in open_cases(registration)), default=None)


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
