"""The audit trail as an auditor reads it: the chains merged, newest first."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from functions.cloud.staff.audit import CHAINS, Stretch, Wanted, chain_of
from functions.registration.errors import Fault, InvalidInput
from functions.registration.staff.audit import Event, Verified

from .audit_answers import AuditEvent, BrokenLink, VerifiedChain


class Heads(Protocol):
    def head(self, season: str, chain: int) -> Event | None: ...


class Keeping(Protocol):
    def keep(self, season: str, heads: Mapping[int, Event], *, now: datetime) -> None: ...


class Trail(Protocol):
    def page(
        self, season: str, chain: int, *, before: int | None, limit: int, wanted: Wanted | None = None
    ) -> Stretch: ...

    def verify(self, season: str, chain: int, *, noted: dict[int, str] | None = None) -> Verified: ...


ENDED = 1
"""A place before the chain's first event: nothing is left of it."""


def events(
    season: str, *, trail: Trail, after: str | None, limit: int, wanted: Wanted | None = None
) -> tuple[list[Event], str | None]:
    """A page and where the next begins (None: the end): 1 call for each chain, or for the one of a registration.

    With `wanted` a page goes over so many events of each chain: it may be short, or empty, and have a next one.
    """
    places = _places(after)
    if wanted is not None and wanted.registration is not None:
        own = chain_of(wanted.registration)
        places = [place if chain == own else ENDED for chain, place in enumerate(places)]
    looked = {
        chain: trail.page(season, chain, before=place or None, limit=limit, wanted=wanted)
        for chain, place in enumerate(places)
        if place != ENDED
    }
    candidates = [event for stretch in looked.values() for event in stretch.events]
    candidates.sort(key=lambda event: (event.at, event.chain, event.number), reverse=True)
    shown = candidates[:limit]
    for chain, stretch in looked.items():
        numbers = [event.number for event in shown if event.chain == chain]
        if len(numbers) == len(stretch.events):
            places[chain] = stretch.reached or ENDED
        elif numbers:
            places[chain] = numbers[-1]
    if all(place == ENDED for place in places):
        return shown, None
    return shown, ".".join(map(str, places))


def seen(
    listed: Iterable[Event], names: Mapping[str, str], references: Mapping[str, str]
) -> list[AuditEvent]:
    """Each event with the person's name and the registration's reference, where they are still known."""
    return [_view(event, names.get(event.by), references.get(event.registration or "")) for event in listed]


def _view(event: Event, name: str | None, reference: str | None) -> AuditEvent:
    view: AuditEvent = {
        "season": event.season,
        "chain": event.chain,
        "number": event.number,
        "at": event.at,
        "by": event.by,
        "act": event.act,
        "details": event.details,
        "previous": event.previous,
        "hash": event.hash,
    }
    if event.registration is not None:
        view["registration"] = event.registration
    if name:
        view["name"] = name
    if reference:
        view["reference"] = reference
    return view


def _places(after: str | None) -> list[int]:
    """By chain, the number before which the page goes on; 0: from the end."""
    if after is None:
        return [0] * CHAINS
    parts = after.split(".")
    if len(parts) != CHAINS or not all(part.isdigit() for part in parts):
        raise InvalidInput(Fault("cursor", "invalid_format"))
    return [int(part) for part in parts]


def keep_ends(seasons: Iterable[str], *, trail: Heads, ends: Keeping, now: datetime) -> int:
    """Writes down where the chains of each season end, out of the table's reach; how many seasons had any."""
    count = 0
    for season in seasons:
        heads = {chain: head for chain in range(CHAINS) if (head := trail.head(season, chain)) is not None}
        if heads:
            ends.keep(season, heads, now=now)
            count += 1
    return count


def verification(
    season: str, *, trail: Trail, noted: Mapping[str, str], kept_ends: Mapping[int, dict[int, str]]
) -> list[VerifiedChain]:
    """Each chain from its beginning, against the ends `noted` at publication and `kept_ends` of every day."""
    return [
        _verified(chain, trail.verify(season, chain, noted=kept_ends.get(chain, {}) | _ends(noted, chain)))
        for chain in range(CHAINS)
    ]


def _ends(noted: Mapping[str, str], chain: int) -> dict[int, str]:
    number, _, digest = noted.get(str(chain), "").partition(" ")
    return {int(number): digest} if digest else {}


def _verified(chain: int, verified: Verified) -> VerifiedChain:
    broken: BrokenLink | None = (
        None if verified.broken is None else {"number": verified.broken.number, "why": verified.broken.why}
    )
    return {"chain": chain, "events": verified.events, "head": verified.head, "broken": broken}
