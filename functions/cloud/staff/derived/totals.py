"""A part of a season's figures against what its registrations add to it."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from functions.cloud.staff.derived import figures
from functions.cloud.staff.derived.figures import FigureTable
from functions.cloud.table.checkpoints import SeasonIndex
from functions.cloud.table.table import BusyError, ConditionFailedError, Item, Table
from functions.registration.season.season import Season
from functions.registration.staff.figures import additions, difference, is_settled

from .kinds import Difference, Kind
from .standing import BATCH, Standing, standing

TRIES = 3
"""A part that is written to all the time is left for a quieter hour."""

Looked = Callable[[list[Standing]], Iterator[Difference]]


class Part(NamedTuple):
    """One reading of a part during which nothing moved."""

    row: Item
    differs: dict[str, int]
    """What has to be added to the figures."""


class Totals:
    def __init__(self, table: Table, index: SeasonIndex) -> None:
        self._table = table
        self._index = index
        self._figures = FigureTable(table)

    def differing(self, season: Season, shard: int, now: datetime, beside: Looked) -> Iterator[Difference]:
        """What differs of this part, and of what stands `beside` its settled registrations."""
        wrong: list[Standing] = []
        for rows in self._pages(season, shard):
            settled = [row for row in rows if is_settled(row.registration, now)]
            wrong += [row for row in settled if not _is_counted(row, season)]
            yield from beside(settled)
        part = self._part(season, shard)
        if wrong or (part is not None and part.differs):
            yield Difference(
                Kind.FIGURES,
                f"{season.id}#{shard}",
                lambda: self._mend(season, shard, wrong),
            )

    def _mend(self, season: Season, shard: int, wrong: list[Standing]) -> bool:
        for row in wrong:
            adds = additions(row.registration, season.zone)
            anew = figures.Counted(
                row.registration.id,
                season.id,
                adds.figures,
                adds.marks,
                tuple(sorted(adds.sought)),
                # Whatever the stream tells from now on is newer, also where its numbers began anew.
                sequence=0,
                expires=row.expires,
            )
            try:
                self._figures.count(anew, row.counted)
            except (ConditionFailedError, BusyError):
                return False
        part = self._part(season, shard)
        if part is None:
            return False
        try:
            self._figures.correct(season.id, shard, part.differs, seen=part.row)
        except ConditionFailedError:
            return False
        return True

    def _part(self, season: Season, shard: int) -> Part | None:
        """None where it moved each time that it was read."""
        for _ in range(TRIES):
            ids, part = self._ids(season, shard), self._figures.part(season.id, shard)
            total = Counter(figures.erased(part))
            for start in range(0, len(ids), BATCH):
                for counted_as in self._figures.counted(ids[start : start + BATCH]).values():
                    total.update(counted_as["figures"])
            after = self._figures.part(season.id, shard)
            if figures.moves(part) == figures.moves(after) and ids == self._ids(season, shard):
                return Part(part, difference(figures.shown(part), dict(total)))
        return None

    def _ids(self, season: Season, shard: int) -> list[str]:
        return sorted({registration_id for page in self._id_pages(season, shard) for registration_id in page})

    def _pages(self, season: Season, shard: int) -> Iterator[list[Standing]]:
        ids = self._ids(season, shard)
        for start in range(0, len(ids), BATCH):
            yield standing(self._table, ids[start : start + BATCH])

    def _id_pages(self, season: Season, shard: int) -> Iterator[list[str]]:
        after: str | None = None
        while True:
            ids, after = self._index.of_season(season.id, shard, after=after, limit=BATCH)
            yield ids
            if after is None:
                return


def _is_counted(row: Standing, season: Season) -> bool:
    adds, counted_as = additions(row.registration, season.zone), row.counted or {}
    return (
        counted_as.get("figures", {}),
        counted_as.get("marks", {}),
        frozenset(counted_as.get("sought", ())),
    ) == adds
