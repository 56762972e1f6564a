"""The audit trail as an auditor reads it: the chains merged, newest first."""

from collections.abc import Mapping
from typing import Protocol

from functions.cloud.staff.audit import CHAINS
from functions.registration.errors import Fault, InvalidInput
from functions.registration.staff.audit import Event, Verified

from .audit_answers import BrokenLink, VerifiedChain


class Trail(Protocol):
    def page(self, season: str, chain: int, *, before: int | None, limit: int) -> list[Event]: ...

    def verify(self, season: str, chain: int, *, noted: dict[int, str] | None = None) -> Verified: ...


def events(season: str, *, trail: Trail, after: str | None, limit: int) -> tuple[list[Event], str | None]:
    """A page and where the next begins (None: the end): 1 call for each chain."""
    places = _places(after)
    candidates: list[Event] = []
    for chain, before in enumerate(places):
        if before != 1:
            candidates += trail.page(season, chain, before=before or None, limit=limit)
    candidates.sort(key=lambda event: (event.at, event.chain, event.number), reverse=True)
    shown = candidates[:limit]
    if len(candidates) <= limit and all(
        len([1 for event in candidates if event.chain == chain]) < limit for chain in range(CHAINS)
    ):
        return shown, None
    for event in shown:
        places[event.chain] = event.number
    return shown, ".".join(map(str, places))


def _places(after: str | None) -> list[int]:
    """By chain, the number before which the page goes on; 0: from the end."""
    if after is None:
        return [0] * CHAINS
    parts = after.split(".")
    if len(parts) != CHAINS or not all(part.isdigit() for part in parts):
        raise InvalidInput(Fault("cursor", "invalid_format"))
    return [int(part) for part in parts]


def verification(season: str, *, trail: Trail, noted: Mapping[str, str]) -> list[VerifiedChain]:
    """Each chain from its beginning; `noted` are ends kept when publication was confirmed."""
    return [
        _verified(chain, trail.verify(season, chain, noted=_ends(noted, chain))) for chain in range(CHAINS)
    ]


def _ends(noted: Mapping[str, str], chain: int) -> dict[int, str]:
    number, _, digest = noted.get(str(chain), "").partition(" ")
    return {int(number): digest} if digest else {}


def _verified(chain: int, verified: Verified) -> VerifiedChain:
    broken: BrokenLink | None = (
        None if verified.broken is None else {"number": verified.broken.number, "why": verified.broken.why}
    )
    return {"chain": chain, "events": verified.events, "head": verified.head, "broken": broken}
