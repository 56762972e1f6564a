from datetime import UTC, datetime, timedelta

import pytest

from local.events.cron import Cron
from local.events.schedules import parse
from local.system import System

from .tiny import Seen

NOON = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


def test_a_rate_schedule_runs_once_its_time_has_passed_by_moving_the_clock(system: System, seen: Seen):
    system.settle()
    seen.ticks.clear()
    system.clock.advance(301)
    system.settle()
    assert seen.ticks.count("often") == 1


def test_a_jump_over_many_due_times_calls_the_function_once(system: System, seen: Seen):
    system.clock.advance(30 * 86_400)
    system.settle()
    assert sorted(seen.ticks) == ["daily", "often"]


def test_a_daily_cron_is_due_once_a_day(system: System, seen: Seen):
    for _ in range(3):
        system.clock.advance(86_400)
        system.settle()
    assert seen.ticks.count("daily") == 3


@pytest.mark.parametrize(
    ("fields", "moment", "due"),
    [
        ("0 8 * * ? *", NOON, datetime(2026, 7, 1, 8, tzinfo=UTC)),
        ("0/15 * * * ? *", NOON + timedelta(minutes=44), NOON + timedelta(minutes=30)),
        ("30 9 ? * MON-FRI *", datetime(2026, 7, 5, 12, tzinfo=UTC), datetime(2026, 7, 3, 9, 30, tzinfo=UTC)),
        ("0 0 1 JAN,JUL ? 2026", NOON, datetime(2026, 7, 1, tzinfo=UTC)),
        ("0 0 ? * 1 *", NOON, datetime(2026, 6, 28, tzinfo=UTC)),
    ],
)
def test_cron_finds_the_last_due_minute(fields: str, moment: datetime, due: datetime):
    assert Cron(fields).latest(moment, moment - timedelta(days=400)) == due


def test_cron_is_not_due_again_before_its_next_time():
    assert Cron("0 8 * * ? *").latest(NOON, datetime(2026, 7, 1, 8, 0, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    "expression", ["cron(0 8 L * ? *)", "cron(0 24 * * ? *)", "cron(* * *)", "every day"]
)
def test_a_schedule_that_cannot_be_read_is_refused(expression: str):
    with pytest.raises(ValueError, match=r".+"):
        parse(expression, NOON)
