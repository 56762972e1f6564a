"""The claims on children (R25, R35): one item a child, which names each registration under its rank.

The rank is what the registry said of the claimant, so that one condition decides which of two claims stands, and
nobody need be read first: docs/decisions tells how.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from functions.cloud.table import keys
from functions.cloud.table.expressions import (
    Condition,
    Update,
    absent,
    all_of,
    any_of,
    begins_with,
    contains,
    equals,
    exists,
)
from functions.cloud.table.table import BusyError, ConditionFailedError, Item, Table
from functions.registration.checking.ranks import Meeting, Rank, meeting
from functions.registration.registration import Registration


class ChildClaim(NamedTuple):
    season: str
    child: str
    """Keyed MAC."""
    registration: str


class Claimants(NamedTuple):
    """Who claims a child now, each with its rank."""

    season: str
    child: str
    ranks: dict[str, Rank]


class ChildClaimTable:
    """Each method is one AWS call."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def of(self, season: str, children: Iterable[str]) -> list[Claimants]:
        """Who claims these children, read consistently; a child that nobody ever claimed is left out."""
        wanted = [keys.child_claim(season, child) for child in children]
        stored = self._table.get_many(wanted)
        return [claimants(item) for item in stored.values()]

    def page(self, *, after: str | None = None, limit: int = 500) -> tuple[list[ChildClaim], str | None]:
        """The claims among the next `limit` items of the whole table, and where the next page begins (None: the end).

        Claims stand in no index: a submission at the busiest minute should not write one more. They are few reads
        behind everything else, so the scan is in steps and eventually consistent. `after` is an opaque cursor.
        """
        held = any_of(*(exists(rank.value) for rank in Rank))
        page = self._table.scan(
            keep=all_of(begins_with("pk", keys.CHILD_CLAIMS), held), after=after, limit=limit
        )
        return [
            ChildClaim(*keys.of_season(item["pk"]), registration)
            for item in page.items
            for registration in _all(item)
        ], page.after

    def settle(self, registration: Registration, child: str, rank: Rank) -> None:
        """Gives a claim of unknown rank the one that the registry told since; what it ties less is displaced (R35).

        What it said is kept for the next submission too. 1 transaction, 2 where a better claim stands: then this one
        is lost. A claim that is known already, or gone, stays as it is. Raises BusyError.
        """
        for settled in SETTLED[rank]:
            claim = settled(self._table, registration, child, rank)
            try:
                self._table.update_together(claim, *_noted(self._table, registration, child, rank))
            except ConditionFailedError:
                continue
            return

    def release(self, claim: ChildClaim, seen: Registration | None) -> bool:
        """Frees the child of a claim, if its registration still stands as it was `seen`."""
        as_seen = absent() if seen is None else equals("version", seen.version)
        unchanged = self._table.check_request(keys.registration(claim.registration), as_seen)
        gone = released(self._table, claim.season, claim.child, claim.registration)
        try:
            self._table.transact({"ConditionCheck": unchanged}, {"Update": gone})
        except (ConditionFailedError, BusyError):
            return False
        return True


def claimants(item: Item) -> Claimants:
    """Of a claim's item, or of its image in the stream."""
    return Claimants(
        *keys.of_season(item["pk"]),
        {registration: rank for rank in Rank for registration in item.get(rank, ())},
    )


def _all(item: Item) -> list[str]:
    return sorted(claimants(item).ranks)


def claimed(table: Table, registration: Registration, child: str, rank: Rank, expires: int) -> dict[str, Any]:
    """The claim for a transaction: it fails where one stands that may not be displaced, nor contested."""
    me = {registration.id}
    change = Update().set("expires", expires).add(rank.value, me)
    for other in Rank:
        if other is rank:
            continue
        if meeting(other, rank) is Meeting.DISPLACES:
            change.remove(other.value)
        else:
            change.discard(other.value, me)
    return table.update_request(
        keys.child_claim(registration.season, child), change, _may_claim(registration.id, rank)
    )


def _known(table: Table, registration: Registration, child: str, rank: Rank) -> dict[str, Any]:
    """It is of this rank now, where no better one stands; those that are worse are displaced."""
    change = Update().discard(Rank.UNKNOWN.value, {registration.id}).add(rank.value, {registration.id})
    for other in Rank:
        if meeting(other, rank) is Meeting.DISPLACES:
            change.remove(other.value)
    better = [other for other in Rank if meeting(rank, other) is Meeting.DISPLACES]
    still = all_of(contains(Rank.UNKNOWN.value, registration.id), *(absent(other.value) for other in better))
    return table.update_request(keys.child_claim(registration.season, child), change, still)


def _lost(table: Table, registration: Registration, child: str, _: Rank) -> dict[str, Any]:
    change = Update().discard(Rank.UNKNOWN.value, {registration.id})
    still = contains(Rank.UNKNOWN.value, registration.id)
    return table.update_request(keys.child_claim(registration.season, child), change, still)


def _noted(table: Table, registration: Registration, child: str, rank: Rank) -> list[dict[str, Any]]:
    """Where a code would have noted it: a registry that is silent later takes back nothing that it said."""
    if rank is Rank.FAMILY:
        return [table.update_request(keys.account(registration.owner), Update().add("own_children", {child}))]
    if child in registration.strange:
        return []
    return [table.update_request(keys.registration(registration.id), Update().append("strange", [child]))]


Settling = Callable[[Table, Registration, str, Rank], dict[str, Any]]
SETTLED: Mapping[Rank, tuple[Settling, ...]] = {
    Rank.FAMILY: (_known,),
    Rank.STRANGER: (_known, _lost),
    Rank.UNKNOWN: (),
}
"""What may become of an unknown claim that is of this rank, in this order: nothing is better than family."""


def _may_claim(me: str, rank: Rank) -> Condition:
    """Nobody stands who refuses it. A claim that stood is made again unless another one displaces it now."""
    refusing = [other for other in Rank if meeting(other, rank) is Meeting.REFUSED]
    displacing = [other for other in Rank if meeting(rank, other) is Meeting.DISPLACES]
    stood = any_of(*(contains(other.value, me) for other in Rank))
    return any_of(
        all_of(*(_nobody_else(other, me) for other in refusing)),
        all_of(stood, *(_nobody_else(other, me) for other in displacing)),
    )


def _nobody_else(rank: Rank, me: str) -> Condition:
    return any_of(absent(rank.value), equals(rank.value, {me}))


def released(table: Table, season: str, child: str, registration: str) -> dict[str, Any]:
    """Takes it out of the claim, for a transaction: on no condition, so that a claim that is gone traps nobody."""
    change = Update()
    for rank in Rank:
        change.discard(rank.value, {registration})
    return table.update_request(keys.child_claim(season, child), change)


def given(table: Table, season: str, child: str, to: str) -> dict[str, Any]:
    """To one registration alone, whose guardianship two people have seen proven, for a transaction."""
    others = [rank.value for rank in Rank if rank is not Rank.FAMILY]
    change = Update().set(Rank.FAMILY.value, {to}).remove(*others)
    return table.update_request(keys.child_claim(season, child), change)
