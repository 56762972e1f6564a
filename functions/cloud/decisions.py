"""Staff's decisions in the table: guarded by the version of what they saw."""

from functions.registration.errors import StaleVersion
from functions.registration.registration import Registration

from . import items
from .table import ConditionFailedError, Table


class DecisionTable:
    def __init__(self, table: Table) -> None:
        self._table = table

    def record(self, before: Registration, after: Registration) -> None:
        """Writes checks, decisions, status and timeline as `after` has them: 1 call. Raises StaleVersion."""
        try:
            self._table.update(
                items.pk(before.id),
                items.SK,
                "SET checks = :checks, decisions = :decisions, #status = :status, timeline = :timeline, gsi1sk = :gsi1sk",
                condition="version = :version AND #status = :before AND checks = :seen AND "
                "(attribute_not_exists(decisions) OR size(decisions) = :count)",
                names={"#status": "status"},
                values={
                    ":checks": {one.id: items.dump(one) for one in after.checks.values()},
                    ":seen": {one.id: items.dump(one) for one in before.checks.values()},
                    ":decisions": [items.dump(one) for one in after.decisions],
                    ":count": len(before.decisions),
                    ":status": after.status.value,
                    ":before": before.status.value,
                    ":timeline": [items.dump(one) for one in after.timeline],
                    ":gsi1sk": f"{after.status.value}#{after.id}",
                    ":version": before.version,
                },
            )
        except ConditionFailedError:
            raise StaleVersion from None
