"""What a change of the season's rules would do to a registration that is there already."""

from datetime import date

from functions.registration.registration import Status
from functions.registration.staff.trials.replay import Change, effect_of
from seasons import siming_2022
from tests.registration.season.cases import form, student
from tests.registration.submitting.test_transitions import registration

SEASON = siming_2022()
COMMUNITY = "350203009007"


FAMILY = registration(Status.SUBMITTED, form=form(student()))


def test_the_same_rules_do_nothing() -> None:
    assert effect_of(FAMILY, SEASON, SEASON) is None


def test_an_earlier_cutoff_makes_a_child_too_young_and_says_so_of_that_child() -> None:
    earlier = SEASON.model_copy(update={"cutoff_birth_date": date(2016, 4, 30)})
    effect = effect_of(FAMILY, SEASON, earlier)
    assert effect is not None
    assert effect.registration == FAMILY.id
    [change] = effect.changes
    assert (change.what, change.before) == ("eligibility", "")
    assert change.field.startswith("students.0")
    assert change.after


def test_a_later_cutoff_makes_it_old_enough_again() -> None:
    earlier = SEASON.model_copy(update={"cutoff_birth_date": date(2016, 4, 30)})
    there, back = effect_of(FAMILY, SEASON, earlier), effect_of(FAMILY, earlier, SEASON)
    assert there is not None
    assert back is not None
    assert [(one.field, one.before, one.after) for one in back.changes] == [
        (one.field, one.after, one.before) for one in there.changes
    ]


def test_rules_that_are_gone_ask_for_fewer_papers() -> None:
    fewer = SEASON.model_copy(update={"document_rules": ()})
    effect = effect_of(FAMILY, SEASON, fewer)
    assert effect is not None
    assert {change.what for change in effect.changes} == {"missing"}
    assert all(change.after == "" for change in effect.changes)


def test_a_catchment_that_moves_takes_the_child_to_another_school() -> None:
    before = SEASON.school_of(COMMUNITY)
    other = next(school for school in SEASON.schools if school != before)
    moved = SEASON.model_copy(update={"catchments": {**SEASON.catchments, COMMUNITY: other.id}})
    effect = effect_of(FAMILY, SEASON, moved)
    assert effect is not None
    assert effect.changes == (
        Change(what="school", field="students.0", before=before.id if before else "", after=other.id),
    )
