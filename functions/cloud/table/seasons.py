"""Season data in its own table: every version is kept, the current ones are read at once and for a minute."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from pydantic import ValidationError

from functions.cloud.logs import logger
from functions.cloud.metrics import counting
from functions.registration.errors import NotFound, StaleVersion
from functions.registration.season.season import Season

from . import keys
from .expressions import absent, equals
from .table import BusyError, ConditionFailedError, Item, Table

FRESH = timedelta(seconds=60)
"""How old a season may be that a function works with."""

Write = Callable[..., None]
"""Carries out all the requests of one transaction, or none, as `Table.transact` does."""


class SeasonSetAsideError(Exception):
    """A season that this version cannot read: a newer one's data, or damaged."""


class SeasonTable:
    """One call a minute for each process, for all seasons; while there is none, one call a question."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._seasons: dict[str, tuple[int, Season]] = {}
        self._set_aside: set[str] = set()
        self._read_at: datetime | None = None
        self._lock = threading.Lock()

    def all(self, now: datetime) -> tuple[Season, ...]:
        """Every season of this deployment that can be read, by id: one that cannot keeps none of the others out."""
        return tuple(season for _, season in self._fresh(now).values())

    def whole(self, now: datetime) -> tuple[Season, ...]:
        """The same, for whoever takes what no season of them keeps for nobody's. Raises SeasonSetAsideError."""
        known = self.all(now)
        if self._set_aside:
            raise SeasonSetAsideError(*sorted(self._set_aside))
        return known

    def get(self, season_id: str, now: datetime) -> Season:
        """Raises NotFound."""
        return self.versioned(season_id, now)[1]

    def versioned(self, season_id: str, now: datetime) -> tuple[int, Season]:
        """The season and the version of its data, from 1. Raises NotFound."""
        season = self._fresh(now).get(season_id)
        if season is None:
            raise NotFound
        return season

    def put(
        self, season: Season, *, replaces: int, by: str, now: datetime, write: Write | None = None
    ) -> int:
        """Keeps it as the next version and makes it current, together, and with what `write` has beside them.

        Raises StaleVersion.
        """
        data = season.model_dump_json()
        version = replaces + 1
        new_version = {
            **keys.season_version(season.id, version)._asdict(),
            "data": data,
            "by": by,
            "at": now.isoformat(),
        }
        current = {**keys.current_season(season.id)._asdict(), "data": data, "version": version}
        try:
            (write or self._table.transact)(
                {"Put": self._table.put_request(new_version, absent())},
                {
                    "Put": self._table.put_request(
                        current, equals("version", replaces) if replaces else absent()
                    )
                },
            )
        except (ConditionFailedError, BusyError):
            raise StaleVersion from None
        self._read_at = None
        return version

    def _fresh(self, now: datetime) -> dict[str, tuple[int, Season]]:
        with self._lock:
            if self._read_at is None or not timedelta(0) <= now - self._read_at < FRESH:
                items = {item["sk"]: item for item in self._current()}
                read = {season: _read(item) for season, item in items.items()}
                self._seasons = {season: known for season, known in read.items() if known is not None}
                self._set_aside = items.keys() - self._seasons.keys()
                self._read_at = now if self._seasons else None
            return self._seasons

    def _current(self) -> Iterator[Item]:
        """A page of an answer holds 1 MB, and a season some 40 kB."""
        after: Item | None = None
        while True:
            page = self._table.query(equals("pk", keys.CURRENT_SEASONS), after=after)
            yield from page.items
            after = page.after
            if after is None:
                return


def _read(item: Item) -> tuple[int, Season] | None:
    """None for one that a person has to look at: with it every registration of its own is set aside, and alarms."""
    try:
        return item["version"], Season.model_validate_json(item["data"])
    except (ValidationError, LookupError) as error:
        logger().error("season_set_aside", extra={"season": item["sk"], "why": type(error).__name__})
        with counting() as count:
            count("RegistrationSetAside")
        return None
