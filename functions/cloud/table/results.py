"""The conditional writes of the functions behind the API. A stale or repeated message changes nothing."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import datetime
from typing import Any, NamedTuple

from functions.cloud.sealing.fact_seal import FactSeal
from functions.cloud.sealing.seal import Seal
from functions.registration.checks import OPEN, Check, CheckState
from functions.registration.documents import Document, DocumentState
from functions.registration.placing.statements import Statement
from functions.registration.registration import Moment, Notice, Registration, Status
from functions.registration.staff.queues import CASES

from . import items, keys
from .accounts.uploads import drawing, to_draw
from .children.home_seats import SeatsMovedError, Taking, taken
from .expressions import (
    Condition,
    Update,
    absent,
    all_of,
    any_of,
    begins_with,
    below,
    differs,
    equals,
    exists,
    one_of,
)
from .table import BusyError, ConditionFailedError, Item, Table

OUTLINE = (
    "id",
    "season",
    "owner",
    "status",
    "version",
    "checks",
    "decisions",
    "created_at",
    "updated_at",
    "submitted_at",
    "first_submitted_at",
    "communities",
    "home",
    "declared",
    "school",
    "told",
    "confirmed_facts",
    "confirmed_result",
    "result_confirmed_at",
    "amendment_extended_to",
)
"""What is read of each registration where a whole season is gone over."""


class CheckReport(NamedTuple):
    """What is written together with a check, at once or not at all."""

    answer: bytes | None = None
    """The authority's, for staff's eyes."""
    statement: Statement | None = None
    """What of it seats go by (R47)."""
    notice: Notice | None = None
    taking: Taking | None = None
    """The home's seat: a result stands only together with it."""


NOTHING_MORE = CheckReport()


