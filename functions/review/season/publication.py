"""Setting, moving and cancelling the instant, and confirming what was rehearsed for it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from functions.cloud.staff.seasons import Confirmed, Proposed
from functions.registration.errors import Fault, InvalidInput, NotAllowed, NotPossibleNow, StaleVersion
from functions.registration.keyed import Keyed
from functions.registration.placing.outcome import is_late, is_published
from functions.registration.season.file import parse_season
from functions.registration.season.season import Season
from functions.registration.staff.rehearsal import Deviation, Rehearsal
from functions.review.place_answers import AssignmentAnswer
from functions.review.publication_answers import (
    PublicationAnswer,
    RehearsalAnswer,
    RehearsalConfirmed,
    RehearsalProposed,
)

AHEAD = timedelta(minutes=5)
"""A new instant is at least this far away: every process that remembers the season for a minute has learnt of it."""

TOO_NEAR = timedelta(minutes=2)
"""So close before the instant nothing is moved any more: some process might publish by the old one."""

SHOWN = 500
"""Ids listed in one answer; the counts are whole."""


def is_settled(season: Season, now: datetime) -> bool:
    """Whether it is published, or about to be: no family's result may be moved any more."""
    near = not season.publication_held and now >= season.publication_at - TOO_NEAR
    return near or is_published(season, now)


def refuse_when_published(season: Season, now: datetime) -> None:
    """Raises NotPossibleNow once it is published, or about to be."""
    if is_settled(season, now):
        raise NotPossibleNow(code="published_already")


def published_at(season: Season, at: datetime, now: datetime) -> Season:
    """The season with its publication set for `at`.

    Raises NotPossibleNow, InvalidInput (too soon, or not between its neighbours).
    """
    refuse_when_published(season, now)
    if at < now + AHEAD:
        raise InvalidInput(Fault("publication_at", "publication_too_soon"))
    set_for = {"publication_at": at.isoformat(), "publication_held": False}
    return parse_season(season.model_dump(mode="json") | set_for)


def refuse_unseen(rehearsal: Rehearsal, *, seen: str, pending: int) -> None:
    """Raises StaleVersion unless the one who proposes saw this rehearsal, InvalidInput unless also how many wait."""
    if rehearsal.hash != seen:
        raise StaleVersion(code="rehearsal_outdated")
    _refuse_count(len(rehearsal.pending), pending)


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


def rehearsal_view(
    rehearsal: Rehearsal, *, assignment: AssignmentAnswer, unconfirmed_places: int
) -> RehearsalAnswer:
    """What `POST …/rehearsal` answers."""
    return {
        "hash": rehearsal.hash,
        "families": len(rehearsal.lines),
        "outcomes": rehearsal.outcomes(),
        "schools": rehearsal.schools(),
        "pending": list(rehearsal.pending[:SHOWN]),
        "waiting_for_second": list(rehearsal.waiting_for_second[:SHOWN]),
        "assignment": assignment,
        "unconfirmed_places": unconfirmed_places,
    }


def publication_view(
    season: Season,
    proposed: Proposed | None,
    confirmed: Confirmed | None,
    deviating: Iterable[Deviation],
    now: datetime,
) -> PublicationAnswer:
    """What `GET …/publication` answers: where what stands is not what was confirmed, or is to be."""
    differing = list(deviating)
    return {
        "publication_at": season.publication_at,
        "held": season.publication_held,
        "published": is_published(season, now),
        "late": is_late(season, now),
        "proposed": None if proposed is None else _proposed_view(proposed),
        "confirmed": None if confirmed is None else _confirmed_view(confirmed),
        "deviations": len(differing),
        "deviating": [
            {
                "registration": deviation.registration,
                "rehearsed": deviation.rehearsed,
                "published": deviation.published,
            }
            for deviation in differing[:SHOWN]
        ],
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
