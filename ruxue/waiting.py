"""What a registration waits for, and whose turn it is: guardian, staff, an authority, SMS, inspection or the clock."""

from collections.abc import Iterator

from functions.registration.check_kinds import CHECK_KINDS
from functions.registration.checks import TO_AMEND, CheckState
from functions.registration.documents import DocumentState
from functions.registration.registration import NoticeState, Registration, Status
from functions.registration.staff.queues import open_review, waiting_release, waiting_spot, waiting_withdrawal
from functions.registration.submitting.transitions import asked_now

ON_THE_WAY = frozenset({NoticeState.PENDING, NoticeState.SENDING, NoticeState.UNKNOWN, NoticeState.HELD})


def waits_for(registration: Registration) -> list[str]:
    """Each thing as `who: what`; empty for what was withdrawn and owes nobody an SMS."""
    return [*_turn(registration), *_beside(registration)]


def _turn(registration: Registration) -> Iterator[str]:
    match registration.status:
        case Status.DRAFT:
            yield "guardian: submit"
        case Status.AMENDING:
            yield "guardian: submit again or cancel"
        case Status.SUBMITTED | Status.DECIDED:
            found = [*_checks(registration), *_people(registration)]
            yield from found or ["clock: publication"]
        case Status.WITHDRAWN:
            pass
    if waiting_withdrawal(registration) is not None:
        yield "staff: second person for a withdrawal"


def _checks(registration: Registration) -> Iterator[str]:
    for check in registration.checks.values():
        if check.is_asked:
            yield f"{CHECK_KINDS[check.kind].authority.value}: {check.id}"
        if check.state in TO_AMEND and not check.is_unmended:
            yield f"guardian: amend {check.id}"
        by_hand = check.state is CheckState.MANUAL_REVIEW
        if by_hand or check.is_handed_over or check.is_unmended or check.is_contradicted:
            yield f"staff: decide {check.id}"


def _people(registration: Registration) -> Iterator[str]:
    if asked_now(registration) is not None:
        yield "guardian: hand in what was asked for"
    if registration.dispute is not None:
        yield "guardian: prove guardianship of a contested child"
    if waiting_release(registration) is not None:
        yield "staff: second person for a child's release"
    if registration.school_proposed is not None:
        yield "staff: second person for a school"
    review = open_review(registration)
    if review is not None:
        yield "staff: decide the review" if review.proposed is None else "staff: second person for a review"
    if waiting_spot(registration) is not None:
        yield "staff: spot check"


def _beside(registration: Registration) -> Iterator[str]:
    for document in registration.documents.values():
        if document.state is DocumentState.AWAITING_UPLOAD:
            yield f"inspection: {document.id}"
    for notice in registration.notices.values():
        if notice.state in ON_THE_WAY:
            yield f"sms: {notice.id}"
