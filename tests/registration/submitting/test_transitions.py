"""The one table of a registration's life: every (status, action) pair, at every instant that matters."""

from datetime import UTC, datetime, timedelta

import pytest

from functions.registration.check_kinds import CheckId
from functions.registration.checks import TO_AMEND, Check, CheckState
from functions.registration.errors import NotPossibleNow
from functions.registration.registration import Action, Registration, Status
from functions.registration.requests import Asked, Request, RequestReason
from functions.registration.season.season import Season
from functions.registration.submitting.transitions import (
    actions,
    after,
    before_amending,
    lapsed,
    possible,
    refuse_late,
)
from functions.registration.values.code import Code, Purpose
from seasons import siming_2022

SEASON = siming_2022().model_copy(update={"publication_held": False})
TICK = timedelta(microseconds=1)
OPEN = datetime(2022, 7, 5, tzinfo=UTC)

DUE = datetime(2022, 7, 12, 16, 0, tzinfo=UTC)
ASKED = Request(
    number=1,
    check=CheckId("property"),
    reason=RequestReason.PAPER_NEEDED,
    words=(Asked.OWNER,),
    by="1:clerk",
    at=OPEN,
    until=DUE,
)


def finding(state: CheckState) -> Check:
    home = CheckId("property")
    return Check(id=home, kind=home.kind, state=state, version=1, covers="1:c", since=OPEN)


def registration(status: Status, **more: object) -> Registration:
    return Registration.model_validate(
        {
            "id": "01G76PAV40AAAAAAAAAAAAAAAA",
            "reference": "22-7K3M-9Q6",
            "season": SEASON.id,
            "owner": "1:o",
            "status": status,
            "version": 1,
            "checks": {"property": finding(CheckState.ABNORMAL)},
            "request": ASKED,
            "created_at": OPEN,
            "updated_at": OPEN,
            **more,
        }
    )


ENDS = {
    "closing": SEASON.closes_at,
    "amendment": SEASON.amendment_deadline,
    "publication": SEASON.publication_at,
    "results": SEASON.results_until,
    "review": SEASON.reviews_until,
    "due": DUE,
}

WRITTEN_OUT = {
    "draft": {
        "edit": ("draft", "closing"),
        "submit": ("submitted", "closing"),
        "discard": ("withdrawn", "publication"),
    },
    "submitted": {
        "amend": ("amending", "amendment"),
        "object": ("submitted", "amendment"),
        "withdraw": ("withdrawn", "publication"),
        "answer": ("submitted", "due"),
        "decline": ("withdrawn", "results"),
        "review": ("submitted", "review"),
        "decide": ("decided", "results"),
        "request": ("submitted", "results"),
    },
    "amending": {
        "edit": ("amending", "amendment"),
        "submit": ("submitted", "amendment"),
        "cancel_amendment": ("submitted", "publication"),
        "withdraw": ("withdrawn", "publication"),
    },
    "decided": {
        "amend": ("amending", "amendment"),
        "object": ("submitted", "amendment"),
        "withdraw": ("withdrawn", "publication"),
        "answer": ("decided", "due"),
        "decline": ("withdrawn", "results"),
        "review": ("decided", "review"),
        "decide": ("decided", "results"),
        "request": ("decided", "results"),
    },
    "withdrawn": {},
}
"""Written out once more, by hand, so that a slip in the table is seen."""

BEGINS = {Action.DECLINE: SEASON.publication_at, Action.REVIEW: SEASON.publication_at}
"""What begins later than the season."""

PAIRS = [(status, action) for status in Status for action in Action]


@pytest.mark.parametrize(("status", "action"), PAIRS, ids=str)
def test_every_pair_of_state_and_action_is_as_written_out_here(status: Status, action: Action) -> None:
    one = registration(status)
    wanted = WRITTEN_OUT[status].get(action)
    if wanted is None:
        for now in (SEASON.opens_at, OPEN, SEASON.publication_at):
            with pytest.raises(NotPossibleNow) as refused:
                after(one, action, SEASON, now)
            assert refused.value.variables == {"status": status, "action": action}
        return
    to, end = wanted
    begins = BEGINS.get(action, SEASON.opens_at)
    assert after(one, action, SEASON, begins) == to
    assert not possible(one, action, SEASON, begins - TICK)
    assert possible(one, action, SEASON, ENDS[end] - TICK)
    assert not possible(one, action, SEASON, ENDS[end])


@pytest.mark.parametrize("status", Status)
def test_actions_are_exactly_what_is_possible(status: Status) -> None:
    one = registration(status)
    assert set(actions(one, SEASON, OPEN)) == set(WRITTEN_OUT[status]) - set(BEGINS)
    assert len(set(actions(one, SEASON, OPEN))) == len(actions(one, SEASON, OPEN))
    after_it = {Action.DECIDE, Action.REQUEST, *BEGINS} & set(WRITTEN_OUT[status])
    assert set(actions(one, SEASON, SEASON.publication_at)) == after_it
    assert actions(one, SEASON, SEASON.results_until) == ()


