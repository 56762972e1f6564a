"""The whole table in steps, for whoever erases: each item, whose it is, and its end."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from functions.cloud.staff.derived.figures import keep_erased
from functions.cloud.staff.jobs.exports import GATHERED
from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Update, all_of, equals, exists, still
from functions.cloud.table.table import BusyError, ConditionFailedError, Item, Scanned, Table
from functions.registration.registration import Registration

BATCH_SIZE = 99
"""Items of one transaction (DynamoDB's limit is 100), with room for what is counted of them."""

COUNTED = ("drafts", "withdrawn", "registrations", "files", "items")
"""What a season's tally counts."""

REGISTRATIONS, _ = keys.parted(keys.registration("").pk)
SEASONS = frozenset({"claim", "mark", "sought", "figures", "budget"})
"""Sort keys of what stands in a partition of its season: `<prefix>#<season>#<more>`."""


class Erasure:
    def __init__(self, table: Table) -> None:
        self._table = table

    def step(self, *, after: str | None, limit: int) -> Scanned:
        """The next `limit` items of any kind: 1 call. It may lag by a moment behind what was written."""
        return self._table.scan(keep=exists("pk"), after=after, limit=limit)

    def existing(self, registration_ids: Sequence[str]) -> frozenset[str]:
        """Those that are there: 1 call for each 100."""
        wanted = [keys.registration(registration_id) for registration_id in registration_ids]
        return frozenset(item["id"] for item in self._table.get_many(wanted).values())

    def existing_exports(self, export_ids: Sequence[str]) -> frozenset[str]:
        """Those that are there, and what jobs gathered, which has no item: 1 call for each 100."""
        wanted = [keys.export(export_id) for export_id in export_ids if export_id != GATHERED]
        there = (item["id"] for item in self._table.get_many(wanted).values())
        return frozenset({GATHERED, *there})

    def erase(
        self, registration: Registration, *, leaves: Mapping[str, int], tally: Mapping[str, int]
    ) -> bool:
        """Erases it as it was seen, or not at all: 1 call. `leaves`: what of it stays in its season's figures.

        What is gone is counted in the same transaction, so that none is gone without a word, whoever stops when.
        """
        unchanged = equals("version", registration.version)
        deletion = self._table.delete_request(keys.registration(registration.id), unchanged)
        leaving = keep_erased(self._table, registration.id, registration.season, leaves)
        try:
            self._table.transact(
                {"Delete": deletion},
                *([{"Update": leaving}] if leaves else []),
                {"Update": self._counted(registration.season, tally)},
            )
        except (ConditionFailedError, BusyError):
            return False
        return True

    def forget(self, expired: Sequence[Item], *, season: str | None = None) -> None:
        """Erases these, whatever they say by now, and counts them where they are a season's: 1 call for each 99; who
        is busy comes again.
        """
        for start in range(0, len(expired), BATCH_SIZE):
            part = expired[start : start + BATCH_SIZE]
            asked = [self._table.delete_request(keys.Key(item["pk"], item["sk"])) for item in part]
            counted = [] if season is None else [{"Update": self._counted(season, {"items": len(part)})}]
            with suppress(BusyError):
                self._table.transact(*({"Delete": deletion} for deletion in asked), *counted)

    def tallies(self, seasons: Iterable[str]) -> dict[str, dict[str, int]]:
        """Season -> how much of what of it is gone and was not told of: 1 call for each 100."""
        places = {_tally(season): season for season in seasons}
        return {
            places[key]: {what: int(item[what]) for what in COUNTED if what in item}
            for key, item in self._table.get_many(places).items()
        }

    def told(self, season: str, tally: Mapping[str, int]) -> dict[str, Any]:
        """The request by which it counts as told of, for the transaction with its event."""
        as_seen = all_of(*(still(what, tally.get(what)) for what in COUNTED))
        return {"Delete": self._table.delete_request(_tally(season), as_seen)}

    def _counted(self, season: str, tally: Mapping[str, int]) -> dict[str, Any]:
        change = Update()
        for what, number in tally.items():
            change.add(what, number)
        return self._table.update_request(_tally(season), change)


def _tally(season: str) -> keys.Key:
    return keys.progress(f"erased#{season}")


def season_of(item: Item) -> str | None:
    """The season of an item that stands in one's partition, or names one; None for all others."""
    if item["sk"] in SEASONS:
        return keys.of_season(item["pk"])[0]
    return str(item["season"]) if item["sk"] == keys.EXPORT else None


def registration_of(item: Item) -> str | None:
    """The registration beside which an item stands, such as what it adds to the figures, or which it leads to."""
    if item["sk"] == keys.reference("").sk:
        return str(item["registration"])
    if item["sk"] in SEASONS:
        return None
    kind, whose = keys.parted(item["pk"])
    return whose if kind == REGISTRATIONS else None


def read(item: Item) -> Registration:
    """The registration without its form. Raises UnreadableError."""
    return items.without_form(item)
