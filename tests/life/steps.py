"""Steps: all that family, registries, staff, supervisors and the clock can make of a registration at one instant."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from enum import Enum

from functions.registration.checking.evidence import evidence_of
from functions.registration.checking.findings import Verdict
from functions.registration.checking.patience import answered as answer_of
from functions.registration.checking.patience import handed_over, impatient
from functions.registration.checking.unmended import given_to_staff, unmended
from functions.registration.checks import TO_AMEND, Check, CheckState, Finding
from functions.registration.errors import InvalidInput, NotAllowed, NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.placing.leaving import left_by
from functions.registration.placing.outcome import is_published
from functions.registration.placing.results import open_actions, result_of
from functions.registration.placing.reviewing import grounds_now, review_asked
from functions.registration.registration import Action, Registration, Status
from functions.registration.requests import Asked, RequestReason, ReviewResult
from functions.registration.staff.asking import Wanted, ask, call_off
from functions.registration.staff.by_two.reviews import REVIEW_REASONS, Said, decide_review
from functions.registration.staff.decisions import DECIDABLE, REASONS, Result, Ruling, decide
from functions.registration.staff.late_results import confirm
from functions.registration.submitting.answering import answered, missed, resubmitted
from functions.registration.submitting.disputes import day_of_ones_own, in_line, lost
from functions.registration.submitting.objections import objected
from functions.registration.submitting.purposes import purpose_of
from functions.registration.submitting.transitions import after, asked_now, before_amending, in_time, lapsed
from functions.registration.values.code import Code
from tests.rooms.registrations import MACS

from .places import CLAIM, HOME, STUDENT, Day, paper, queued

ANSWERS = (
    CheckState.PASSED,
    CheckState.ABNORMAL,
    CheckState.NO_RECORD,
    CheckState.MANUAL_REVIEW,
    CheckState.AUTHORITY_UNAVAILABLE,
)
"""What the home's registry may say; the child's says that all is right."""

CODED = frozenset({"closing", "last_amendments"})
"""When a code is asked for beforehand: it matters where it outlives the time."""

LATE_ANSWERS = (CheckState.PASSED, CheckState.ABNORMAL)


class Beside(Enum):
    """What comes on top of answers, decisions and the family's own deeds: one at a time, or the graph has no end."""

    REQUESTS = "requests for more"
    REVIEWS = "reviews"
    CLAIMS = "others' claims"


def steps(one: Registration, day: Day, also: Beside) -> Iterator[Registration]:
    """What it may be next, before the clock moves on."""
    for action in open_actions(one, day.season, day.now):
        if action is Action.REVIEW:
            yield from _asks_for_review(one, day, also)
            continue
        yield from _family(one, action, day)
    if one.status in {Status.WITHDRAWN, Status.DRAFT}:
        yield from _day_of_its_own(one, day)
        return
    yield from _registries(one, day)
    yield from decisions(one, day)
    if also is Beside.REQUESTS:
        yield from _requests(one, day)
    if also is Beside.CLAIMS:
        yield from _claims(one, day)
    yield from _reviews(one, day)
    yield from _supervisors(one, day)
    yield from clock(one, day)


def _family(one: Registration, action: Action, day: Day) -> Iterator[Registration]:
    season, now = day.season, day.now
    status = after(one, action, season, now)
    purpose = purpose_of(action, one.status)
    if action is Action.SUBMIT and purpose is not None:
        if day.name in CODED and in_time(one, action, season, now) and one.code is None:
            expires = now + timedelta(minutes=10)
            code = Code(id="c", purpose=purpose, digest="1:d", covers="1:c", sent_at=now, expires_at=expires)
            yield one.model_copy(update={"code": code})
        yield _submitted(one, status, day)
    elif action is Action.AMEND:
        yield one.model_copy(update={"status": status, "amended_from": one.status, "code": None})
    elif action is Action.CANCEL_AMENDMENT:
        yield _put_back(one)
    elif action is Action.OBJECT:
        for check in one.checks.values():
            if check.is_to_amend:
                held = one.documents | {str(check.id): paper(check.id, now)}
                yield objected(one.model_copy(update={"documents": held}), check.id, season, now)
    elif action is Action.ANSWER and (asked := asked_now(one)) is not None:
        yield answered(one, asked.number, {Asked.OWNER: "外公"}, None, season, now)
    elif action in {Action.DISCARD, Action.WITHDRAW, Action.DECLINE}:
        left = left_by(one, action, now)
        timeline = (*one.timeline, left.moment)
        yield one.model_copy(
            update={"status": status, "timeline": timeline, "dispute": None, "request": None}
        )


def _submitted(one: Registration, status: Status, day: Day) -> Registration:
    """As a submission leaves it: what the family put right is asked anew, whatever else was found stays."""
    child = queued(STUDENT, 1, day.now).model_copy(update={"state": CheckState.PASSED})
    checks: dict[str, Check] = {str(STUDENT): child, str(HOME): queued(HOME, one.version + 1, day.now)}
    checks |= {str(check.id): check for check in one.checks.values() if check.state not in TO_AMEND}
    sent = one.model_copy(
        update={
            "status": status, "checks": checks, "claims": (CLAIM,), "code": None, "amended_from": None,
            "version": one.version + 1, "submitted_at": day.now, "dispute": None, "proved_phone": "1:phone",
        }
    )  # fmt: skip
    return resubmitted(sent, checks, day.now)


