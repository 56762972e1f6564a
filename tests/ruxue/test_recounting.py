"""Damage by hand of every kind is found, told, mended and counted, and a second run finds nothing to do."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from chalice.local import LambdaContext

from functions.cloud import composition
from functions.cloud.staff.derived.kinds import Kind
from functions.cloud.table import keys, shards
from functions.cloud.table.children.home_seats import HomeTable
from functions.cloud.table.expressions import Update
from functions.publish import handler as publish_room
from functions.publish.recount import watch
from functions.registration.checking.findings import Verdict
from functions.registration.checks import CheckState
from functions.registration.registration import Status
from functions.registration.requests import Review, ReviewGround, SpotCheck, WithdrawalWord
from functions.registration.season.season import Season
from functions.registration.submitting.retention import kept_until
from functions.verify_property.seats import judge_seat
from infra.staff.app import app
from local.population import Population
from ruxue.recounting import recounted
from tests.aws import Cloud
from tests.review.conftest import judged
from tests.rooms.fakes import Checkpoints
from tests.rooms.registrations import DAY, HOUR, NOW, form
from tests.rooms.test_erasing import items
from tests.rooms.test_wiring import TICK

from .damage import DAMAGE, ONE, TWO, Damage, change, homes, lost_queue_place, of_another_stream
from .running import asked, run


def count(cloud: Cloud) -> None:
    assert app.handler_map["count"](cloud.changes(), LambdaContext("count", 512)) == {"batchItemFailures": []}


@pytest.fixture
def season(season: Season) -> Season:
    """One in which a home has one seat in six years."""
    return season.model_copy(update={"limits": season.limits.model_copy(update={"home_seat_years": 6})})


@pytest.fixture
def families(
    opened: Cloud, city: Population, season: Season, clock: time_machine.Traveller
) -> SimpleNamespace:
    """One that passed and holds its home's seat, one that waits for staff; all counted, an hour ago."""
    passed = judged(form(city), ONE)
    waiting = judged(form(city, "public_rental"), TWO, {"property": CheckState.MANUAL_REVIEW})
    for registration in (passed, waiting):
        opened.put(registration)
    seats = HomeTable(opened.table)
    _, taking = judge_seat(passed, Verdict(CheckState.PASSED), season=season, homes=seats)
    assert taking is not None
    assert seats.note(passed, taking)
    passed = opened.get(ONE)
    count(opened)
    clock.shift(HOUR)
    return SimpleNamespace(passed=passed, waiting=waiting, cloud=opened)


each_damage = pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)


def stands(cloud: Cloud) -> list[dict[str, Any]]:
    """Every item, without how often it was counted, who wrote it last and when it ends."""
    told: list[dict[str, Any]] = [
        {
            name: value
            for name, value in item.items()
            if name not in {"moves", "last", "seen_at", "expires", "trace"} and value != 0
        }
        for item in items(cloud)
        if not item["pk"].startswith("W#")
    ]
    return sorted(told, key=lambda item: (item["pk"], item["sk"]))


def test_nothing_differs_where_nothing_was_damaged(families: SimpleNamespace) -> None:
    told = asked("recount")
    assert (told["differs"], told["about"]) == ({}, [])


def test_every_kind_is_damaged_by_some_test() -> None:
    assert set(DAMAGE.values()) == set(Kind)


@each_damage
def test_damage_is_told_and_without_yes_left(families: SimpleNamespace, damage: Damage) -> None:
    damage(families)
    before = stands(families.cloud)
    assert DAMAGE[damage].value in asked("recount")["differs"]
    assert stands(families.cloud) == before


@each_damage
def test_damage_is_mended_to_what_it_was_and_a_second_run_finds_nothing(
    families: SimpleNamespace, damage: Damage
) -> None:
    before = stands(families.cloud)
    damage(families)
    told = asked("recount", "--yes")
    assert (DAMAGE[damage].value in told["differs"], told["left"]) == (True, 0)
    assert stands(families.cloud) == before
    whole = items(families.cloud)
    assert asked("recount", "--yes")["differs"] == {}
    assert items(families.cloud) == whole


def test_all_damage_at_once_is_mended_in_one_run(families: SimpleNamespace) -> None:
    before = stands(families.cloud)
    for damage in DAMAGE:
        damage(families)
    asked("recount", "--yes")
    assert stands(families.cloud) == before
    assert asked("recount")["differs"] == {}


def test_the_stream_goes_on_counting_what_was_counted_anew(families: SimpleNamespace) -> None:
    of_another_stream(families)
    asked("recount", "--yes")
    families.cloud.put(families.passed.model_copy(update={"status": Status.DECIDED}))
    count(families.cloud)
    assert asked("recount")["differs"] == {}
    assert families.cloud.item(keys.counted(ONE))["figures"]["status#decided"] == 1


def test_what_the_stream_has_not_told_yet_is_no_difference(
    families: SimpleNamespace, clock: time_machine.Traveller
) -> None:
    now = NOW + HOUR
    families.cloud.put(families.passed.model_copy(update={"status": Status.DECIDED, "updated_at": now}))
    assert asked("recount")["differs"] == {}
    clock.shift(HOUR)
    assert asked("recount")["differs"] == {"figures": 1}


