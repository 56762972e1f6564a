"""R47: which rules a school's seats go by, and what everybody may see of a draw."""

from functions.registration.season.placing_rules import Draw, EnteredSeed, public
from seasons import local_season, siming_2022
from tests.registration.season.cases import AT

SEASON = siming_2022()


def test_a_school_goes_by_its_own_rules_else_by_those_for_all_others_with_seats() -> None:
    sought, rest = SEASON.placing
    ruled = {school.id: SEASON.placing_of(school) for school in SEASON.schools}
    assert {name for name, one in ruled.items() if one == sought} == set(sought.schools)
    without = {school.id for school in SEASON.schools if school.seats is None}
    assert {name for name, one in ruled.items() if one is None} == without
    assert [one for one in ruled.values() if one == rest]


def test_what_one_supervisor_entered_is_nobody_elses_to_see() -> None:
    entered = EnteredSeed(seed="38-7-112", by="1:supervisor")
    shown = public(Draw(list_hash="0" * 64, families=2, fixed_at=AT, entered=entered))
    assert set(shown) == {"list_hash", "families", "fixed_at"}


def test_the_local_season_s_days_move_with_its_year() -> None:
    later = local_season(AT.replace(year=2026))
    [door, *_] = later.placing[0].doors
    assert str(door.child_settled_by) == "2025-08-31"