def test_r21_a_decided_registration_offers_what_a_submitted_one_does() -> None:
    for now in (OPEN, SEASON.amendment_deadline, SEASON.publication_at - TICK):
        assert actions(registration(Status.DECIDED), SEASON, now) == actions(
            registration(Status.SUBMITTED), SEASON, now
        )


@pytest.mark.parametrize("days", [-2, 2])
def test_r28_an_extension_lengthens_and_never_shortens(days: int) -> None:
    extended = SEASON.amendment_deadline + timedelta(days=days)
    one = registration(Status.SUBMITTED, amendment_extended_to=extended)
    end = max(extended, SEASON.amendment_deadline)
    assert possible(one, Action.AMEND, SEASON, end - TICK)
    assert not possible(one, Action.AMEND, SEASON, end)


def test_r43_decisions_go_on_until_the_results_are_over_published_or_not() -> None:
    held: Season = SEASON.model_copy(update={"publication_held": True})
    one = registration(Status.SUBMITTED)
    assert possible(one, Action.DECIDE, held, SEASON.publication_at)
    assert not possible(one, Action.DECIDE, held, SEASON.results_until)


def test_r28_a_familys_own_deadline_never_outlasts_a_publication_that_was_set_earlier() -> None:
    one = registration(Status.DECIDED, amendment_extended_to=SEASON.publication_at + timedelta(days=2))
    assert possible(one, Action.AMEND, SEASON, SEASON.publication_at - TICK)
    assert not possible(one, Action.AMEND, SEASON, SEASON.publication_at)


def code(sent_at: datetime, purpose: Purpose = Purpose.AMEND) -> Code:
    expires = sent_at + timedelta(minutes=10)
    return Code(id="01CODE", purpose=purpose, digest="1:d", covers="1:c", sent_at=sent_at, expires_at=expires)


def test_r38_a_code_that_was_asked_for_in_time_may_still_be_used_and_prolongs_nothing_else() -> None:
    end = SEASON.amendment_deadline
    one = registration(Status.AMENDING, code=code(end - timedelta(minutes=4)))
    assert possible(one, Action.SUBMIT, SEASON, end)
    assert not possible(one, Action.EDIT, SEASON, end)
    with pytest.raises(NotPossibleNow):
        refuse_late(one, Action.SUBMIT, SEASON, end)
    last = end + timedelta(minutes=6)
    both = [(possible(one, Action.SUBMIT, SEASON, at), lapsed(one, SEASON, at)) for at in (last - TICK, last)]
    assert both == [(True, False), (False, True)]


def test_r38_a_code_of_after_the_deadline_submits_nothing() -> None:
    end = SEASON.amendment_deadline
    assert not possible(registration(Status.AMENDING, code=code(end)), Action.SUBMIT, SEASON, end)


def test_r45_a_code_for_something_else_prolongs_no_amendment() -> None:
    end = SEASON.amendment_deadline
    asked = code(end - timedelta(minutes=4), Purpose.WITHDRAW)
    assert not possible(registration(Status.AMENDING, code=asked), Action.SUBMIT, SEASON, end)


@pytest.mark.parametrize("action", BEGINS)
def test_r43_nothing_is_declined_or_reviewed_while_publication_is_held_back(action: Action) -> None:
    held: Season = SEASON.model_copy(update={"publication_held": True})
    assert not possible(registration(Status.DECIDED), action, held, SEASON.publication_at)


def test_r38_no_code_reaches_past_publication() -> None:
    season: Season = SEASON.model_copy(update={"amendment_deadline": SEASON.publication_at})
    one = registration(Status.AMENDING, code=code(season.publication_at - timedelta(minutes=4)))
    assert not possible(one, Action.SUBMIT, season, season.publication_at)
    assert lapsed(one, season, season.publication_at)


@pytest.mark.parametrize("status", Status)
def test_r38_only_an_amendment_lapses(status: Status) -> None:
    assert lapsed(registration(status), SEASON, SEASON.results_until) == (status is Status.AMENDING)


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.DECIDED])
def test_r38_an_amendment_that_came_to_nothing_leaves_what_was(status: Status) -> None:
    assert before_amending(registration(Status.AMENDING, amended_from=status)) is status
    assert before_amending(registration(Status.AMENDING)) is Status.SUBMITTED


@pytest.mark.parametrize("state", sorted(CheckState))
def test_r39_a_family_objects_only_where_something_was_found(state: CheckState) -> None:
    one = registration(Status.SUBMITTED, checks={"property": finding(state)})
    assert (Action.OBJECT in actions(one, SEASON, OPEN)) == (state in TO_AMEND)
