"""All that is kept apart from registrations and follows from them, compared with what they say."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from functions.cloud.table.checkpoints import SeasonIndex
from functions.cloud.table.table import Table
from functions.registration.season.season import Season

from .beside import Beside
from .kinds import Difference
from .strays import Strays
from .totals import Totals


class DerivedTable:
    """Reading tells what differs and changes nothing; each difference can mend itself."""

    def __init__(self, table: Table, index: SeasonIndex) -> None:
        self._beside = Beside(table)
        self._totals = Totals(table, index)
        self._strays = Strays(table)

    def part(self, season: Season, shard: int, now: datetime) -> Iterator[Difference]:
        """What differs in one part of a season."""
        return self._totals.differing(season, shard, now, lambda rows: self._beside.differing(season, rows))

    def strays(
        self, years: Mapping[str, int], now: datetime, *, after: str | None, limit: int
    ) -> tuple[list[Difference], str | None]:
        """See `Strays.page`."""
        return self._strays.page(years, now, after=after, limit=limit)
