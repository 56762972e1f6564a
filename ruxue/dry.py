"""Adapters that read what is there and write nothing: what a pass does to them is what it would do."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from functions.cloud.queues.messages import Message
from functions.cloud.staff.erasure import Erasure as ErasureTable
from functions.cloud.table import checkpoints
from functions.cloud.table.checkpoints import Checkpoint
from functions.cloud.table.children.claims import ChildClaim, ChildClaimTable
from functions.cloud.table.children.disputes import DisputeTable
from functions.cloud.table.results import ResultTable
from functions.cloud.table.table import Item, Scanned
from functions.cloud.uploads import Version
from functions.cloud.uploads import Versions as VersionsOfBucket
from functions.registration.checks import Check
from functions.registration.registration import Notice, Registration, Status
from functions.registration.season.season import Season


class Records:
    """What would be written says that it was."""

    def __init__(self, real: ResultTable) -> None:
        self.of_season = real.of_season
        self.many = real.many

    def record_check(self, registration_id: str, check: Check, *, now: datetime) -> bool:  # noqa: ARG002
        return True

    def replace_check(self, before: Registration, check: Check, *, now: datetime) -> bool:  # noqa: ARG002
        return True

    def refuse_document(
        self,
        registration_id: str,  # noqa: ARG002
        document_id: str,  # noqa: ARG002
        *,
        reason: str,  # noqa: ARG002
        now: datetime,  # noqa: ARG002
    ) -> bool:
        return True

    def add_notice(self, registration_id: str, notice: Notice, *, statuses: tuple[Status, ...]) -> bool:  # noqa: ARG002
        return True


class Disputes:
    """Counts those that are out of line with the claims on their children, and leaves them so."""

    def __init__(self, real: DisputeTable) -> None:
        self._real = real

    def mend(self, registrations: Sequence[Registration], season: Season, *, now: datetime) -> int:
        return len(self._real.amiss(registrations, season, now=now))


class Requests:
    """Says that it ended each, and ended none."""

    def miss(self, before: Registration, after: Registration) -> bool:  # noqa: ARG002
        return True


class Spots:
    """Puts nothing into the queue of spot checks."""

    def queue(self, before: Registration, after: Registration) -> bool:  # noqa: ARG002
        return False


class Outbox:
    """Takes every message and sends none."""

    def send(self, messages: Iterable[Message]) -> frozenset[Message]:  # noqa: ARG002
        return frozenset()


class Claims:
    def __init__(self, real: ChildClaimTable, existing: Callable[[Sequence[str]], frozenset[str]]) -> None:
        self.page = real.page
        self._existing = existing

    def release(self, claim: ChildClaim, seen: Registration | None) -> bool:
        """Not of one that was not seen and stands: it cannot be read, and the real one releases nothing of it."""
        return seen is not None or not self._existing([claim.registration])


class Checkpoints:
    """Begins where the real passes are, and remembers for itself alone how far it came."""

    def __init__(self, real: checkpoints.Checkpoints) -> None:
        self._real = real
        self._own: dict[str, Checkpoint] = {}

    def get(self, name: str) -> Checkpoint:
        return self._own.get(name) or self._real.get(name)

    def put(self, name: str, checkpoint: Checkpoint, *, expires: int) -> None:  # noqa: ARG002
        self._own[name] = checkpoint


class Erasure:
    """What it would have erased does not exist for it any more, so that what stands beside would go too."""

    def __init__(self, real: ErasureTable) -> None:
        self.existing_exports = real.existing_exports
        self._real = real
        self._gone: set[str] = set()
        self._tallies: dict[str, Counter[str]] = {}

    def step(self, *, after: str | None, limit: int) -> Scanned:
        return self._real.step(after=after, limit=limit)

    def existing(self, registration_ids: Sequence[str]) -> frozenset[str]:
        return self._real.existing(registration_ids) - self._gone

    def erase(
        self,
        registration: Registration,
        *,
        leaves: Mapping[str, int],  # noqa: ARG002
        tally: Mapping[str, int],
    ) -> bool:
        self._gone.add(registration.id)
        self._tallies.setdefault(registration.season, Counter()).update(tally)
        return True

    def forget(self, items: Sequence[Item], *, season: str | None = None) -> None:
        if season is not None:
            self._tallies.setdefault(season, Counter())["items"] += len(items)

    def tallies(self, seasons: Iterable[str]) -> dict[str, Counter[str]]:
        return {season: self._tallies[season] for season in seasons if season in self._tallies}

    def told(self, season: str, tally: Mapping[str, int]) -> dict[str, Any]:  # noqa: ARG002
        del self._tallies[season]
        return {}


class Versions:
    def __init__(self, real: VersionsOfBucket) -> None:
        self.page = real.page
        self.of = real.of

    def erase(self, versions: Sequence[Version]) -> int:
        return len(versions)
