"""The season's SMS, watched: who pays for them is told while there is still something left (docs/promises.md)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from functions.cloud.logs import logger
from functions.cloud.metrics import Count
from functions.cloud.table.days import Day
from functions.registration.season.season import Season
from functions.registration.sms.budget import Spent, nearly_spent

METRIC = "SmsBudgetNearlySpent"


class Budgets(Protocol):
    def spent(self, season: str, *, budget: int, day: Day) -> Spent: ...


def watch_budgets(seasons: Iterable[Season], *, budgets: Budgets, count: Count, now: datetime) -> None:
    """Counts each part of a season's SMS of which four fifths are gone: 1 call a season that still sends any."""
    for season in seasons:
        if not season.opens_at <= now < season.archive_until:
            continue
        spent = budgets.spent(season.id, budget=season.limits.sms_budget, day=Day.of(now, season.zone))
        for part in nearly_spent(season.limits.sms_budget, spent):
            logger().warning("sms_budget_nearly_spent", extra={"season": season.id, "part": part})
            count(METRIC)
