"""R40: a family answers what staff asked for, whole or with a reason, in its time; what passed is decided on papers."""

from datetime import timedelta

import pytest

from functions.registration.checks import Check, CheckState
from functions.registration.documents import Document, DocumentKind, DocumentState
from functions.registration.errors import Incomplete, NotPossibleNow
from functions.registration.registration import Action, Registration, Status
from functions.registration.requests import Asked, AskedPaper, Request, RequestEnd, RequestReason
from functions.registration.submitting.answering import answered, missed, resubmitted
from functions.registration.submitting.transitions import asked_now, possible

from .test_transitions import OPEN, SEASON, finding, registration

DUE = OPEN + timedelta(days=5)
TICK = timedelta(microseconds=1)
PAPER = "01D0C000000000000000000000"


def request(**more: object) -> Request:
    values: dict[str, object] = {
        "number": 1,
        "check": "property",
        "reason": RequestReason.PAPER_NEEDED,
        "papers": (AskedPaper(kind=DocumentKind.TITLE_CERTIFICATE),),
        "words": (Asked.OWNER,),
        "by": "1:clerk",
        "at": OPEN,
        "until": DUE,
    }
    return Request.model_validate(values | more)


def paper(**more: object) -> Document:
    values: dict[str, object] = {
        "id": PAPER,
        "kind": DocumentKind.TITLE_CERTIFICATE,
        "state": DocumentState.ACCEPTED,
        "media_type": "image/jpeg",
        "size": 1,
        "check": "property",
        "asked_at": OPEN,
        "upload_until": OPEN,
    }
    return Document.model_validate(values | more)


def asked(status: Status = Status.SUBMITTED, **more: object) -> Registration:
    checks = {"property": finding(CheckState.MANUAL_REVIEW)}
    return registration(status, **{"checks": checks, "request": request(), **more})


def hands_in(one: Registration, now=OPEN, *, number=1, words=None, why=None) -> Registration:
    return answered(one, number, {Asked.OWNER: "外公"} if words is None else words, why, SEASON, now)


def test_r40_what_is_wanting_is_named_and_nothing_is_handed_in() -> None:
    with pytest.raises(Incomplete) as refused:
        hands_in(asked(), words={})
    assert {(one.field, one.code) for one in refused.value.faults} == {
        ("papers.0", "need_asked_paper"),
        ("words.owner", "need_asked_words"),
    }


def test_r40_papers_and_words_go_back_to_staff_and_stay() -> None:
    after = hands_in(asked(documents={PAPER: paper()}))
    assert after.request is None
    [past] = after.past_requests
    assert (past.ended, past.ended_at, past.by) == (RequestEnd.ANSWERED, OPEN, "1:clerk")
    assert after.documents[PAPER].handed_in
    assert after.version == 2
    assert [one.what for one in after.timeline] == ["more_answered"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": DocumentKind.OTHER},
        {"state": DocumentState.REFUSED},
        {"check": None},
        {"handed_in": True},
        {"student": 0},
    ],
    ids=str,
)
def test_r40_another_paper_is_not_what_was_asked(wrong: dict[str, object]) -> None:
    with pytest.raises(Incomplete):
        hands_in(asked(documents={PAPER: paper(**wrong)}))


def test_r40_who_has_no_such_paper_says_why() -> None:
    assert hands_in(asked(), why="遗失，正在补办").request is None


def test_r40_only_the_request_that_is_open_is_answered_and_only_in_its_time() -> None:
    whole = asked(documents={PAPER: paper()})
    assert hands_in(whole, DUE - TICK).request is None
    for now, number in ((DUE, 1), (OPEN, 2)):
        with pytest.raises(NotPossibleNow):
            hands_in(whole, now, number=number)
    with pytest.raises(NotPossibleNow):
        hands_in(whole.model_copy(update={"status": Status.AMENDING}))


def test_r40_the_clock_ends_it_once_its_day_has_passed_and_hands_in_what_was_uploaded() -> None:
    whole = asked(documents={PAPER: paper()})
    assert missed(whole, DUE - TICK) is whole
    after = missed(whole, DUE)
    assert (after.past_requests[0].ended, after.documents[PAPER].handed_in) == (RequestEnd.MISSED, True)
    assert after.version == whole.version
    assert missed(after, DUE) is after


def test_r40_a_day_that_passes_after_its_authority_confirmed_it_was_missed_by_nobody() -> None:
    confirmed = asked(checks={"property": finding(CheckState.PASSED)})
    assert missed(confirmed, DUE) is confirmed


def test_r40_what_its_authority_confirmed_is_asked_no_more() -> None:
    assert asked_now(asked()) == request()
    assert asked_now(asked(checks={"property": finding(CheckState.PASSED)})) is None
    assert not possible(asked(request=None), Action.ANSWER, SEASON, OPEN)


@pytest.mark.parametrize("state", CheckState)
def test_r40_a_resubmission_leaves_it_only_where_people_still_look(state: CheckState) -> None:
    checks: dict[str, Check] = {"property": finding(state)}
    stays = state is CheckState.MANUAL_REVIEW
    assert (resubmitted(asked(), checks, OPEN).request is not None) == stays
    assert resubmitted(asked(), {}, OPEN).past_requests[0].ended is RequestEnd.NOT_NEEDED


def test_r40_a_resubmission_leaves_it_where_people_look_since_the_registry_is_silent() -> None:
    """R32."""
    silent = finding(CheckState.AUTHORITY_UNAVAILABLE).model_copy(update={"handed_over_at": OPEN})
    assert resubmitted(asked(), {"property": silent}, OPEN).request is not None
