"""The seasons that come with Ruxue: Siming District in 2022, and the same around any day, for local use."""

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from functions.registration.season.file import load_season, parse_season
from functions.registration.season.season import Season
from functions.registration.values.strict import DAY

SIMING_2022 = Path(__file__).parent / "siming-2022" / "season.json"

LOCAL_DAYS = {
    "opens_at": -1,
    "closes_at": 20,
    "amendment_deadline": 25,
    "publication_at": 30,
    "review_until": 60,
    "results_until": 90,
    "archive_until": 3 * 365,
}
"""Days from the day of `now`, each at 09:00 in the district."""

STARTING_AGE = 6
NINE_IN_SIMING = time(1, tzinfo=UTC)
"""09:00 in the district."""


def siming_2022() -> Season:
    """The sample season as its file has it."""
    return load_season(SIMING_2022.read_text(encoding="utf-8"))


def local_season(now: datetime) -> Season:
    """Siming's season with its window open at `now` (aware): `siming-<year>`, for children six by that September."""
    data: dict[str, Any] = json.loads(SIMING_2022.read_text(encoding="utf-8"))
    today = now.astimezone(UTC).date()
    dates = {
        name: datetime.combine(today + timedelta(days=days), NINE_IN_SIMING).isoformat()
        for name, days in LOCAL_DAYS.items()
    }
    return parse_season(
        data
        | dates
        | {
            "id": f"siming-{today.year}",
            "year": today.year,
            "cutoff_birth_date": date(today.year - STARTING_AGE, 8, 31).isoformat(),
            "placing": _years_later(data["placing"], today.year - data["year"]),
        }
    )


def _years_later(rules: Any, years: int) -> Any:
    """The rules with every day so many years later."""
    if isinstance(rules, list):
        return [_years_later(one, years) for one in rules]
    if isinstance(rules, dict):
        return {name: _years_later(value, years) for name, value in rules.items()}
    if isinstance(rules, str) and DAY.fullmatch(rules):
        return f"{int(rules[:4]) + years:04d}{rules[4:]}"
    return rules
