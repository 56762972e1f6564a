"""Registrations brought in line with the claims on their children (R35): after each change of a claim, and again."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime

from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Update, absent, all_of, exists
from functions.cloud.table.table import BusyError, ConditionFailedError, Table
from functions.registration.checking.ranks import Rank
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.submitting.disputes import KEPT_NOTICE, in_line, kept

from .claims import ChildClaimTable, Claimants, claimed

TOGETHER = 100
"""Items of one BatchGetItem (DynamoDB's limit)."""

TRIES = 3
"""How often a family may be faster before the change comes back by the stream."""


class DisputeTable:
    """Nothing rests on which change is looked at: the claim is read as it stands, so that repeating is harmless."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._claims = ChildClaimTable(table)

    def align(
        self,
        season: str,
        child: str,
        also: Iterable[str],
        *,
        season_of: Callable[[str], Season],
        now: datetime,
    ) -> None:
        """Whoever claims the child (a keyed MAC), and `also` those who did, now read what is so.

        2 calls a registration, and 1. Raises BusyError where families were faster, several times over.
        """
        claims = self._claims.of(season, [child])
        claim = claims[0] if claims else Claimants(season, child, {})
        for registration in sorted({*also} - claim.ranks.keys()):
            self._align(registration, claim, season_of(season), now)
        for registration in sorted(claim.ranks):
            self._align(registration, claim, season_of(season), now)

    def mend(self, registrations: Sequence[Registration], season: Season, *, now: datetime) -> int:
        """Aligns those whose change of a claim fell through; how many. Who is busy comes again.

        The calls of `amiss`, and those of `align` for each that is out of line.
        """
        mended = 0
        for registration_id, child in self.amiss(registrations, season, now=now):
            with suppress(BusyError):
                self.align(season.id, child, [registration_id], season_of=lambda _: season, now=now)
                mended += 1
        return mended

    def amiss(
        self, registrations: Sequence[Registration], season: Season, *, now: datetime
    ) -> list[tuple[str, str]]:
        """Which are out of line, each with the child: 1 call for each 100 children."""
        children = sorted({child for registration in registrations for child in concerned(registration)})
        parts = [children[start : start + TOGETHER] for start in range(0, len(children), TOGETHER)]
        ranks = {claim.child: claim.ranks for part in parts for claim in self._claims.of(season.id, part)}
        return [
            (registration.id, child)
            for registration in registrations
            for child in concerned(registration)
            if in_line(registration, child, ranks.get(child, {}), season, now) is not registration
        ]

    def _align(self, registration_id: str, claim: Claimants, season: Season, now: datetime) -> None:
        for _ in range(TRIES):
            item = self._table.get(keys.registration(registration_id))
            if item is None:
                return
            before = items.without_form(item)
            after = in_line(before, claim.child, claim.ranks, season, now)
            if after is before:
                return
            if registration_id not in claim.ranks and len(claim.ranks) == 1:
                # Before the loss is written: were it told after, a crash between the two would tell nobody.
                self._keep(*claim.ranks, now=now)
            returned = claim.child in after.claims and claim.child not in before.claims
            written = (
                self._return(before, after, claim.child, season) if returned else self._write(before, after)
            )
            if written:
                return
        raise BusyError

    def _keep(self, registration_id: str, *, now: datetime) -> None:
        """Tells the family whose claim displaced the other one, once: 1 call."""
        place = ("notices", KEPT_NOTICE)
        change = Update().set(place, items.dump(kept(now)))
        with suppress(ConditionFailedError):
            self._table.update(
                keys.registration(registration_id),
                change,
                condition=all_of(exists("notices"), absent(place)),
            )

    def _write(self, before: Registration, after: Registration) -> bool:
        try:
            self._table.update(
                keys.registration(before.id), disputed(before, after), condition=items.as_seen(before)
            )
        except ConditionFailedError:
            return False
        return True

    def _return(self, before: Registration, after: Registration, child: str, season: Season) -> bool:
        """The same with the claim, of the only rank that is displaced; who claimed meanwhile refuses or contests."""
        own = self._table.update_request(
            keys.registration(before.id), disputed(before, after), items.as_seen(before)
        )
        claim = claimed(self._table, before, child, Rank.STRANGER, int(season.archive_until.timestamp()))
        try:
            self._table.transact({"Update": own}, {"Update": claim})
        except ConditionFailedError as failed:
            return failed.index > 0
        except BusyError:
            return False
        return True


def concerned(registration: Registration) -> tuple[str, ...]:
    """The children (keyed MACs) whose claims it hangs on: those that it holds, and those that it lost."""
    return registration.claims + (() if registration.dispute is None else registration.dispute.displaced)


def disputed(before: Registration, after: Registration) -> Update:
    """What changes with a dispute, as `after` has it; its version grows, so that whoever read it before reads again."""
    stands = after.model_copy(update={"version": before.version + 1})
    change = items.requeue(Update(), stands).increase("version").set("claims", list(after.claims))
    change.set("releases", [items.dump(release) for release in after.releases])
    moments = after.timeline[len(before.timeline) :]
    if moments:
        change.append("timeline", [items.dump(moment) for moment in moments])
    for notice in after.notices.keys() - before.notices.keys():
        change.set(("notices", notice), items.dump(after.notices[notice]))
    for name, day in (("amendment_extended_to", after.amendment_extended_to), ("own_day", after.own_day)):
        if day is not None:
            change.set(name, items.instant(day))
    if after.dispute is None:
        return change.remove("dispute")
    return change.set("dispute", items.dump(after.dispute))
