"""An approval counts for a season while there is something to decide in it (R37)."""

from datetime import datetime, timedelta

import pytest

from functions.registration.staff.looking.staffing import serves
from seasons import siming_2022

SEASON = siming_2022()
OPENS, ENDS = SEASON.opens_at, SEASON.results_until
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("begins", "until", "now", "counts"),
    [
        (OPENS - DAY, ENDS, OPENS - DAY, True),
        (OPENS + DAY, OPENS + 2 * DAY, OPENS - DAY, True),
        (OPENS - 3 * DAY, OPENS, OPENS - DAY, False),
        (OPENS - 3 * DAY, OPENS + DAY, OPENS + DAY, False),
        (ENDS, ENDS + DAY, OPENS, False),
    ],
    ids=["all of it", "a part of it", "over before it opens", "over by now", "after its end"],
)
def test_r37_an_approval_counts_where_it_runs_while_the_season_decides(
    begins: datetime, until: datetime, now: datetime, *, counts: bool
) -> None:
    assert serves(begins, until, SEASON, now) is counts