def test_a_family_that_withdrew_gives_its_seat_back(families: SimpleNamespace) -> None:
    families.cloud.put(families.passed.model_copy(update={"status": Status.WITHDRAWN, "sought": ()}))
    count(families.cloud)
    assert asked("recount", "--yes")["differs"] == {"seats": len(homes(families.passed))}
    assert [families.cloud.item(keys.home(mark)).get(f"seat#{ONE}") for mark in homes(families.passed)] == [
        None
    ]


def test_figures_keep_what_an_erased_family_added(
    families: SimpleNamespace, season: Season, clock: time_machine.Traveller
) -> None:
    gone = families.passed.model_copy(update={"status": Status.WITHDRAWN, "updated_at": NOW})
    families.cloud.put(gone)
    count(families.cloud)
    asked("recount", "--yes")
    clock.move_to(kept_until(gone, season))
    asked("erase", "--yes")
    assert families.cloud.table.get(keys.registration(ONE)) is None
    assert asked("recount", "--yes")["differs"] == {}
    assert composition.figure_table().read(season.id)["status#withdrawn"] == 1


def test_one_that_cannot_be_read_is_set_aside_and_its_marks_stay(families: SimpleNamespace) -> None:
    change(families.cloud, keys.registration(ONE), Update().set("status", "of_tomorrow"))
    assert asked("recount", "--yes")["differs"] == {}
    for mark in families.passed.marks:
        assert f"r#{ONE}" in families.cloud.item(keys.shared_mark("siming-2022", mark))


SAID: Mapping[str, Any] = {
    "withdrawals": (WithdrawalWord(reason="phone_lost", by="1:a", at=NOW, version=2),),
    "review": Review(ground=ReviewGround.ENTITLED, at=NOW, asked_as="1:asked"),
    "spot": SpotCheck(drawn=True, since=NOW),
}


@pytest.mark.parametrize("what", SAID)
def test_a_place_in_the_queue_that_somebody_changed_since_it_was_read_is_left(
    families: SimpleNamespace, what: str
) -> None:
    lost_queue_place(families)
    said = families.waiting.model_copy(update={what: SAID[what]})
    told = recounted(None, NOW + HOUR, do=True, step=lambda _: families.cloud.put(said))
    assert (told["differs"], told["left"]) == ({"queue": 1}, 1)
    there = families.cloud.get(TWO)
    assert there == said.model_copy(update={"label": there.label})


def test_an_unknown_season_is_refused(families: SimpleNamespace) -> None:
    run("recount", "--season", "nowhere", code=2)
    assert asked("recount", "--season", "siming-2022")["differs"] == {}


@each_damage
def test_the_reconciler_counts_damage_and_leaves_it(
    families: SimpleNamespace, damage: Damage, capsys: pytest.CaptureFixture[str]
) -> None:
    damage(families)
    before = stands(families.cloud)
    for _ in range(shards.SHARDS // 2):
        publish_room.reconcile(TICK, None)
    assert '"DerivedDiffers":[' in capsys.readouterr().out
    assert stands(families.cloud) == before


def test_the_reconciler_is_silent_where_nothing_differs(
    families: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(shards.SHARDS // 2):
        publish_room.reconcile(TICK, None)
    assert "DerivedDiffers" not in capsys.readouterr().out


class Parts:
    """Remembers which parts were looked at; the `broken` ones cannot be counted."""

    def __init__(self, broken: tuple[int, ...] = ()) -> None:
        self.looked: list[int] = []
        self.strays_looked_for = 0
        self._broken = broken

    def part(self, season: Season, shard: int, now: Any) -> Any:
        self.looked.append(shard)
        if shard in self._broken:
            raise KeyError(shard)
        return iter(())

    def strays(self, years: Any, now: Any, *, after: Any, limit: int) -> Any:
        self.strays_looked_for += 1
        return [], None


def test_the_reconciler_goes_over_a_season_in_eight_runs_and_then_anew(season: Season) -> None:
    parts, checkpoints = Parts(), Checkpoints()
    for _ in range(9):
        watch([season], derived=parts, checkpoints=checkpoints, count=lambda _: None, now=NOW)
    assert parts.looked == [*range(shards.SHARDS), 0, 1]


def test_a_part_that_cannot_be_counted_keeps_no_other_and_no_other_season_from_it(season: Season) -> None:
    parts, checkpoints = Parts(broken=(0, 3)), Checkpoints()
    other = season.model_copy(update={"id": "huli-2022"})
    faults: list[int] = []
    for _ in range(shards.SHARDS // 2):
        try:
            watch([season, other], derived=parts, checkpoints=checkpoints, count=lambda _: None, now=NOW)
        except* KeyError as group:
            faults += [fault.args[0] for fault in group.exceptions]
    assert sorted(parts.looked) == sorted([*range(shards.SHARDS), *range(shards.SHARDS)])
    assert parts.strays_looked_for == shards.SHARDS // 2
    assert faults == [0, 0, 3, 3]


def test_a_season_that_is_over_is_not_watched(season: Season) -> None:
    parts = Parts()
    watch(
        [season],
        derived=parts,
        checkpoints=Checkpoints(),
        count=lambda _: None,
        now=season.results_until + DAY,
    )
    assert parts.looked == []
