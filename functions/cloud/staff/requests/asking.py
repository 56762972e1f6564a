"""What staff ask families for, and what families answer, in the table (R40): each step guarded by what was seen."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from functions.cloud import clients, settings
from functions.cloud.sealing.seal import Seal, seal
from functions.cloud.staff.audit import AuditTrail
from functions.cloud.staff.decisions import free, write_in_hand
from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Condition, Update, absent, all_of, any_of, equals, size_below
from functions.cloud.table.table import BusyError, ConditionFailedError, Item, Table
from functions.registration.errors import NotPossibleNow, StaleVersion
from functions.registration.keyed import Keyed
from functions.registration.registration import Receipt, Registration
from functions.registration.staff.audit import Deed


class Said(NamedTuple):
    """What a family answered to one request."""

    words: dict[str, str]
    explanation: str | None = None


class CaseNote(NamedTuple):
    by: str
    at: datetime
    note: str


NOTES_A_CASE = 100
"""Far more than colleagues write of one family; it bounds the item."""


def is_noted(item: Item, name: Keyed) -> bool:
    """Whether the request of this name wrote a note of the case before."""
    return any(name.names(note.get("request")) for note in item.get("case_notes", ()))


class RequestTable:
    """Each method says its AWS calls."""

    def __init__(self, table: Table, seal: Seal, trail: AuditTrail) -> None:
        self._table = table
        self._seal = seal
        self._trail = trail

    def put(
        self,
        before: Registration,
        after: Registration,
        deed: Deed,
        *,
        by: Keyed,
        note: str = "",
        now: datetime,
    ) -> None:
        """Asks, or calls off, as `after` has it, with its audit event and a note among staff; the case is freed.

        2 calls, and one of KMS for a note. Raises StaleVersion, NotPossibleNow (another's case), Unavailable.
        """
        change = changed(before, after).remove(*items.CLAIM)
        if note:
            change.append("case_notes", [self._note(before, note, by, now)])
        self._write(before, change, deed, by, now)

    def note(
        self,
        before: Registration,
        note: str,
        deed: Deed,
        *,
        by: Keyed,
        named: Keyed | None,
        now: datetime,
    ) -> None:
        """A note among staff, with its audit event: 2 calls and one of KMS. It remembers the request so `named`.

        Raises StaleVersion, NotPossibleNow, Unavailable.
        """
        made = self._note(before, note, by, now) | ({} if named is None else {"request": named})
        room = any_of(absent("case_notes"), size_below("case_notes", NOTES_A_CASE))
        update = self._table.update_request(
            keys.registration(before.id),
            Update().append("case_notes", [made]),
            all_of(equals("status", before.status.value), room),
        )
        try:
            self._trail.write_with({"Update": update}, deed=deed, now=now)
        except ConditionFailedError as failed:
            if len((failed.item or {}).get("case_notes", ())) >= NOTES_A_CASE:
                raise NotPossibleNow(code="too_many_notes") from None
            raise StaleVersion from None
        except BusyError:
            raise StaleVersion from None

    def answer(self, before: Registration, after: Registration, said: Said, receipt: Receipt) -> None:
        """Papers, sealed words and the place in the same clerk's queue together, or nothing: 2 calls.

        Its code is used up; the receipt knows the same request again.

        Raises StaleVersion.
        """
        number = after.past_requests[-1].number
        text = json.dumps(said._asdict(), ensure_ascii=False)
        sealed = self._seal.seal(before.id, text.encode(), part=f"request-{number}", version=number)
        change = changed(before, after).append("request_words", [{"request": number, "sealed": sealed}])
        change.set("receipt", items.dump(receipt)).remove("code")
        same_code = equals(("code", "id"), before.code.id if before.code else "")
        try:
            self._table.update(
                keys.registration(before.id), change, condition=all_of(as_seen(before), same_code)
            )
        except ConditionFailedError:
            raise StaleVersion from None

    def miss(self, before: Registration, after: Registration) -> bool:
        """Ends what its family did not answer in time: 1 call. False where it, or staff, were faster."""
        try:
            self._table.update(
                keys.registration(before.id), changed(before, after), condition=as_seen(before)
            )
        except ConditionFailedError:
            return False
        return True

    def said(self, item: Item) -> dict[int, Said]:
        """Request's number -> what its family answered, unsealed: 1 call of KMS for each."""
        return {said["request"]: self._said(item["id"], said) for said in item.get("request_words", ())}

    def notes(self, item: Item) -> list[CaseNote]:
        """Every note that is none of a decision, unsealed: 1 call of KMS for each."""
        return [
            CaseNote(
                note["by"],
                datetime.fromisoformat(note["at"]),
                self._seal.open(
                    item["id"], note["sealed"], part="case-note", version=note["version"]
                ).decode(),
            )
            for note in item.get("case_notes", ())
        ]

    def _said(self, registration_id: str, said: Item) -> Said:
        part = f"request-{said['request']}"
        return Said(
            **json.loads(self._seal.open(registration_id, said["sealed"], part=part, version=said["request"]))
        )

    def _note(self, registration: Registration, note: str, by: Keyed, now: datetime) -> Item:
        version = registration.version
        sealed = self._seal.seal(registration.id, note.encode(), part="case-note", version=version)
        return {"by": by, "at": items.instant(now), "version": version, "sealed": sealed}

    def _write(self, before: Registration, change: Update, deed: Deed, by: Keyed, now: datetime) -> None:
        seen = all_of(as_seen(before), free(by, now))
        update = self._table.update_request(keys.registration(before.id), change, seen)
        write_in_hand(self._trail, {"Update": update}, deed=deed, by=by, now=now)


def changed(before: Registration, after: Registration) -> Update:
    """All that a request, its answer or its end changes of a registration."""
    change = items.requeue(Update(), after)
    if after.request is None:
        change.remove("request")
    else:
        change.set("request", items.dump(after.request))
    change.set("past_requests", [items.dump(request) for request in after.past_requests])
    for name, document in after.documents.items():
        if document != before.documents[name]:
            change.set(("documents", name, "handed_in"), document.handed_in)
    for name in after.notices.keys() - before.notices.keys():
        change.set(("notices", name), items.dump(after.notices[name]))
    change.set("timeline", [items.dump(moment) for moment in after.timeline])
    return change.set("version", after.version).set("updated_at", items.instant(after.updated_at))


def as_seen(before: Registration) -> Condition:
    """With the papers that were brought for what is asked."""
    return all_of(
        items.as_seen(before),
        *(equals(("documents", name, "state"), paper.state.value) for name, paper in _papers(before).items()),
    )


def _papers(before: Registration) -> Mapping[str, Any]:
    """Those that belong to what is asked: none may come or go in between."""
    request = before.request
    return {
        name: paper
        for name, paper in before.documents.items()
        if request is not None and paper.check == request.check
    }


@cache
def request_table() -> RequestTable:
    """Over RUXUE_TABLE."""
    table = Table(clients.dynamodb(), settings.tables().registrations)
    return RequestTable(table, seal(), AuditTrail(table))
