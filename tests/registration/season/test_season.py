import csv
from datetime import UTC, date, datetime

import pytest

from functions.registration.season.view import state_of
from functions.registration.submitting.eligibility import ineligible
from seasons import SIMING_2022, local_season
from seasons.build import build, main

from .cases import form, student


def test_siming_2022_has_the_guides_facts(season):
    assert season.cutoff_birth_date == date(2016, 8, 31)
    assert (len(season.streets), len(season.communities)) == (10, 99)
    assert season.contacts.support_phone == "0592-2684508"
    assert season.contacts.verify_url == "https://ixm.xm.gov.cn"
    assert {one.status for one in season.admissible} == {"district", "hmt_or_foreign"}


def test_what_the_guide_does_not_say_is_said_to_be_a_sample(season):
    assert season.is_sample
    for word in ("时间", "学校", "社区与学校的对应关系"):
        assert word in season.sample_note.zh


def test_every_community_is_the_one_of_the_list_it_was_taken_from(season):
    with (SIMING_2022.parent / "communities.csv").open(encoding="utf-8", newline="") as file:
        listed = {(row["code"], row["streetCode"]) for row in csv.DictReader(file)}
    assert {(one.code, one.street) for one in season.communities} == listed
    assert all(one.name.zh.endswith("社区") and one.name.en.isascii() for one in season.communities)


def test_the_season_file_is_what_its_parts_build():
    assert build(SIMING_2022.parent) == SIMING_2022.read_text(encoding="utf-8")


def test_a_build_with_faults_writes_nothing_and_says_why(tmp_path, capsys):
    for part in SIMING_2022.parent.iterdir():
        (tmp_path / part.name).write_bytes(part.read_bytes())
    (tmp_path / "season.json").unlink()
    (tmp_path / "texts.json").write_text("{}", encoding="utf-8")
    assert main(tmp_path) == 1
    assert not (tmp_path / "season.json").exists()
    assert "texts.results_note: " in capsys.readouterr().err


def test_a_community_has_a_school_and_another_season_may_say_it_has_none(season):
    assert season.school_of("350203009007").id == "sample-yundang"
    assert season.school_of("000000000000") is None
    assert season.school_of(None) is None
    without = season.model_copy(update={"catchments": season.catchments | {"350203009007": None}})
    assert without.school_of("350203009007") is None


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 23, 19, 0, tzinfo=UTC),
        datetime(2028, 2, 29, 0, 0, tzinfo=UTC),
        datetime(2027, 1, 1, 0, 30, tzinfo=UTC),
        datetime(2027, 12, 31, 23, 59, tzinfo=UTC),
    ],
)
def test_the_local_season_is_open_on_any_day(now):
    local = local_season(now)
    assert state_of(local, now) == "open"
    assert local.id == f"siming-{now.year}"
    assert 19 <= (local.closes_at - now).days <= 20
    assert 24 <= (local.amendment_deadline - now).days <= 25
    assert 29 <= (local.publication_at - now).days <= 30


def test_the_local_season_takes_children_who_are_six_by_september():
    local = local_season(datetime(2026, 5, 1, tzinfo=UTC))
    six = form(student(birth_date="2020-08-31", identity_document=None))
    five = form(student(birth_date="2020-09-01", identity_document=None))
    assert ineligible(six, local) == ()
    assert [one.code for one in ineligible(five, local)] == ["too_young"]