def _put_back(one: Registration) -> Registration:
    return one.model_copy(update={"status": before_amending(one), "amended_from": None, "code": None})


def _day_of_its_own(one: Registration, day: Day) -> Iterator[Registration]:
    """A draft that was kept out by a claim which then fell (R35)."""
    if one.status is Status.DRAFT and day.season.closes_at <= day.now < day.season.results_until:
        yield one.model_copy(update={"own_day": day_of_ones_own(day.season, day.now)})


def with_check(one: Registration, check: Check) -> Registration:
    return one.model_copy(update={"checks": one.checks | {str(check.id): check}})


def _registries(one: Registration, day: Day) -> Iterator[Registration]:
    for check in one.checks.values():
        if not check.is_asked:
            continue
        for state in LATE_ANSWERS if check.state in DECIDABLE else ANSWERS:
            if state is CheckState.AUTHORITY_UNAVAILABLE:
                yield with_check(one, check.model_copy(update={"state": state}))
                continue
            findings = (
                () if state is CheckState.PASSED else (Finding(field="number", code="record_unreadable"),)
            )
            yield with_check(one, answer_of(check, Verdict(state, findings), day.now, refused_once=False))


def decisions(one: Registration, day: Day) -> Iterator[Registration]:
    """Each decision by a clerk who was never there before."""
    season, now = day.season, day.now
    by = Keyed((f"1:clerk-{len(one.decisions)}",))
    check = one.checks.get(HOME)
    if check is None:
        return
    proof = one.model_copy(update={"documents": one.documents | {str(check.id): paper(check.id, now)}})
    for result in Result:
        ruling = Ruling(
            check.id, result, min(REASONS[result]), by, evidence_of(proof, check, MACS), f"paper-{check.id}"
        )
        with suppress(NotPossibleNow, NotAllowed, InvalidInput):
            yield decide(proof, ruling, season=season, now=now).registration


def _requests(one: Registration, day: Day) -> Iterator[Registration]:
    season, now = day.season, day.now
    by = Keyed(("1:asker",))
    wanted = Wanted(HOME, RequestReason.ANSWER_UNCLEAR, (), (Asked.OWNER,), (now + timedelta(days=3)).date())
    with suppress(NotPossibleNow, InvalidInput):
        yield ask(one, wanted, by=by, season=season, now=now)
    with suppress(NotPossibleNow):
        yield call_off(one, by=by, now=now)


def _asks_for_review(one: Registration, day: Day, also: Beside) -> Iterator[Registration]:
    """With the first ground that there is: the others lead on alike."""
    if also is Beside.REVIEWS:
        asked_as = Keyed(("1:asked",))
        for ground in grounds_now(one, day.season, day.now)[1:2]:
            yield review_asked(one, ground, asked_as=asked_as, season=day.season, now=day.now)


def _reviews(one: Registration, day: Day) -> Iterator[Registration]:
    """Each word by a clerk who was never there before."""
    review = one.review
    if review is None:
        return
    by = Keyed((f"1:reviewer-{len(review.words)}",))
    for result in ReviewResult:
        for school in (None, day.season.schools[-1].id):
            said = Said(result, min(REVIEW_REASONS[result]), by, school)
            with suppress(NotPossibleNow, NotAllowed, InvalidInput):
                yield decide_review(
                    one,
                    said,
                    evidence=lambda check: evidence_of(one, check, MACS),
                    season=day.season,
                    now=day.now,
                ).registration


def _claims(one: Registration, day: Day) -> Iterator[Registration]:
    """Another account claims the child too; it gives way, or its claim is the better one (R35)."""
    if one.status is Status.AMENDING or day.now >= day.season.results_until:
        return
    yield in_line(one, CLAIM, (one.id, "another"), day.season, day.now)
    yield in_line(one, CLAIM, (one.id,), day.season, day.now)
    yield in_line(one, CLAIM, (), day.season, day.now)
    if CLAIM in one.claims:
        yield lost(one, (CLAIM,), day.season, day.now)


def _supervisors(one: Registration, day: Day) -> Iterator[Registration]:
    result = result_of(one, day.season)
    if day.season.publication_held:
        return
    if not is_published(day.season, day.now):
        yield one.model_copy(update={"confirmed_result": result, "result_confirmed_at": day.now})
        return
    with suppress(NotPossibleNow):
        yield confirm(one, result, by=Keyed(("1:supervisor",)), season=day.season, now=day.now)


def clock(one: Registration, day: Day) -> Iterator[Registration]:
    """What the passes of each minute make of it."""
    for check in impatient(one, day.season, day.now):
        yield with_check(one, handed_over(check, day.now))
    for check in unmended(one, day.season, day.now):
        yield with_check(one, given_to_staff(check, day.now))
    if lapsed(one, day.season, day.now):
        yield _put_back(one)
    if (ended := missed(one, day.now)) is not one:
        yield ended
