"""What a family has erased at once (R49): the registration, its place in the account's list, and a record of that."""

from collections.abc import Mapping
from datetime import datetime

from functions.cloud.staff.audit import AuditTrail
from functions.cloud.staff.derived.figures import keep_erased
from functions.cloud.table import keys
from functions.cloud.table.expressions import Update, equals
from functions.cloud.table.table import Table
from functions.registration.keyed import Keyed
from functions.registration.registration import Registration
from functions.registration.staff.audit import Act, Deed

BY = "family"
"""The record says how much, and nothing of whose."""


class FamilyErasure:
    def __init__(self, table: Table, trail: AuditTrail) -> None:
        self._table = table
        self._trail = trail

    def erase(
        self, registration: Registration, owner: Keyed, *, leaves: Mapping[str, int], now: datetime
    ) -> None:
        """1 transaction and the trail's end: 2 calls. Its files are nobody's then: the eraser's walk takes them.

        `leaves`: what of it stays in its season's figures. Raises StaleVersion, Unavailable.
        """
        gone = self._table.delete_request(
            keys.registration(registration.id), equals("version", registration.version)
        )
        beside = [
            self._table.update_request(
                keys.account(mac),
                Update().discard("registrations", {registration.id}).discard("withdrawn", {registration.id}),
            )
            for mac in owner.every
        ]
        if leaves:
            beside.append(keep_erased(self._table, registration.id, registration.season, leaves))
        deed = Deed(registration.season, Act.ERASED, BY, None, {registration.status: "1"})
        self._trail.write_as_seen(
            {"Delete": gone}, *({"Update": update} for update in beside), deed=deed, now=now
        )
