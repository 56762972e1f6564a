"""The rush's model plays what is deployed and documented, and both of its ways tell alike."""

import re
from collections import defaultdict
from typing import Any

import pytest

from bench import surge
from bench.price import OF_A_PAPER
from bench.rush import work
from bench.rush.cohorts import Line, Spread, flowed
from bench.rush.events import Gateway, played
from bench.rush.parameters import (
    DEFAULTS,
    DOCUMENTED,
    EXPIRES,
    INSPECTION,
    NAMES,
    PAPERS,
    REQUEST,
    SCREENS,
    Crowd,
    documented,
)
from bench.rush.rush import Deed, Rush, Waits
from functions.registration.sms.budget import allowance, shards_of
from functions.registration.submitting.codes import LIFETIME
from infra.template import INFRA

from .conftest import rendered, written

ENOUGH = DOCUMENTED[Crowd(15_000)]

LIFE: dict[str, Any] = {
    "parts": {
        name: {"written": {"R": 8.0, "T": 2.0, "S": 2.0}, "read": {"R": 1.0, "pk": 0.5}}
        for name in {work.NOTICE, *(part for parts in work.PARTS.values() for part in parts)}
    },
    "season": 58_000,
}


def test_the_model_plays_what_the_stacks_default_to_and_the_page_documents() -> None:
    parameters = rendered("guardians")["Parameters"] | written("resources.yaml")["Parameters"]
    assert tuple(parameters[NAMES[name]]["Default"] for name in DEFAULTS._fields) == DEFAULTS
    page = (INFRA.parent / "docs" / "deploy.md").read_text("utf-8")
    columns = r" \| (\d+)" * len(DOCUMENTED) + r" \|$"
    rows = [
        re.search(rf"^\| `{NAMES[name]}`[^|]*?{columns}", page, re.MULTILINE) for name in DEFAULTS._fields
    ]
    assert list(zip(*(map(int, row.groups()) for row in rows if row), strict=True)) == list(
        DOCUMENTED.values()
    )


def test_both_ways_to_play_it_tell_alike() -> None:
    crowd = Crowd(10_000)
    one_by_one, counted = played(crowd, ENOUGH), flowed(crowd, ENOUGH)
    for deed in Deed:
        assert sum(counted.deeds[deed].values()) == pytest.approx(
            sum(one_by_one.deeds[deed].values()), rel=0.001
        )
    assert counted.busiest == pytest.approx(one_by_one.busiest, rel=0.1)
    assert counted.at_once == pytest.approx(one_by_one.at_once, rel=0.3)
    assert counted.ended == pytest.approx(one_by_one.ended, rel=0.02)
    for waits in ("request", "code"):
        assert getattr(counted, waits).of(0.99) == pytest.approx(getattr(one_by_one, waits).of(0.99), abs=0.1)


def test_both_ways_tell_alike_how_long_a_queue_is_that_is_worked_on_too_slowly() -> None:
    crowd, few = Crowd(10_000), ENOUGH._replace(codes=2)
    one_by_one, counted = played(crowd, few), flowed(crowd, few)
    longest = [max(rush.waiting["codes"].values()) for rush in (counted, one_by_one)]
    assert longest[0] == pytest.approx(longest[1], rel=0.05)
    assert counted.expired == pytest.approx(one_by_one.expired, rel=0.05)
    assert one_by_one.expired > 0


@pytest.mark.parametrize("play", [played, flowed])
def test_what_the_gateway_or_the_function_turns_away_comes_again_and_is_told(play: Any) -> None:
    crowd = Crowd(5_000)
    slow, small = play(crowd, ENOUGH._replace(requests=40)), play(crowd, ENOUGH._replace(api=2))
    assert (slow.limited > 0, slow.full) == (True, 0)
    assert (small.limited, small.full > 0) == (0, True)
    for rush in (slow, small):
        assert sum(rush.deeds[Deed.SUBMITTED].values()) == pytest.approx(crowd.families, abs=1)
        assert rush.request.of(0.99) > REQUEST + 4


def test_a_code_is_asked_for_when_no_paper_waits_any_more() -> None:
    crowd, slowly = Crowd(3_000), ENOUGH._replace(inspection=1)
    one_by_one, counted = played(crowd, slowly), flowed(crowd, slowly)
    papers = crowd.families * PAPERS
    assert sum(one_by_one.deeds[Deed.PAPER].values()) == papers
    assert one_by_one.ended > papers * INSPECTION
    assert counted.ended == pytest.approx(one_by_one.ended, rel=0.02)
    longest = [max(rush.waiting["papers"].values()) for rush in (counted, one_by_one)]
    assert longest[0] == pytest.approx(longest[1], rel=0.05)


def test_who_pauses_goes_on_between_the_shortest_and_the_longest_pause_and_nobody_is_lost() -> None:
    spread, went = Spread((2, 5)), []
    for second in range(10):
        went.append(spread.going_on())
        spread.paused(9.0 if second == 0 else 0.0)
    assert went == [0, 0, 3, 3, 3, 0, 0, 0, 0, 0]