class ResultTable:
    """Each method is one AWS call unless it says otherwise, and answers whether it changed anything."""

    def __init__(self, table: Table, seal: Seal, facts: FactSeal) -> None:
        self._table = table
        self._seal = seal
        self._facts = facts

    def record_check(
        self,
        registration_id: str,
        check: Check,
        *,
        now: datetime,
        report: CheckReport = NOTHING_MORE,
    ) -> bool:
        """Replaces a check that is still open, of the same submission, and not in staff's hands (R32): 1 call, and 1
        more for what goes to staff while its family amends, which is in their queue once the amendment has ended.

        An answer and a statement are sealed here (one KMS call more); a notice goes out by the stream, once: it is
        written only where none of its id stands. Raises SeatsMovedError.
        """
        place = ("checks", check.id)
        change = self._replaced(registration_id, check, report)
        if check.state not in OPEN:
            moment = Moment(at=now, what=f"check_{check.state.value}")
            change.append("timeline", [items.dump(moment)])
        still_open = all_of(
            equals((*place, "version"), check.version),
            one_of((*place, "state"), [state.value for state in sorted(OPEN)]),
            differs("status", Status.WITHDRAWN.value),
            absent((*place, "handed_over_at")),
        )
        if check.state is not CheckState.MANUAL_REVIEW:
            return self._changes(registration_id, change, still_open, report.taking)
        queued = deepcopy(change)
        queued.copy("gsi2pk", "queue_pk").add("queues", {check.kind.value}).remove("without_work")
        queued.set_if_absent("gsi2sk", keys.queue_order(items.instant(now), registration_id))
        is_case, is_amended = (one_of("status", sorted(those)) for those in (CASES, {Status.AMENDING}))
        return self._changes(
            registration_id, queued, all_of(still_open, is_case), report.taking
        ) or self._changes(registration_id, change, all_of(still_open, is_amended), report.taking)

    def replace_check(
        self,
        before: Registration,
        check: Check,
        *,
        now: datetime,
        report: CheckReport = NOTHING_MORE,
    ) -> bool:
        """Replaces a check that staff get, have, or decided without its authority, and its place in their queue (R32).

        Only where neither checks nor decisions changed since `before`. The report as in `record_check`. Raises
        SeatsMovedError.
        """
        after = before.model_copy(update={"checks": before.checks | {check.id: check}})
        change = items.requeue(self._replaced(before.id, check, report), after)
        what = _moment_of(before.checks[check.id], check)
        if what is not None:
            change.append("timeline", [items.dump(Moment(at=now, what=what))])
        return self._changes(before.id, change, items.as_seen(before), report.taking)

    def _sealed_statement(self, registration_id: str, statement: Statement) -> str:
        return self._facts.seal(
            registration_id, statement.check, statement.model_dump_json(exclude_none=True)
        )

    def answer(self, registration_id: str, check_id: str) -> bytes | None:
        """The authority's last answer, unsealed for staff: 2 calls."""
        item = self._table.get(keys.registration(registration_id)) or {}
        sealed = item.get("answers", {}).get(check_id)
        if sealed is None:
            return None
        version = item["checks"][check_id]["answered"]
        return self._seal.open(registration_id, sealed, part=f"answer-{check_id}", version=version)

    def _replaced(self, registration_id: str, check: Check, report: CheckReport) -> Update:
        """The check as it is now and, where there are any, its notice, and the authority's answer and facts, sealed."""
        place, change = ("checks", check.id), Update()
        if report.notice is not None:
            change.set_if_absent(("notices", report.notice.id), items.dump(report.notice))
        if report.taking is not None:
            change.set("home_seats", report.taking.held)
        if report.statement is not None:
            change.set(("told", check.id), self._sealed_statement(registration_id, report.statement))
        if report.answer is None:
            return change.set(place, items.dump(check))
        answered = check.model_copy(update={"answered": check.version})
        sealed = self._seal.seal(
            registration_id, report.answer, part=f"answer-{check.id}", version=check.version
        )
        return change.set(place, items.dump(answered)).set(("answers", check.id), sealed)

    def document_of(self, registration_id: str, document_id: str) -> Document | None:
        item = self._table.get(keys.registration(registration_id))
        return None if item is None else items.without_form(item).documents.get(document_id)

    def take_document(
        self, registration_id: str, document_id: str, *, until: datetime, now: datetime
    ) -> bool:
        return self._changes(registration_id, *to_draw(document_id, until=until, now=now))

    def accept_document(
        self,
        registration_id: str,
        document_id: str,
        *,
        media_type: str,
        size: int,
        pages: int | None,
        now: datetime,
    ) -> bool:
        accepted = {"state": DocumentState.ACCEPTED.value, "media_type": media_type, "size": size}
        clean = accepted | ({"pages": pages} if pages else {})
        return self._inspected(registration_id, document_id, clean, now)

    def refuse_document(self, registration_id: str, document_id: str, *, reason: str, now: datetime) -> bool:
        refused = {"state": DocumentState.REFUSED.value, "reason": reason}
        return self._inspected(registration_id, document_id, refused, now)

    def add_notice(self, registration_id: str, notice: Notice, *, statuses: tuple[Status, ...]) -> bool:
        """Lets one more SMS go out by the stream, once for its id."""
        place = ("notices", notice.id)
        wanted = all_of(absent(place), one_of("status", [status.value for status in statuses]))
        return self._changes(registration_id, Update().set(place, items.dump(notice)), wanted)

    def move_notice(self, registration_id: str, notice: Notice, *, expected: Notice) -> bool:
        """Replaces a notice that still stands as `expected` (state and since)."""
        return self._changes(registration_id, *moved(notice, expected))

    def stamp(self, registration_id: str, result: str, *, at: datetime) -> bool:
        """Notes its confirmed result, unless a later one was confirmed since (R44)."""
        instant = items.instant(at)
        change = Update().set("confirmed_result", result).set("result_confirmed_at", instant)
        earlier = any_of(absent("result_confirmed_at"), below("result_confirmed_at", instant))
        return self._changes(registration_id, change, all_of(exists("status"), earlier))

    def of_season(
        self,
        season: str,
        shard: int,
        *,
        status: Status | None = None,
        after: str | None = None,
        limit: int = 100,
    ) -> tuple[list[str], str | None]:
        """One page of a shard's ids, of one status or of all, and where the next begins (None: the end).

        `after` is an opaque cursor of this season's shard, as an earlier page answered it.
        """
        part = keys.season_part(season, shard)
        where = equals("gsi1pk", part)
        if status is not None:
            where = all_of(where, begins_with("gsi1sk", keys.in_season(season, status.value, "").sk))
        page = self._table.query(
            where, index="season", after=_season_place(part, after) if after else None, limit=limit
        )
        ids = [keys.parted(item["gsi1sk"])[1] for item in page.items]
        return ids, None if page.after is None else page.after["gsi1sk"]

    def many(self, registration_ids: list[str]) -> tuple[Registration, ...]:
        """Up to 100 registrations without their forms; one that cannot be read is set aside, and stops no other."""
        stored = self._table.get_many([keys.registration(each) for each in registration_ids])
        return items.listed(stored.values()).registrations

    def outlines(self, registration_ids: list[str]) -> tuple[Registration, ...]:
        """Up to 100, with no more than results and places go by (`OUTLINE`); of what cannot be read as `many` does."""
        outlines = self._table.get_many(
            [keys.registration(registration_id) for registration_id in registration_ids], only=OUTLINE
        )
        return items.listed(outlines.values()).registrations

    def _inspected(
        self, registration_id: str, document_id: str, changes: Mapping[str, Any], now: datetime
    ) -> bool:
        place = ("documents", document_id)
        change = Update().set("updated_at", items.instant(now))
        for field, value in changes.items():
            change.set((*place, field), value)
        waiting = equals((*place, "state"), DocumentState.AWAITING_UPLOAD.value)
        return self._changes(registration_id, change.remove(drawing(document_id)), waiting)

    def _changes(
        self, registration_id: str, change: Update, condition: Condition, taking: Taking | None = None
    ) -> bool:
        own = self._table.update_request(keys.registration(registration_id), change, condition)
        try:
            self._table.update_together(own, *taken(self._table, taking))
        except ConditionFailedError as failed:
            if failed.index:
                raise SeatsMovedError from None
            return False
        except BusyError:
            raise SeatsMovedError from None
        return True


def moved(notice: Notice, expected: Notice) -> tuple[Update, Condition]:
    """Replaces a notice that still stands as `expected` (state and since)."""
    place = ("notices", notice.id)
    state = equals((*place, "state"), expected.state.value)
    since = equals((*place, "since"), items.instant(expected.since))
    return Update().set(place, items.dump(notice)), all_of(state, since)


def readable(item: Item, read: Callable[[Item], Registration] = items.without_form) -> Registration | None:
    """None for one that a person has to look at, which is counted and alarms."""
    try:
        return read(item)
    except items.UnreadableError as damaged:
        items.set_aside(damaged)
        return None


def _season_place(part: str, sort: str) -> Item:
    """A place in the index `season`: its sort key says which item stands there."""
    item = keys.registration(keys.parted(sort)[1])
    return {**item._asdict(), "gsi1pk": part, "gsi1sk": sort}


def _moment_of(before: Check, after: Check) -> str | None:
    """What the timeline says of it: that staff got it, or the answer where nobody had decided."""
    if (after.is_handed_over, after.is_unmended) > (before.is_handed_over, before.is_unmended):
        return "check_manual_review"
    return f"check_{after.state.value}" if before.state in OPEN and after.state not in OPEN else None
