"""Whether a season has the people whom its rules need, or borrows more of its city (R37)."""

from datetime import datetime

from functions.registration.season.season import Season

PEOPLE_NEEDED = 4
"""Two refuse, and only two others turn that, or change it in a review (R42)."""


def serves(begins: datetime, until: datetime, season: Season, now: datetime) -> bool:
    """Whether an approval runs, now or later, while the season has something to decide."""
    return begins < season.results_until and max(now, season.opens_at) < until