def test_a_line_serves_who_came_first_and_those_of_them_that_are_marked() -> None:
    line = Line(2, 1.0)
    assert line.served(0, 4, 2) == (2, 1)
    assert line.served(1, 1) == (2, 1)
    assert line.served(2, 0) == (1, 0)
    assert (line.held, line.waits.of(1)) == (0, 2)


def test_a_queues_function_grows() -> None:
    line = Line(1_000, 1.0)
    assert [line.served(second, 1_000)[0] for second in range(3)] == [5, 10, 15]


def test_the_gateway_takes_so_many_a_second_and_as_many_at_once() -> None:
    gateway = Gateway(2)
    assert [gateway.takes(0.0) for _ in range(3)] == [True, True, False]
    assert [gateway.takes(0.5) for _ in range(2)] == [True, False]


def test_waits_are_told_by_the_part_that_waited_so_long() -> None:
    waits = Waits()
    for seconds, many in ((0.06, 98.0), (5.06, 2.0)):
        waits.add(seconds, many)
    assert (waits.of(0.5), waits.of(0.99), waits.beyond(5)) == (0.06, 5.06, 2.0)
    assert Waits().of(0.5) == 0


def _rush(**deeds: float) -> Rush:
    """All in one second."""
    seconds = {deed: defaultdict(float, {0: deeds.get(deed, 0.0)}) for deed in Deed}
    nothing = defaultdict(float, {0: 0.0})
    waiting = {"codes": nothing, "papers": nothing}
    return Rush(nothing, 0, seconds, waiting, Waits(), Waits(), Waits(), 0, 0, 60, 0, 0)


def test_units_are_those_of_each_deed_and_what_is_above_is_told() -> None:
    asked = work.load(_rush(submitted=100.0), ENOUGH, LIFE, OF_A_PAPER)
    parts = len(work.PARTS[Deed.SUBMITTED])
    behind = (8 + 2 + 2 * work.FIGURES) * ENOUGH.notices / 0.7
    each = parts * (8 + 2 + 2 * work.FIGURES)
    assert asked.written == pytest.approx(100 * each + behind)
    assert asked.above == pytest.approx(max(0, 100 * each + behind - ENOUGH.warm))
    assert asked.read == 100 * parts * 1.5


def test_the_hottest_key_is_one_of_those_that_a_kind_is_spread_over_and_a_familys_own_gets_one_deed() -> None:
    asked = work.load(_rush(screen=1_600.0), ENOUGH, LIFE, OF_A_PAPER)
    units = {one.what: one.units for one in asked.hottest_written}
    assert units["a part of the index season"] == pytest.approx(1_600 * 2 / SCREENS / 16)
    assert units["a registration"] == 8 * len(work.PARTS[Deed.SUBMITTED])
    read = {one.what: one.units for one in asked.hottest_read}
    assert read["a gateway's breaker"] == pytest.approx(1_600 * 0.5 / SCREENS)
    assert read[work.SEASONS] == pytest.approx(60 / 60 * 15 / 2)


def test_every_kind_of_key_that_a_counted_life_can_have_is_known() -> None:
    assert {"R", "A", "C", "F", "P", "B", "T", "S", "Q", "D", "H", "V", "M", "pk"} <= work.KINDS.keys()


@pytest.mark.parametrize(
    ("changed", "held"), [({}, True), ({"codes": 1}, False), ({"requests": 40}, False), ({"api": 1}, False)]
)
def test_a_code_that_expires_or_a_request_that_is_turned_away_ends_the_model_with_1(
    changed: dict[str, int],
    held: bool,  # noqa: FBT001
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert surge.told(Crowd(4_000), "documented", ENOUGH._replace(**changed), LIFE) is held
    assert "hottest keys, written: " in capsys.readouterr().out


def test_a_table_or_a_key_that_is_asked_for_more_than_it_takes_ends_the_model_with_1() -> None:
    rush = _rush()
    asked = work.load(_rush(submitted=1.0), ENOUGH, LIFE, OF_A_PAPER)
    assert surge.holds(rush, asked)
    assert not surge.holds(rush, asked._replace(above=1.0))
    assert not surge.holds(rush, asked._replace(read=12_001.0))
    hot = work.Hot("a part of the figures", 1_001)
    assert not surge.holds(rush, asked._replace(hottest_written=[hot, *asked.hottest_written]))
    assert surge.holds(
        rush, asked._replace(hottest_written=[hot._replace(behind=True), *asked.hottest_written])
    )


def test_a_crowd_gets_the_parameters_of_the_next_larger_one_within_its_time() -> None:
    assert documented(Crowd(15_001)) == DOCUMENTED[Crowd(100_000)]
    assert LIFETIME.total_seconds() == EXPIRES


def test_the_budget_that_the_page_asks_for_holds_a_day_of_codes() -> None:
    families = 18_000_000
    budget = int(12.5 * families)
    assert sum(allowance(budget, shard).codes_a_day for shard in range(shards_of(budget))) >= families
