"""R35: two of staff free a child; tests/api/test_releases.py plays it through the API."""

from datetime import timedelta

import pytest

from functions.registration.errors import InvalidInput, NotAllowed, NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.registration import Registration, Status
from functions.registration.staff.by_two.releases import Asked, free_child
from functions.registration.staff.queues import SECOND, queues_of, waiting_since
from seasons import siming_2022
from tests.rooms.registrations import NOW

SEASON = siming_2022()
CHILD = "1.sha256:child"


def registration(registration_id: str = "01HOLDS", **more: object) -> Registration:
    return Registration.model_validate(
        {
            "id": registration_id,
            "season": SEASON.id,
            "owner": "1:owner",
            "status": Status.SUBMITTED,
            "version": 4,
            "claims": (CHILD,),
            "created_at": NOW,
            "updated_at": NOW,
            **more,
        }
    )


def asked(by: str, favours: Registration | None = None, reason: str = "by_mistake") -> Asked:
    return Asked(0, frozenset({CHILD}), reason, favours, Keyed((by,)))


def test_r35_the_same_word_by_two_people_frees_the_child() -> None:
    first = free_child(registration(), asked("1:a"), season=SEASON, now=NOW)
    assert first.waits_for_second
    assert first.registration.claims == (CHILD,)
    with pytest.raises(NotAllowed):
        free_child(first.registration, asked("1:a"), season=SEASON, now=NOW)
    second = free_child(first.registration, asked("1:b"), season=SEASON, now=NOW)
    assert not second.waits_for_second
    assert second.registration.claims == ()
    assert [word.by for word in second.registration.releases] == ["1:a", "1:b"]
    assert not any(word.waits_for_second for word in second.registration.releases)


def test_r35_another_word_than_the_first_waits_in_its_turn() -> None:
    first = free_child(registration(), asked("1:a"), season=SEASON, now=NOW)
    kept_out = registration("01OUT", status=Status.DRAFT, claims=())
    other = free_child(first.registration, asked("1:b", kept_out), season=SEASON, now=NOW)
    assert other.waits_for_second
    assert [word.by for word in other.registration.releases] == ["1:b"]


def test_r35_a_family_that_was_kept_out_gets_days_of_its_own() -> None:
    kept_out = registration("01OUT", status=Status.DRAFT, claims=())
    first = free_child(registration(), asked("1:a", kept_out), season=SEASON, now=NOW)
    second = free_child(first.registration, asked("1:b", kept_out), season=SEASON, now=NOW)
    assert second.favoured is not None
    assert second.favoured.own_day is not None
    assert second.favoured.own_day > NOW + timedelta(days=SEASON.limits.proof_days - 1)
    assert not second.returned


def test_r35_a_word_to_free_a_child_whose_family_withdrew_waits_for_nobody() -> None:
    first = free_child(registration(), asked("1:a"), season=SEASON, now=NOW).registration
    assert queues_of(first) == {SECOND}
    gone = first.model_copy(update={"status": Status.WITHDRAWN, "claims": ()})
    assert (queues_of(gone), waiting_since(gone)) == (frozenset(), None)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.WITHDRAWN])
def test_r35_what_holds_no_child_frees_none(status: Status) -> None:
    with pytest.raises(NotPossibleNow):
        free_child(registration(status=status), asked("1:a"), season=SEASON, now=NOW)


def test_r35_nothing_is_freed_for_no_reason_nor_for_itself_nor_once_results_are_over() -> None:
    holder = registration()
    with pytest.raises(InvalidInput):
        free_child(holder, asked("1:a", reason="because"), season=SEASON, now=NOW)
    with pytest.raises(InvalidInput):
        free_child(holder, asked("1:a", holder), season=SEASON, now=NOW)
    with pytest.raises(NotPossibleNow):
        free_child(holder, asked("1:a"), season=SEASON, now=SEASON.results_until)
