"""A claim on a child that changed (R35): whose registrations have to be brought in line with it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from functions.cloud.table.children.claims import claimants
from functions.cloud.table.keys import child_claim
from functions.registration.season.season import Season

Image = Mapping[str, Any]
CLAIM = child_claim("", "").sk


class ClaimChange(NamedTuple):
    season: str
    child: str
    """Keyed MAC."""
    before: frozenset[str]
    """The registrations that claimed it until then."""


class Disputes(Protocol):
    def align(
        self,
        season: str,
        child: str,
        also: frozenset[str],
        *,
        season_of: Callable[[str], Season],
        now: datetime,
    ) -> None: ...


class Aligned(NamedTuple):
    """Everybody whom a change concerns is brought in line with the claim as it stands."""

    disputes: Disputes
    season_of: Callable[[str], Season]
    now: datetime

    def align(self, change: ClaimChange) -> None:
        self.disputes.align(
            change.season, change.child, change.before, season_of=self.season_of, now=self.now
        )


def change_of(old: Image | None, new: Image | None) -> ClaimChange | None:
    """None for what is no claim, for a first one, and for one that was only made again."""
    if new is None or new["sk"] != CLAIM:
        return None
    after = claimants(dict(new))
    before = frozenset(() if old is None else claimants(dict(old)).ranks)
    first = not before and len(after.ranks) == 1
    if first or before == after.ranks.keys():
        return None
    return ClaimChange(after.season, after.child, before)
