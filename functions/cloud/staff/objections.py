"""What a family says against a finding: sealed beside its form, in the update that hands the check to staff (R39)."""

from functions.cloud.sealing.seal import Seal
from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Update, all_of, equals
from functions.cloud.table.table import ConditionFailedError, Item, Table
from functions.registration.errors import StaleVersion
from functions.registration.registration import Registration


class ObjectionTable:
    """Each method says its AWS calls."""

    def __init__(self, table: Table, seal: Seal) -> None:
        self._table = table
        self._seal = seal

    def record(self, before: Registration, after: Registration, check_id: str, words: str) -> None:
        """Check, papers, place in the queue and the sealed words together, or nothing: 2 calls.

        Raises StaleVersion.
        """
        sealed = self._seal.seal(
            before.id, words.encode(), part=f"objection-{check_id}", version=after.version
        )
        change = (
            items.requeue(Update(), after)
            .set(("checks", check_id), items.dump(after.checks[check_id]))
            .set("documents", {key: items.dump(document) for key, document in after.documents.items()})
            .set("status", after.status.value)
            .set("version", after.version)
            .set("timeline", [items.dump(moment) for moment in after.timeline])
            .set("updated_at", items.instant(after.updated_at))
            .set("gsi1sk", keys.in_season(after.season, after.status.value, after.id).sk)
            .append("objections", [{"check": check_id, "sealed": sealed, "version": after.version}])
        )
        as_seen = all_of(
            items.as_seen(before),
            equals("documents", {key: items.dump(document) for key, document in before.documents.items()}),
        )
        try:
            self._table.update(keys.registration(before.id), change, condition=as_seen)
        except ConditionFailedError:
            raise StaleVersion from None

    def words(self, item: Item) -> dict[str, str]:
        """Check -> what the family said of it, unsealed: 1 call of KMS for each."""
        with items.reading(item):
            return {
                objection["check"]: self._opened(item["id"], objection)
                for objection in item.get("objections", ())
            }

    def _opened(self, registration_id: str, objection: Item) -> str:
        part = f"objection-{objection['check']}"
        return self._seal.open(
            registration_id, objection["sealed"], part=part, version=objection["version"]
        ).decode()
