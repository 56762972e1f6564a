"""Staff's decisions in the table: guarded by what they saw, and by whose case it is."""

from datetime import datetime
from typing import Any

from functions.cloud.sealing.seal import Seal
from functions.cloud.table import items, keys
from functions.cloud.table.table import BusyError, ConditionFailedError, Item, Table
from functions.registration.errors import NotPossibleNow, StaleVersion
from functions.registration.registration import Registration
from functions.registration.staff.audit import Deed

from .audit import AuditTrail

FREE = "(attribute_not_exists(claimed_until) OR claimed_by = :me OR claimed_until <= :now)"
"""Whoever asks last is told: a claim that ends while somebody decides is anyone's again."""


class DecisionTable:
    """Each method says its AWS calls."""

    def __init__(self, table: Table, seal: Seal, trail: AuditTrail) -> None:
        self._table = table
        self._seal = seal
        self._trail = trail

    def load(self, registration_id: str) -> Item | None:
        """The whole item, as it stands: 1 call."""
        return self._table.get(keys.registration(registration_id))

    def record(
        self, before: Registration, after: Registration, deed: Deed, *, note: str = "", now: datetime
    ) -> None:
        """Writes checks, decisions, status and place in the queue as `after` has them, and frees the case.

        Together with its audit event, or neither: 2 calls, and one of KMS for a note, which is sealed.
        Raises StaleVersion, NotPossibleNow (another's case), Unavailable.
        """
        place = items.queued(after)
        sets = ", ".join(f"{name} = :{name}" for name in place)
        gone = [name for name in ("gsi2pk", "gsi2sk", "queues") if name not in place]
        values = {
            ":checks": {one.id: items.dump(one) for one in after.checks.values()},
            ":seen": {one.id: items.dump(one) for one in before.checks.values()},
            ":decisions": [items.dump(one) for one in after.decisions],
            ":count": len(before.decisions),
            ":status": after.status.value,
            ":before": before.status.value,
            ":timeline": [items.dump(one) for one in after.timeline],
            ":gsi1sk": keys.in_season(after.season, after.status.value, after.id).sk,
            ":version": before.version,
            ":me": deed.by,
            ":now": items.instant(now),
            **{f":{name}": value for name, value in place.items()},
        }
        if note:
            number = len(before.decisions)
            sealed = self._seal.seal(before.id, note.encode(), part=f"note-{number}")
            values |= {":notes": [{"decision": number, "sealed": sealed}], ":none": []}
            sets += (
                ", " if sets else ""
            ) + "staff_notes = list_append(if_not_exists(staff_notes, :none), :notes)"
        update = self._table.update_request(
            keys.registration(before.id),
            "SET checks = :checks, decisions = :decisions, #status = :status, timeline = :timeline, "
            f"gsi1sk = :gsi1sk{', ' if sets else ''}{sets} "
            f"REMOVE {', '.join(['claimed_by', 'claimed_until', *gone])}",
            condition="version = :version AND #status = :before AND checks = :seen AND "
            f"(attribute_not_exists(decisions) OR size(decisions) = :count) AND {FREE}",
            names={"#status": "status"},
            values=values,
        )
        try:
            self._trail.write_with(update, deed, now=now)
        except BusyError:
            raise StaleVersion from None
        except ConditionFailedError as failed:
            raise _why(failed, values) from None

    def notes(self, item: Item) -> dict[int, str]:
        """Decision's place -> its note, unsealed: 1 call of KMS for each."""
        return {
            one["decision"]: self._seal.open(
                item["id"], one["sealed"], part=f"note-{one['decision']}"
            ).decode()
            for one in item.get("staff_notes", ())
        }

    def claim(self, registration: Registration, *, by: str, until: datetime, now: datetime) -> None:
        """Takes the case, or prolongs: 1 call. Raises NotPossibleNow (another's), StaleVersion."""
        values = {":me": by, ":until": items.instant(until), ":now": items.instant(now)}
        self._write(
            registration,
            "SET claimed_by = :me, claimed_until = :until",
            f"version = :version AND #status = :before AND {FREE}",
            values | {":version": registration.version, ":before": registration.status.value},
        )

    def release(self, registration: Registration, *, by: str, now: datetime) -> None:
        """Gives the case back; nothing happens where it is nobody's: 1 call. Raises NotPossibleNow (another's)."""
        self._write(
            registration,
            "REMOVE claimed_by, claimed_until",
            f"#status <> :none AND {FREE}",
            {":me": by, ":now": items.instant(now), ":none": ""},
        )

    def _write(
        self, registration: Registration, expression: str, condition: str, values: dict[str, Any]
    ) -> None:
        names = {"#status": "status"}
        try:
            self._table.update(
                keys.registration(registration.id),
                expression,
                condition=condition,
                names=names,
                values=values,
            )
        except ConditionFailedError as failed:
            raise _why(failed, values) from None


def _why(failed: ConditionFailedError, values: dict[str, Any]) -> NotPossibleNow | StaleVersion:
    """By what stood there: somebody else's case, or not what was seen."""
    found = failed.item or {}
    anothers = found.get("claimed_by") != values[":me"] and found.get("claimed_until", "") > values[":now"]
    return NotPossibleNow(code="claimed_by_another") if anothers else StaleVersion()
