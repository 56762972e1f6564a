"""Reviews in the table (R42): asked for once, decided with the audit event, each guarded by what was seen."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache

from functions.cloud import clients, settings
from functions.cloud.sealing.seal import Seal, seal
from functions.cloud.staff.audit import AuditTrail
from functions.cloud.staff.decisions import free, write_in_hand
from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Condition, absent, all_of, equals, still
from functions.cloud.table.table import ConditionFailedError, Item, Table
from functions.registration.errors import StaleVersion
from functions.registration.keyed import Keyed
from functions.registration.registration import Registration
from functions.registration.staff.audit import Deed

from .asking import as_seen, changed

PART = "review"
WORDS = "review_words"


class ReviewTable:
    """Each method says its AWS calls."""

    def __init__(self, table: Table, seal: Seal, trail: AuditTrail) -> None:
        self._table = table
        self._seal = seal
        self._trail = trail

    def ask(self, before: Registration, after: Registration, explanation: str) -> None:
        """Papers, sealed words and the place in the queue together, or nothing: 2 calls. Raises StaleVersion."""
        sealed = self._seal.seal(before.id, explanation.encode(), part=PART, version=after.version)
        change = changed(before, after).set("review", items.dump(after.review))
        change.set(WORDS, {"sealed": sealed, "version": after.version})
        seen = all_of(as_seen(before), absent("review"), *_papers_stand(before))
        try:
            self._table.update(keys.registration(before.id), change, condition=seen)
        except ConditionFailedError:
            raise StaleVersion from None

    def decide(
        self, before: Registration, after: Registration, deed: Deed, *, by: Keyed, now: datetime
    ) -> None:
        """What was said and all that comes of it, with its audit event; the case is freed: 2 calls.

        Raises StaleVersion, NotPossibleNow (another's case), Unavailable.
        """
        change = (
            changed(before, after)
            .set("review", items.dump(after.review))
            .set("checks", {check.id: items.dump(check) for check in after.checks.values()})
            .set("decisions", [items.dump(decision) for decision in after.decisions])
            .set("status", after.status.value)
            .set("gsi1sk", keys.in_season(after.season, after.status.value, after.id).sk)
            .remove(*items.CLAIM)
        )
        if after.school != before.school:
            change.set("school", after.school).remove("school_proposed")
        seen = all_of(
            as_seen(before),
            equals("review", items.dump(before.review)),
            still("school", before.school),
            equals("confirmed_result", before.confirmed_result or ""),
            free(by, now),
        )
        update = self._table.update_request(keys.registration(before.id), change, seen)
        write_in_hand(self._trail, {"Update": update}, deed=deed, by=by, now=now)

    def explanation(self, item: Item) -> str | None:
        """What the family wrote, unsealed: 1 call of KMS."""
        said = item.get(WORDS)
        if said is None:
            return None
        return self._seal.open(item["id"], said["sealed"], part=PART, version=said["version"]).decode()


def _papers_stand(before: Registration) -> Iterator[Condition]:
    """None that was brought for it came into another state in between."""
    for name, paper in before.documents.items():
        if paper.for_review:
            yield equals(("documents", name, "state"), paper.state.value)


@cache
def review_table() -> ReviewTable:
    """Over RUXUE_TABLE."""
    table = Table(clients.dynamodb(), settings.tables().registrations)
    return ReviewTable(table, seal(), AuditTrail(table))
