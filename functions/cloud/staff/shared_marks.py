"""Which registrations share a home or a guardian: one item for each mark of a season, kept by the stream."""

from collections.abc import Mapping

from functions.cloud.table import keys
from functions.cloud.table.expressions import Update
from functions.cloud.table.table import Table

PREFIX = "r#"


class MarkTable:
    """Each method says its AWS calls."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def others(self, season: str, marks: Mapping[str, str], besides: str) -> dict[str, dict[str, str]]:
        """Registration -> what it shares with `marks` (mark -> its spelling there): 1 call."""
        if not marks:
            return {}
        items = self._table.get_many([keys.shared_mark(season, mark) for mark in marks])
        shared: dict[str, dict[str, str]] = {}
        for mark in marks:
            item = items.get(keys.shared_mark(season, mark), {})
            for name, spelling in item.items():
                other = name.removeprefix(PREFIX)
                if name.startswith(PREFIX) and other != besides:
                    shared.setdefault(other, {})[mark] = spelling
        return shared

    def note(self, season: str, mark: str, registration: str, spelling: str, *, expires: int) -> None:
        """Says that the registration has this mark; repeating it changes nothing: 1 call."""
        change = Update().set(f"{PREFIX}{registration}", spelling).set("expires", expires)
        self._table.update(keys.shared_mark(season, mark), change)

    def forget(self, season: str, mark: str, registration: str) -> None:
        """Says that it no longer has it: 1 call."""
        self._table.update(keys.shared_mark(season, mark), Update().remove(f"{PREFIX}{registration}"))
