"""R47: what one person, and what only two, may say of a family's place."""

from datetime import timedelta

import pytest

from functions.registration.errors import InvalidInput, NotAllowed, NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.placing.facts import Confirmed, Facts, covers_of
from functions.registration.registration import Registration, Status
from functions.registration.staff.places import confirmed_by_people, give_school
from seasons import siming_2022
from tests.registration.placing.test_assignment import family

SEASON = siming_2022()
NOW = SEASON.opens_at + timedelta(days=20)
ONE, OTHER = (school.id for school in SEASON.schools[:2])


REASON, OTHER_REASON = "seat_freed", "correction"


def given(
    registration: Registration, school: str | None, by: str | Keyed, reason: str = REASON
) -> tuple[Registration, bool]:
    member = by if isinstance(by, Keyed) else Keyed((by,))
    found = give_school(registration, school, reason, by=member, season=SEASON, now=NOW)
    return found.registration, found.waits_for_second


def test_r47_a_school_holds_when_a_second_person_gives_the_same() -> None:
    first, waits = given(family("a"), ONE, "1:clerk")
    assert (first.school, waits) == (None, True)
    second, waits = given(first, ONE, "1:colleague")
    assert (second.school, second.school_proposed, waits) == (ONE, None, False)


def test_r47_the_same_person_is_no_second_one() -> None:
    first, _ = given(family("a"), ONE, "1:clerk")
    assert given(first, ONE, "1:clerk") == (first, True)
    with pytest.raises(NotAllowed):
        given(first, ONE, "1:clerk", OTHER_REASON)


def test_r47_the_same_person_is_no_second_one_after_the_key_changed() -> None:
    first, _ = given(family("a"), ONE, "1.sha256:clerk")
    clerk = Keyed(("2.sha256:clerk", "1.sha256:clerk"))
    assert given(first, ONE, clerk) == (first, True)
    with pytest.raises(NotAllowed):
        given(first, ONE, clerk, OTHER_REASON)


def test_another_school_waits_in_its_turn_also_for_the_first_person() -> None:
    first, _ = given(family("a"), ONE, "1:clerk")
    other, waits = given(first, OTHER, "1:clerk")
    assert (waits, other.school_proposed is not None and other.school_proposed.school) == (True, OTHER)


def test_by_two_a_school_is_taken_back_to_what_the_rules_give() -> None:
    first, _ = given(family("a", school=ONE), None, "1:clerk")
    assert first.school == ONE
    assert given(first, None, "1:colleague")[0].school is None


@pytest.mark.parametrize("school", [ONE, None])
def test_the_school_that_holds_waits_for_nobody_whoever_says_it_again(school: str | None) -> None:
    holding = family("a", school=school)
    assert given(holding, school, "1:colleague") == (holding, False)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.AMENDING, Status.WITHDRAWN])
def test_who_amends_or_has_withdrawn_is_given_nothing(status: Status) -> None:
    with pytest.raises(NotPossibleNow):
        given(family("a", status=status), ONE, "1:clerk")
    with pytest.raises(NotPossibleNow):
        confirmed_by_people(family("a", status=status), Facts(), None, Facts(share="1/2"), "paper_seen")


def test_r47_people_do_not_overrule_a_registry() -> None:
    with pytest.raises(InvalidInput) as refused:
        confirmed_by_people(family("a"), Facts(share="1/3"), None, Facts(share="1/2"), "paper_seen")
    assert [one.field for one in refused.value.faults] == ["facts.share"]


def test_what_was_confirmed_before_stays_only_while_it_is_of_the_same_answers() -> None:
    mine, sent = family("a"), Facts(home_unused=True)
    covers = covers_of(mine.checks)
    before = Confirmed(covers=covers, facts=Facts(no_other_home=True))
    kept = confirmed_by_people(mine, Facts(), before, sent, "district_records")
    assert kept == Confirmed(covers=covers, facts=Facts(no_other_home=True, home_unused=True))
    old = before.model_copy(update={"covers": {"student-0": "1:before"}})
    assert confirmed_by_people(mine, Facts(), old, sent, "district_records").facts == sent


def test_nothing_is_confirmed_without_a_fact_or_by_a_word_that_is_no_reason() -> None:
    for facts, reason in ((Facts(), "paper_seen"), (Facts(share="1/2"), "because")):
        with pytest.raises(InvalidInput):
            confirmed_by_people(family("a"), Facts(), None, facts, reason)
