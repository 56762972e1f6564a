"""Setting, moving and cancelling the instant, and confirming what was rehearsed for it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from functions.cloud.staff.seasons import Confirmed, Proposed
from functions.registration.errors import Fault, InvalidInput, NotAllowed, StaleVersion
from functions.registration.keyed import Keyed
from functions.registration.placing.outcome import is_late, is_published, refuse_when_published
from functions.registration.season.file import parse_season
from functions.registration.season.season import Season
from functions.review.publication_answers import (
    PublicationAnswer,
    RehearsalConfirmed,
    RehearsalProposed,
)

AHEAD = timedelta(minutes=5)
"""A new instant is at least this far away: every process that remembers the season for a minute has learnt of it."""


def published_at(season: Season, at: datetime, now: datetime) -> Season:
    """The season with its publication set for `at`.

    Raises NotPossibleNow, InvalidInput (too soon, or not between its neighbours).
    """
    refuse_when_published(season, now)
    if at < now + AHEAD:
        raise InvalidInput(Fault("publication_at", "publication_too_soon"))
    set_for = {"publication_at": at.isoformat(), "publication_held": False}
    return parse_season(season.model_dump(mode="json") | set_for)


def refuse_unseen(rehearsed: Mapping[str, Any] | None, *, seen: str, pending: int) -> None:
    """Raises StaleVersion unless the one who proposes saw this rehearsal, InvalidInput unless also how many wait."""
    if rehearsed is None or rehearsed["hash"] != seen:
        raise StaleVersion(code="rehearsal_outdated")
    _refuse_count(rehearsed["outcomes"]["pending"], pending)


def is_repeated(proposed: Proposed | None, again: Proposed, by: Keyed) -> bool:
    """Whether the same person proposes what is proposed already, as whoever read no answer does."""
    if proposed is None or not by.names(proposed.by):
        return False
    return proposed.model_copy(update={"at": again.at, "by": again.by}) == again


def refuse_confirmation(
    proposed: Proposed | None, *, seen: str, pending: int, by: Keyed, version: int
) -> Proposed:
    """What may be confirmed by this person (R44).

    Raises StaleVersion where nothing of the kind is proposed any more, NotAllowed for the proposer, InvalidInput for
    another number of pending families.
    """
    if proposed is None or proposed.hash != seen or proposed.version != version:
        raise StaleVersion(code="proposal_outdated")
    if by.names(proposed.by):
        raise NotAllowed(code="own_proposal")
    _refuse_count(proposed.pending, pending)
    return proposed


def _refuse_count(counted: int, acknowledged: int) -> None:
    if counted != acknowledged:
        raise InvalidInput(Fault("pending", "pending_differs"))


def cancelled(season: Season, now: datetime) -> Season:
    """The season with its publication held back. Raises NotPossibleNow."""
    refuse_when_published(season, now)
    return season.model_copy(update={"publication_held": True})


def publication_view(
    season: Season,
    proposed: Proposed | None,
    confirmed: Confirmed | None,
    checked: Mapping[str, Any] | None,
    now: datetime,
) -> PublicationAnswer:
    """What `GET …/publication` answers: where what stood at the last check is not what was confirmed, or is to be."""
    return {
        "publication_at": season.publication_at,
        "held": season.publication_held,
        "published": is_published(season, now),
        "late": is_late(season, now),
        "proposed": None if proposed is None else _proposed_view(proposed),
        "confirmed": None if confirmed is None else _confirmed_view(confirmed),
        "checked_at": None if checked is None else checked["counted_at"],
        "deviations": None if checked is None else checked["deviations"],
        "deviating": [] if checked is None else checked["deviating"],
    }


def _proposed_view(proposed: Proposed) -> RehearsalProposed:
    return {
        "hash": proposed.hash,
        "by": proposed.by,
        "at": proposed.at,
        "publication_at": proposed.publication_at,
        "pending": proposed.pending,
    }


def _confirmed_view(confirmed: Confirmed) -> RehearsalConfirmed:
    return {
        **_proposed_view(confirmed),
        "confirmed_by": confirmed.confirmed_by,
        "confirmed_at": confirmed.confirmed_at,
    }
