"""EventBridge's cron expressions: minutes hours day-of-month month day-of-week year, in UTC.

Understood: `*`, `?`, numbers, names of months and days, lists, ranges and steps; Sunday is day 1 of the week.
Not understood, and refused: `L`, `W`, `#` (no library in the lock file reads this dialect).
"""

from calendar import month_abbr
from datetime import UTC, datetime, timedelta

_MONTHS = {name.upper(): index for index, name in enumerate(month_abbr) if name}
_DAYS = {name: index for index, name in enumerate(("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"), 1)}
_RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (1, 7), (1970, 2199))
_LONGEST_SEARCH = timedelta(days=366 * 4 + 1)


class Cron:
    """Raises ValueError when the expression cannot be read."""

    def __init__(self, fields: str) -> None:
        parts = fields.upper().split()
        if len(parts) != len(_RANGES):
            raise ValueError(f"cron needs six fields: {fields}")
        names: tuple[dict[str, int], ...] = ({}, {}, {}, _MONTHS, _DAYS, {})
        sets = [
            _values(part, low, high, names[i])
            for i, (part, (low, high)) in enumerate(zip(parts, _RANGES, strict=True))
        ]
        self._minutes, self._hours, self._dates, self._months, self._weekdays, self._years = sets

    def latest(self, now: datetime, since: datetime) -> datetime | None:
        """The last matching minute in (since, now], or None; looks back four years at most."""
        moment = now.astimezone(UTC).replace(second=0, microsecond=0)
        earliest = max(since, now - _LONGEST_SEARCH)
        while moment > earliest:
            if not self._day(moment):
                moment = moment.replace(hour=0, minute=0) - timedelta(minutes=1)
            elif moment.hour not in self._hours:
                moment = moment.replace(minute=0) - timedelta(minutes=1)
            elif moment.minute not in self._minutes:
                moment -= timedelta(minutes=1)
            else:
                return moment
        return None

    def _day(self, moment: datetime) -> bool:
        weekday = moment.isoweekday() % 7 + 1
        return (
            moment.day in self._dates
            and moment.month in self._months
            and weekday in self._weekdays
            and moment.year in self._years
        )


def _values(field: str, low: int, high: int, names: dict[str, int]) -> frozenset[int]:
    found: set[int] = set()
    for part in field.split(","):
        span, _, step = part.partition("/")
        first, dash, last = span.partition("-")
        if span in {"*", "?"}:
            start, end = low, high
        else:
            start = _number(first, names)
            end = _number(last, names) if dash else (high if step else start)
        if not low <= start <= end <= high:
            raise ValueError(f"out of range in cron: {part}")
        found.update(range(start, end + 1, int(step or 1)))
    return frozenset(found)


def _number(word: str, names: dict[str, int]) -> int:
    return names[word] if word in names else int(word)
