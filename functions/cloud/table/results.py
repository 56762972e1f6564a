"""The conditional writes of the functions behind the API. A stale or repeated message changes nothing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from functions.cloud.sealing.seal import Seal
from functions.registration.checks import OPEN, Check, CheckState
from functions.registration.documents import Document, DocumentState
from functions.registration.registration import Moment, Notice, Registration, Status

from . import items, keys
from .table import ConditionFailedError, Table


class ResultTable:
    """Each method is one AWS call unless it says otherwise, and answers whether it changed anything."""

    def __init__(self, table: Table, seal: Seal) -> None:
        self._table = table
        self._seal = seal

    def record_check(
        self,
        registration_id: str,
        check: Check,
        *,
        now: datetime,
        answer: bytes | None = None,
        notice: Notice | None = None,
    ) -> bool:
        """Replaces a check that is still open and of the same submission.

        `answer` is the authority's answer for staff's eyes, sealed here (one KMS call more). `notice` goes out
        by the stream, once: it is written only where none of its id stands.
        """
        names = {"#check": check.id, "#state": "state", "#status": "status"}
        values: dict[str, Any] = {f":open{index}": state.value for index, state in enumerate(sorted(OPEN))}
        values |= {
            ":check": items.dump(check),
            ":version": check.version,
            ":withdrawn": Status.WITHDRAWN.value,
        }
        expression = "SET checks.#check = :check"
        if answer is not None:
            values[":answer"] = self._seal.seal(registration_id, answer, part=f"answer-{check.id}")
            expression += ", answers.#check = :answer"
        if check.state not in OPEN:
            moment = Moment(at=now, what=f"check_{check.state.value}")
            values |= {":moments": [items.dump(moment)]}
            expression += ", timeline = list_append(timeline, :moments)"
        if notice is not None:
            names["#notice"] = notice.id
            values[":notice"] = items.dump(notice)
            expression += ", notices.#notice = if_not_exists(notices.#notice, :notice)"
        if check.state is CheckState.MANUAL_REVIEW:
            expression += ", gsi2pk = queue_pk, gsi2sk = if_not_exists(gsi2sk, :gsi2sk) ADD queues :queues"
            values |= {
                ":gsi2sk": keys.queue_order(items.instant(now), registration_id),
                ":queues": {check.kind.value},
            }
        open_states = ", ".join(name for name in values if name.startswith(":open"))
        return self._changes(
            registration_id,
            expression,
            f"checks.#check.version = :version AND checks.#check.#state IN ({open_states}) "
            "AND #status <> :withdrawn",
            names,
            values,
        )

    def answer(self, registration_id: str, check_id: str) -> bytes | None:
        """The authority's last answer, unsealed for staff: 2 calls."""
        item = self._table.get(keys.registration(registration_id)) or {}
        sealed = item.get("answers", {}).get(check_id)
        return self._seal.open(registration_id, sealed, part=f"answer-{check_id}") if sealed else None

    def document_of(self, registration_id: str, document_id: str) -> Document | None:
        item = self._table.get(keys.registration(registration_id))
        return None if item is None else items.without_form(item).documents.get(document_id)

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
        return self._inspected(
            registration_id, document_id, accepted | ({"pages": pages} if pages else {}), now
        )

    def refuse_document(self, registration_id: str, document_id: str, *, reason: str, now: datetime) -> bool:
        refused = {"state": DocumentState.REFUSED.value, "reason": reason}
        return self._inspected(registration_id, document_id, refused, now)

    def add_notice(self, registration_id: str, notice: Notice, *, statuses: tuple[Status, ...]) -> bool:
        """Lets one more SMS go out by the stream, once for its id."""
        values: dict[str, Any] = {f":s{index}": status.value for index, status in enumerate(statuses)}
        wanted = ", ".join(values)
        return self._changes(
            registration_id,
            "SET notices.#notice = :notice",
            f"attribute_not_exists(notices.#notice) AND #status IN ({wanted})",
            {"#notice": notice.id, "#status": "status"},
            values | {":notice": items.dump(notice)},
        )

    def move_notice(self, registration_id: str, notice: Notice, *, expected: Notice) -> bool:
        """Replaces a notice that still stands as `expected` (state and since)."""
        return self._changes(
            registration_id,
            "SET notices.#notice = :notice",
            "notices.#notice.#state = :state AND notices.#notice.since = :since",
            {"#notice": notice.id, "#state": "state"},
            {
                ":notice": items.dump(notice),
                ":state": expected.state.value,
                ":since": items.instant(expected.since),
            },
        )

    def of_season(
        self, season: str, shard: int, *, status: Status | None = None, after: Any = None, limit: int = 100
    ) -> tuple[list[str], Any]:
        """One page of a shard's ids, of one status or of all, and where the next begins (None: the end)."""
        condition, values = "gsi1pk = :pk", {":pk": keys.season_part(season, shard)}
        if status is not None:
            condition += " AND begins_with(gsi1sk, :status)"
            values[":status"] = keys.with_status(status.value)
        more = {"ExclusiveStartKey": after} if after else {}
        page = self._table.query(index="season", condition=condition, values=values, Limit=limit, **more)
        return [keys.registration_in_season(item["gsi1sk"]) for item in page["Items"]], page.get(
            "LastEvaluatedKey"
        )

    def many(self, registration_ids: list[str]) -> tuple[Registration, ...]:
        """Up to 100 registrations without their forms."""
        found = self._table.get_many([keys.registration(one) for one in registration_ids])
        return tuple(items.without_form(item) for item in found.values())

    def _inspected(
        self, registration_id: str, document_id: str, changes: Mapping[str, Any], now: datetime
    ) -> bool:
        names = {"#document": document_id, "#state": "state"}
        values: dict[str, Any] = {":waiting": DocumentState.AWAITING_UPLOAD.value, ":now": items.instant(now)}
        sets = ["updated_at = :now"]
        for index, (field, value) in enumerate(changes.items()):
            names[f"#f{index}"], values[f":v{index}"] = field, value
            sets.append(f"documents.#document.#f{index} = :v{index}")
        return self._changes(
            registration_id,
            f"SET {', '.join(sets)}",
            "documents.#document.#state = :waiting",
            names,
            values,
        )

    def _changes(
        self,
        registration_id: str,
        expression: str,
        condition: str,
        names: Mapping[str, str],
        values: Mapping[str, Any],
    ) -> bool:
        try:
            self._table.update(
                keys.registration(registration_id),
                expression,
                condition=condition,
                names=names,
                values=values,
            )
        except ConditionFailedError:
            return False
        return True
