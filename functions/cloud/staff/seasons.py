"""Season data in staff's hands: the version that stands now, those before, and what was rehearsed."""

import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Condition, Update, absent, all_of, any_of, below, equals
from functions.cloud.table.seasons import Write
from functions.cloud.table.table import ConditionFailedError, Table
from functions.registration.errors import NotFound
from functions.registration.placing.assignment import PLACED_LATER, Numbers
from functions.registration.placing.draw import numbers
from functions.registration.placing.results import Line
from functions.registration.registration import Registration
from functions.registration.season.placing_rules import Draw
from functions.registration.season.season import Season
from functions.registration.values.model import Model

LINES_A_PART = 5000
"""Lines of one item: under 100 kB compressed, of 400 that DynamoDB takes."""


class Proposed(Model):
    """That a supervisor proposed a rehearsal, for which instant (R44)."""

    hash: str
    by: str
    at: datetime
    publication_at: datetime
    pending: int
    """Families without a decision in it, as the proposer acknowledged."""
    version: int
    """The season's, on which it was rehearsed: another one voids it."""
    parts: int


class Confirmed(Proposed):
    """That another supervisor confirmed it."""

    confirmed_by: str
    confirmed_at: datetime
    audit: dict[str, str] = {}
    """The audit trail's ends at that moment: chain -> `number hash`."""


class Version(NamedTuple):
    """Who replaced the season's data when."""

    version: int
    by: str
    """Keyed MAC of the account."""
    at: datetime


class SeasonDesk:
    """Each method says its AWS calls. What it reads is as it stands now, never what a process remembers."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def current(self, season_id: str) -> tuple[int, Season]:
        """Version and data: 1 call. Raises NotFound."""
        item = self._table.get(keys.current_season(season_id))
        if item is None:
            raise NotFound
        return item["version"], Season.model_validate_json(item["data"])

    def versions(self, season_id: str, *, limit: int = 50) -> list[Version]:
        """Who replaced it when, newest first: 1 call."""
        versions = equals("pk", keys.season_version(season_id, 1).pk)
        page = self._table.query(versions, limit=limit, newest_first=True)
        return [
            Version(int(item["sk"]), item["by"], datetime.fromisoformat(item["at"])) for item in page.items
        ]

    def version(self, season_id: str, number: int) -> Season:
        """One of them: 1 call. Raises NotFound."""
        item = self._table.get(keys.season_version(season_id, number))
        if item is None:
            raise NotFound
        return Season.model_validate_json(item["data"])

    def propose(self, season_id: str, proposed: Proposed, *, write: Write) -> None:
        """Its lines are kept already, under their hash: 1 `write`."""
        item = {**items.dump(proposed), **keys.rehearsed_results(season_id, "proposed")._asdict()}
        write({"Put": self._table.put_request(item)})

    def proposed(self, season_id: str) -> Proposed | None:
        """What was proposed last: 1 call."""
        item = self._table.get(keys.rehearsed_results(season_id, "proposed"))
        return None if item is None else Proposed.model_validate(_without_key(item))

    def confirmed(self, season_id: str) -> Confirmed | None:
        """What was confirmed last: 1 call."""
        item = self._table.get(keys.rehearsed_results(season_id, "confirmed"))
        return None if item is None else Confirmed.model_validate(_without_key(item))

    def confirming(self, season_id: str, confirmed: Confirmed) -> dict[str, Any]:
        """The request that says so, to be written together with the season."""
        item = {**items.dump(confirmed), **keys.rehearsed_results(season_id, "confirmed")._asdict()}
        return {"Put": self._table.put_request(item)}

    def lines(self, season_id: str, rehearsed: Proposed) -> Iterator[Line]:
        """What was rehearsed: 1 call for 5,000 families."""
        for part in range(rehearsed.parts):
            yield from self.part(season_id, rehearsed, part)

    def part(self, season_id: str, rehearsed: Proposed, part: int) -> list[Line]:
        """Up to 5,000 of its lines: 1 call."""
        return [Line.read(line) for line in self.kept_part(season_id, rehearsed.hash, part)]

    def keep_lines(self, season_id: str, digest: str, lines: Sequence[str]) -> None:
        """Under their hash: 1 call for 5,000 of them."""
        for part in range(parts_of(lines)):
            some = lines[part * LINES_A_PART : (part + 1) * LINES_A_PART]
            data = zlib.compress("\n".join(some).encode())
            self._table.put({**keys.kept_lines(season_id, digest, part)._asdict(), "data": data})

    def kept_lines(self, season_id: str, digest: str, parts: int) -> Iterator[str]:
        """What was kept: 1 call for 5,000."""
        for part in range(parts):
            yield from self.kept_part(season_id, digest, part)

    def drawing(self, season_id: str, fixed: Draw) -> tuple[str, ...]:
        """The draw's list as it was fixed: 1 call for 5,000 families."""
        parts = parts_of(range(fixed.families))
        return tuple(self.kept_lines(season_id, fixed.list_hash, parts))

    def drawn(self, season: Season) -> Numbers | None:
        """The season's draw, None until it was drawn: 1 call for 5,000 families."""
        draw = season.draw
        if draw is None or draw.seed is None:
            return None
        return Numbers(draw.seed, numbers(self.drawing(season.id, draw), draw.seed))

    def kept_part(self, season_id: str, digest: str, part: int) -> list[str]:
        """Up to 5,000 of what was kept: 1 call."""
        item = self._table.get(keys.kept_lines(season_id, digest, part)) or {}
        return zlib.decompress(item["data"]).decode().splitlines()


def parts_of(lines: Sequence[object]) -> int:
    """How many items they take."""
    return -(-len(lines) // LINES_A_PART)


def _without_key(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in {"pk", "sk"}}


class StaffWrites:
    """What staff change of many registrations, one by one; each is 1 call and may be repeated."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def extend(self, registration: Registration, until: datetime) -> bool:
        """R28: this family's own deadline, never an earlier one; whether anything changed."""
        instant = items.instant(until)
        return self._changes(
            registration.id,
            Update().set("amendment_extended_to", instant),
            any_of(absent("amendment_extended_to"), below("amendment_extended_to", instant)),
        )

    def place(self, registration_id: str, version: int, school: str | None) -> bool:
        """What the rules leave of its school; whether it is still of that version, and nobody gave it one by hand."""
        change = Update().remove("school") if school is None else Update().set("school", school)
        by_rules = any_of(absent("school"), equals("school", PLACED_LATER))
        return self._changes(registration_id, change, all_of(equals("version", version), by_rules))

    def _changes(self, registration_id: str, change: Update, condition: Condition) -> bool:
        key = keys.registration(registration_id)
        try:
            self._table.update(key, change, condition=condition)
        except ConditionFailedError:
            return False
        return True
