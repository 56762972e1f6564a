"""Staff's decisions in the table: guarded by what they saw, and by whose case it is."""

from datetime import datetime
from typing import Any

from functions.cloud.sealing.seal import Seal
from functions.cloud.table import items, keys
from functions.cloud.table.expressions import (
    Condition,
    Update,
    absent,
    all_of,
    any_of,
    at_most,
    differs,
    equals,
    one_of,
    still,
)
from functions.cloud.table.table import BusyError, ConditionFailedError, Item, Table
from functions.registration.errors import NotPossibleNow, StaleVersion
from functions.registration.keyed import Keyed
from functions.registration.registration import Registration
from functions.registration.staff.audit import Deed

from .audit import AuditTrail
from .desk.work import did, gives_back, takes


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
        self,
        before: Registration,
        after: Registration,
        deed: Deed,
        *,
        by: Keyed,
        note: str = "",
        today: str,
        now: datetime,
    ) -> None:
        """Writes checks, decisions, status and place in the queue as `after` has them, and frees the case.

        `today` is the day in the season's zone, on which it counts as the member's work. Together with its audit event,
        or neither: 2 calls, and one of KMS for a note, which is sealed.
        Raises StaleVersion, NotPossibleNow (another's case), Unavailable.
        """
        change = (
            items.requeue(Update(), after)
            .set("checks", items.checks_of(after))
            .set("decisions", [items.dump(decision) for decision in after.decisions])
            .set("status", after.status.value)
            .set("timeline", [items.dump(moment) for moment in after.timeline])
            .set("gsi1sk", keys.in_season(after.season, after.status.value, after.id).sk)
            .remove(*items.CLAIM)
        )
        if after.spot is not None:
            change.set("spot", items.dump(after.spot))
        if after.request is None and before.request is not None:
            ended = [items.dump(request) for request in after.past_requests]
            change.remove("request").set("past_requests", ended)
        number = len(before.decisions)
        if note:
            sealed = self._seal.seal(before.id, note.encode(), part=f"note-{number}", version=number)
            change.append("staff_notes", [{"decision": number, "sealed": sealed}])
        counts = did(self._table, before.season, by, today, now)
        self._write(
            before, change, items.as_seen(before), deed, by, now, counts, *gives_back(self._table, before)
        )

    def confirm(self, before: Registration, after: Registration, deed: Deed, *, now: datetime) -> None:
        """Writes a confirmed result, its date and its notice, with its audit event (R43).

        2 calls. Raises StaleVersion, Unavailable.
        """
        change = (
            Update()
            .set("confirmed_result", after.confirmed_result)
            .set("result_confirmed_at", items.instant(now))
            .set("timeline", [items.dump(moment) for moment in after.timeline])
        )
        added = sorted(after.notices.keys() - before.notices.keys())
        for notice in added:
            change.set(("notices", notice), items.dump(after.notices[notice]))
        as_seen = all_of(
            items.unchanged(before),
            equals("checks", items.checks_of(before)),
            still("school", before.school),
            still("confirmed_result", before.confirmed_result),
            *(absent(("notices", notice)) for notice in added),
        )
        update = self._table.update_request(keys.registration(before.id), change, as_seen)
        self._trail.write_as_seen({"Update": update}, deed=deed, now=now)

    def notes(self, item: Item) -> dict[int, str]:
        """Decision's place -> its note, unsealed: 1 call of KMS for each."""
        return {
            note["decision"]: self._seal.open(
                item["id"], note["sealed"], part=f"note-{note['decision']}", version=note["decision"]
            ).decode()
            for note in item.get("staff_notes", ())
        }

    def claim(
        self, registration: Registration, deed: Deed, *, by: Keyed, until: datetime, now: datetime
    ) -> None:
        """Takes the case, or prolongs, with its event: 2 calls. Raises NotPossibleNow (another's), StaleVersion."""
        change = Update().set("claimed_by", by).set("claimed_until", items.instant(until))
        held_until = registration.claimed_until
        unchanged = all_of(
            equals("version", registration.version),
            equals("status", registration.status.value),
            # Or it would be held where a colleague has just decided the last of it.
            equals("checks", items.checks_of(registration)),
            # Or a key hit twice would be two claims.
            still("claimed_until", None if held_until is None else items.instant(held_until)),
        )
        prolongs = by.names(registration.claimed_by)
        held = takes(self._table, registration, by, until, now, prolongs=prolongs)
        self._write(registration, change, unchanged, deed, by, now, held)

    def release(self, registration: Registration, deed: Deed, *, by: Keyed, now: datetime) -> None:
        """Gives the case back, with its audit event: 2 calls. Raises NotPossibleNow (another's)."""
        ends = gives_back(self._table, registration)
        self._write(registration, Update().remove(*items.CLAIM), differs("status", ""), deed, by, now, *ends)

    def hand_over(
        self, registration: Registration, deed: Deed, *, to: Keyed | None, until: datetime, now: datetime
    ) -> None:
        """Takes the case from whoever was seen to hold it, and gives it to another, with its event: 2 calls.

        Raises StaleVersion where it is somebody else's by now, or not what was seen.
        """
        as_seen = all_of(
            items.unchanged(registration),
            still("claimed_by", registration.claimed_by),
        )
        if to is None:
            change, beside = Update().remove(*items.CLAIM), gives_back(self._table, registration)
        else:
            change = Update().set("claimed_by", to).set("claimed_until", items.instant(until))
            beside = [takes(self._table, registration, to, until, now, prolongs=False)]
        update = self._table.update_request(keys.registration(registration.id), change, as_seen)
        self._trail.write_as_seen({"Update": update}, *beside, deed=deed, now=now)

    def _write(
        self,
        registration: Registration,
        change: Update,
        condition: Condition,
        deed: Deed,
        by: Keyed,
        now: datetime,
        *beside: dict[str, Any],
    ) -> None:
        may = all_of(condition, free(by, now))
        update = self._table.update_request(keys.registration(registration.id), change, may)
        write_in_hand(self._trail, {"Update": update}, *beside, deed=deed, by=by, now=now)


def free(by: Keyed, now: datetime) -> Condition:
    """Nobody else holds the case: a hold that ends while somebody decides is anyone's again."""
    return any_of(
        absent("claimed_until"), one_of("claimed_by", by.every), at_most("claimed_until", items.instant(now))
    )


def write_in_hand(
    trail: AuditTrail, *requests: dict[str, dict[str, Any]], deed: Deed, by: Keyed, now: datetime
) -> None:
    """Carries out a deed that its case must be `free` for, together with its event.

    Raises StaleVersion, NotPossibleNow (another's case), Unavailable.
    """
    try:
        trail.write_with(*requests, deed=deed, now=now)
    except BusyError:
        raise StaleVersion from None
    except ConditionFailedError as failed:
        raise _why(failed, by, now) from None


def _why(failed: ConditionFailedError, by: Keyed, now: datetime) -> NotPossibleNow | StaleVersion:
    """By the item as it is: somebody else's case, or not what was seen."""
    item = failed.item or {}
    anothers = not by.names(item.get("claimed_by")) and item.get("claimed_until", "") > items.instant(now)
    return NotPossibleNow(code="claimed_by_another") if anothers else StaleVersion()
