import json
from datetime import UTC, datetime, timedelta

import pytest

from functions.registration.season.view import deadlines, season_summary, season_view, state_of
from functions.registration.values.model import jsonable

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("instant", "before", "then"),
    [
        ("opens_at", "upcoming", "open"),
        ("closes_at", "open", "amending"),
        ("amendment_deadline", "amending", "reviewing"),
        ("publication_at", "reviewing", "published"),
        ("results_until", "published", "over"),
    ],
)
def test_each_instant_begins_the_next_state(season, instant, before, then):
    at = getattr(season, instant)
    assert (state_of(season, at - SECOND), state_of(season, at)) == (before, then)


def test_the_public_sees_no_limits_catchments_or_schools(season):
    view = jsonable(season_view(season))
    assert not {"limits", "retention", "catchments", "schools", "archive_until"} & view.keys()
    assert "sms_budget" not in json.dumps(view)


def test_the_public_sees_what_a_page_needs_in_both_languages(season):
    view = jsonable(season_view(season))
    assert view["texts"]["results_note"].keys() == {"zh-CN", "en"}
    assert (len(view["streets"]), len(view["communities"])) == (10, 99)
    assert view["pledge"]["version"] == season.pledge.version
    assert view["contacts"]["support_phone"] == "0592-2684508"
    assert view["document_rules"][0]["reason"].keys() == {"zh-CN", "en"}


def test_the_list_of_seasons_says_which_are_open(season):
    line = jsonable(season_summary(season, datetime(2022, 7, 2, tzinfo=UTC)))
    assert (line["id"], line["state"]) == ("siming-2022", "open")
    assert line["district"]["name"]["en"] == "Siming District"


def test_staff_can_extend_one_familys_deadline_and_never_shorten_it(season):
    later = season.amendment_deadline + timedelta(days=2)
    assert deadlines(season, later).amendment_deadline == later
    assert deadlines(season, later - timedelta(days=9)).amendment_deadline == season.amendment_deadline
    assert deadlines(season).amendment_deadline == season.amendment_deadline


def test_deadlines_are_told_in_the_districts_own_time(season):
    assert deadlines(season).closes_at.isoformat() == "2022-07-10T18:00:00+08:00"
    assert deadlines(season).publication_at == season.publication_at
