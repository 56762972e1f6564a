"""A season's trail, followed from its beginning and held against the ends that were kept of it."""

from typing import NamedTuple

from functions.cloud import composition
from functions.cloud.sealing.audit_ends import audit_ends

from .audit_answers import VerifiedChain
from .trail import verification


class Followed(NamedTuple):
    chains: list[VerifiedChain]
    """Each with its length, its end and its first broken link."""
    forged: tuple[str, ...]
    """Kept ends that none of our keys made."""

    @property
    def is_whole(self) -> bool:
        return not self.forged and not any(chain["broken"] for chain in self.chains)


def followed(season: str, *, newest: int | None = None) -> Followed:
    """Against the `newest` kept ends, or against all."""
    confirmed = composition.season_desk().confirmed(season)
    ends = audit_ends().kept(season, most=newest)
    chains = verification(
        season,
        trail=composition.audit_trail(),
        noted=confirmed.audit if confirmed else {},
        kept_ends=ends.ends,
    )
    return Followed(chains, ends.forged)
