"""Who counts on which home's seat, over the years: one item for each home, by its keyed MAC."""

from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Update
from functions.cloud.table.table import Table
from functions.registration.placing.home_seats import Seat

PREFIX = "seat#"


class HomeTable:
    def __init__(self, table: Table) -> None:
        self._table = table

    def take(self, home: str, seat: Seat, *, expires: int) -> tuple[Seat, ...]:
        """Notes the seat and answers all of the home: 1 call. Repeating it changes nothing.

        `expires`: epoch seconds, of the home's item; it outlives the season by the years of the rule.
        """
        item = self._table.update(
            keys.home(home),
            Update().set(f"{PREFIX}{seat.registration}", items.dump(seat)).set("expires", expires),
        )
        return tuple(Seat.model_validate(value) for name, value in item.items() if name.startswith(PREFIX))
