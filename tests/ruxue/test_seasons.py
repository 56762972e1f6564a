"""A season's file is checked whole, and loaded under the console's rules with its event in the audit trail."""

import json
from pathlib import Path
from typing import Any

import pytest

from functions.cloud import composition
from functions.registration.season.season import Season
from functions.registration.staff.audit import Act
from tests.aws import Cloud

from .running import asked, run


def written(folder: Path, season: Season, **changed: Any) -> str:
    file = folder / "season.json"
    file.write_text(json.dumps(season.model_dump(mode="json") | changed), "utf-8")
    return str(file)


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path, season: Season) -> None:
    file = written(tmp_path, season, closes_at="soon", district={"code": "x"})
    told = asked("season", "check", file, "--language", "en", code=1)["faults"]
    assert {"closes_at", "district.code", "district.name"} <= {fault["field"] for fault in told}
    assert all(fault["words"] for fault in told)


def test_a_right_file_has_none(tmp_path: Path, season: Season) -> None:
    assert asked("season", "check", written(tmp_path, season))["faults"] == []


def test_r37_the_check_counts_the_reviewers_of_a_season_and_fails_for_none(
    opened: Cloud, tmp_path: Path, season: Season
) -> None:
    enough = asked("season", "check", written(tmp_path, season))["people"]
    assert (enough["warning"], enough["needed"]) == (None, 4)
    assert enough["approved"] > 4
    nobody = asked("season", "check", written(tmp_path, season, id="second-2022"))["people"]
    assert (nobody["approved"], nobody["of_city"]) == (0, 0)
    assert "需要4名" in nobody["warning"]
    english = asked("season", "check", written(tmp_path, season, id="second-2022"), "--language", "en")
    assert "its rules need 4" in english["people"]["warning"]


def test_r37_without_a_system_the_check_counts_nobody(tmp_path: Path, season: Season) -> None:
    assert asked("season", "check", written(tmp_path, season))["people"] is None


def test_without_yes_the_season_stays_as_it_is(opened: Cloud, tmp_path: Path, season: Season) -> None:
    told = asked("season", "load", written(tmp_path, season, results_until=_later(season)))
    assert told == {
        "done": False,
        "season": season.id,
        "version": 1,
        "becomes": 2,
        "changed": ["results_until"],
    }
    assert composition.season_desk().current(season.id) == (1, season)


def test_it_becomes_the_next_version_and_the_trail_says_by_what(
    opened: Cloud, tmp_path: Path, season: Season
) -> None:
    file = written(tmp_path, season, results_until=_later(season))
    assert asked("season", "load", file, "--yes")["becomes"] == 2
    assert composition.season_desk().current(season.id)[0] == 2
    head = composition.audit_trail().head(season.id, 0)
    assert head is not None
    assert (head.act, head.by, head.details) == (Act.SEASON_REPLACED, "ruxue", {"version": "2"})


def test_the_same_file_again_changes_nothing(opened: Cloud, tmp_path: Path, season: Season) -> None:
    told = asked("season", "load", written(tmp_path, season), "--yes")
    assert (told["becomes"], told["changed"]) == (1, [])
    assert composition.audit_trail().head(season.id, 0) is None


@pytest.mark.parametrize("held", [True])
def test_what_two_supervisors_decide_it_cannot_change(
    opened: Cloud, tmp_path: Path, season: Season, *, held: bool
) -> None:
    file = written(tmp_path, season, publication_held=held)
    assert "publication_held" in run("season", "load", file, "--yes", code=2)
    assert composition.season_desk().current(season.id) == (1, season)


def _later(season: Season) -> str:
    return season.results_until.replace(day=season.results_until.day - 1).isoformat()
