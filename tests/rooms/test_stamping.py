"""R44: after the second supervisor's yes every registration gets its confirmed result, once, wherever a run ends."""

from datetime import datetime

import pytest

from functions.cloud.metrics import Count
from functions.cloud.staff.seasons import Confirmed, Proposed
from functions.publish.stamping import LATE, stamp, stamp_name, stamped
from functions.registration.placing.results import Line
from functions.registration.season.season import Season
from tests.midseason import NOW

from .fakes import Checkpoints
from .registrations import HOUR, MINUTE

LINES = [Line(f"R{number:04d}", "pending", "") for number in range(450)]


class Desk:
    def confirmed(self, season_id: str) -> Confirmed | None:
        return Confirmed(
            hash="0" * 64, by="1:a", at=NOW, publication_at=NOW + HOUR, pending=450, version=1, parts=2,
            confirmed_by="1:b", confirmed_at=NOW + MINUTE,
        )  # fmt: skip

    def part(self, season_id: str, rehearsed: Proposed, part: int) -> list[Line]:
        return (LINES[:250], LINES[250:])[part]


class Stamps:
    def __init__(self, *, fails_at: int | None = None) -> None:
        self.done: list[str] = []
        self.fails_at = fails_at

    def stamp(self, registration_id: str, result: str, *, at: datetime) -> bool:
        if len(self.done) == self.fails_at:
            self.fails_at = None
            raise ConnectionError
        assert (result, at) == ("pending", NOW + MINUTE)
        self.done.append(registration_id)
        return True


def run(
    season: Season,
    stamps: Stamps,
    checkpoints: Checkpoints,
    *,
    most: int = 1000,
    now: datetime = NOW + 2 * MINUTE,
    count: Count = lambda _: None,
) -> int:
    return stamp(
        [season], desk=Desk(), stamps=stamps, checkpoints=checkpoints, count=count, now=now, most=most
    )


def test_r44_every_line_is_stamped_and_a_season_that_is_done_is_left_alone(season: Season) -> None:
    stamps, checkpoints = Stamps(), Checkpoints()
    assert run(season, stamps, checkpoints) == 450
    assert stamps.done == [one.registration for one in LINES]
    assert run(season, stamps, checkpoints) == 0
    confirmed = Desk().confirmed(season.id)
    assert confirmed is not None
    assert stamped(checkpoints.get(stamp_name(season.id, confirmed)), 450) == 450


@pytest.mark.parametrize("most", [1, 99, 100, 101, 250, 449])
def test_r44_a_run_does_so_many_and_the_next_goes_on(season: Season, most: int) -> None:
    stamps, checkpoints = Stamps(), Checkpoints()
    runs = [run(season, stamps, checkpoints, most=most) for _ in range(450 // most + 2)]
    assert max(runs) <= most
    assert stamps.done == [one.registration for one in LINES]


def test_r44_a_crash_repeats_a_page_and_leaves_nobody_out(season: Season) -> None:
    stamps, checkpoints = Stamps(fails_at=370), Checkpoints()
    with pytest.raises(ConnectionError):
        run(season, stamps, checkpoints)
    run(season, stamps, checkpoints)
    assert set(stamps.done) == {one.registration for one in LINES}
    assert len(stamps.done) < 450 + 100


def test_nothing_is_stamped_while_nobody_confirmed(season: Season) -> None:
    checkpoints = Checkpoints()
    assert run(season.model_copy(update={"publication_held": True}), Stamps(), checkpoints) == 0
    assert checkpoints.reads == 0


@pytest.mark.parametrize(("minutes", "told"), [(-1, []), (4, []), (5, [LATE]), (600, [LATE])])
def test_r44_families_who_wait_for_their_stamp_after_the_instant_are_told_of_every_minute(
    season: Season, minutes: int, told: list[str]
) -> None:
    confirmed = Desk().confirmed(season.id)
    assert confirmed is not None
    published = season.model_copy(update={"publication_at": confirmed.publication_at})
    checkpoints, counted = Checkpoints(), list[str]()
    now = confirmed.publication_at + minutes * MINUTE
    run(published, Stamps(), checkpoints, most=449, now=now, count=counted.append)
    assert counted == told
    for _ in range(2):
        run(published, Stamps(), checkpoints, now=now, count=counted.append)
    assert counted == told * 2


def test_r44_a_minute_that_fails_tells_that_it_is_late_all_the_same(season: Season) -> None:
    counted: list[str] = []
    with pytest.raises(ConnectionError):
        run(season, Stamps(fails_at=0), Checkpoints(), now=season.publication_at + HOUR, count=counted.append)
    assert counted == [LATE]
