"""Who counts on which home's seat, over the years: one item for each home, by its keyed MAC."""

from collections.abc import Sequence

from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Update
from functions.cloud.table.table import Table
from functions.registration.placing.home_seats import Seat

PREFIX = "seat#"


class HomeTable:
    def __init__(self, table: Table) -> None:
        self._table = table

    def take(self, homes: Sequence[str], seat: Seat, *, expires: int) -> tuple[Seat, ...]:
        """Notes the seat and answers all of the home, by its mark under each key: 1 call for each.

        Repeating it changes nothing. `expires`: epoch seconds, of the home's item; it outlives the season by the
        years of the rule.
        """
        taken = Update().set(f"{PREFIX}{seat.registration}", items.dump(seat)).set("expires", expires)
        rows = [self._table.update(keys.home(home), taken) for home in homes]
        seats = {name: value for item in rows for name, value in item.items() if name.startswith(PREFIX)}
        return tuple(Seat.model_validate(value) for value in seats.values())
