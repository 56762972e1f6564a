"""The season's SMS are watched by the reconciler, over the real table."""

from collections import Counter

import pytest
import time_machine

from functions.cloud import composition
from functions.cloud.table import keys
from functions.cloud.table.days import Day
from functions.cloud.table.expressions import Update
from functions.publish.budgets import METRIC, watch_budgets
from functions.registration.season.season import Season
from functions.registration.sms.budget import allowance
from tests.aws import Cloud
from tests.midseason import NOW


@pytest.mark.parametrize(("percent", "told"), [(79, 0), (80, 1), (100, 1)])
def test_a_day_of_codes_is_told_before_it_is_spent(
    cloud: Cloud, clock: time_machine.Traveller, season: Season, percent: int, told: int
) -> None:
    small = season.model_copy(update={"limits": season.limits.model_copy(update={"sms_budget": 500})})
    used = allowance(500, 0).codes_a_day * percent // 100
    today = f"codes {Day.of(NOW, season.zone).date}"
    composition.table().update(keys.sms_budget(season.id, 0), Update().add(today, used).add("codes", used))
    counted: Counter[str] = Counter()
    watch_budgets([small], budgets=composition.limits(), count=lambda name: counted.update([name]), now=NOW)
    assert counted[METRIC] == told


def test_a_season_that_sends_nothing_any_more_is_not_looked_at(cloud: Cloud, season: Season) -> None:
    class Nobody:
        def spent(self, *_: object, **__: object) -> None:
            raise AssertionError

    watch_budgets([season], budgets=Nobody(), count=lambda _: None, now=season.archive_until)  # type: ignore[arg-type]
