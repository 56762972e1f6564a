"""What staff do about a family's place (R47): each deed and its audit event are one transaction."""

from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from functions.cloud import clients, settings
from functions.cloud.sealing.fact_seal import FactSeal, fact_seal
from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Update, all_of, still
from functions.cloud.table.table import Table
from functions.registration.placing.facts import Confirmed, Facts, facts_of
from functions.registration.placing.statements import Statement
from functions.registration.registration import Registration
from functions.registration.staff.audit import Deed

from .audit import AuditTrail

BY_PEOPLE = "people"
"""Under this name, which no check has, stands what people confirmed."""


class OpenedFacts:
    """Confirmed facts of registrations: a call of KMS for each process that sealed some."""

    def __init__(self, seal: FactSeal) -> None:
        self._seal = seal

    def told(self, registration: Registration) -> tuple[Statement, ...]:
        opened = (
            self._seal.open(registration.id, name, sealed) for name, sealed in registration.told.items()
        )
        return tuple(Statement.model_validate_json(text) for text in opened)

    def confirmed(self, registration: Registration) -> Confirmed | None:
        if registration.confirmed_facts is None:
            return None
        opened = self._seal.open(registration.id, BY_PEOPLE, registration.confirmed_facts)
        return Confirmed.model_validate_json(opened)

    def of(self, registration: Registration) -> Facts:
        """Everything that is known now."""
        statements, confirmed = self.told(registration), self.confirmed(registration)
        return facts_of(registration.checks, statements, registration.home, confirmed, registration.declared)


class PlaceWrites:
    """Each method is 2 calls, of which one reads the chain's end. Raises StaleVersion."""

    def __init__(self, table: Table, seal: FactSeal, trail: AuditTrail) -> None:
        self._table = table
        self._seal = seal
        self._trail = trail

    def confirm_facts(
        self, registration: Registration, confirmed: Confirmed, deed: Deed, *, now: datetime
    ) -> None:
        text = confirmed.model_dump_json(exclude_none=True)
        sealed = self._seal.seal(registration.id, BY_PEOPLE, text)
        self._write(registration, Update().set("confirmed_facts", sealed), deed, now)

    def put_school(self, before: Registration, after: Registration, deed: Deed, *, now: datetime) -> None:
        """The school, who proposed it and who gave it, as `after` has them."""
        change = Update().set("school_words", [items.dump(word) for word in after.school_words])
        for name, value in (("school", after.school), ("school_proposed", _dumped(after))):
            if value is None:
                change.remove(name)
            else:
                change.set(name, value)
        self._write(before, change, deed, now)

    def _write(self, before: Registration, change: Update, deed: Deed, now: datetime) -> None:
        as_seen = all_of(
            items.unchanged(before),
            still("school", before.school),
            still("school_proposed", _dumped(before)),
            still("confirmed_facts", before.confirmed_facts),
        )
        update = self._table.update_request(keys.registration(before.id), change, as_seen)
        self._trail.write_as_seen({"Update": update}, deed=deed, now=now)


def _dumped(registration: Registration) -> Any:
    return None if registration.school_proposed is None else items.dump(registration.school_proposed)


class PlacingDesk(NamedTuple):
    """Both, put together."""

    facts: OpenedFacts
    writes: PlaceWrites


@cache
def placing() -> PlacingDesk:
    """Over RUXUE_TABLE."""
    table, seal = Table(clients.dynamodb(), settings.tables().registrations), fact_seal()
    return PlacingDesk(OpenedFacts(seal), PlaceWrites(table, seal, AuditTrail(table)))
