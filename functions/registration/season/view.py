"""What everyone may see of a season: the same bytes for all, in both languages, so that they can be cached."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from functions.registration.values.model import Model

from .season import Season

INTERNAL = {"limits", "retention", "archive_until", "catchments", "schools"}
"""How the district works inside; a family's school appears with its outcome (R29)."""

PUBLIC_INSTANTS = ("opens_at", "closes_at", "amendment_deadline", "publication_at", "results_until")


class SeasonState(StrEnum):
    UPCOMING = "upcoming"
    OPEN = "open"
    AMENDING = "amending"
    """No new submissions; submitted ones can be amended (R28)."""
    REVIEWING = "reviewing"
    PUBLISHED = "published"
    OVER = "over"


class Deadlines(Model):
    """Until when (exclusive) a registration can be submitted and amended, and from when its outcome shows."""

    closes_at: datetime
    amendment_deadline: datetime
    publication_at: datetime


def deadlines(season: Season, extended_to: datetime | None = None) -> Deadlines:
    """The season's, in its zone; `extended_to` is what staff gave this family (R28) and never shortens."""
    amendment = max(season.amendment_deadline, extended_to or season.amendment_deadline)
    return Deadlines(
        closes_at=season.local(season.closes_at),
        amendment_deadline=season.local(amendment),
        publication_at=season.local(season.publication_at),
    )


def state_of(season: Season, now: datetime) -> SeasonState:
    """Where `now` stands among the season's instants; each begins the next state."""
    ends = (
        (season.opens_at, SeasonState.UPCOMING),
        (season.closes_at, SeasonState.OPEN),
        (season.amendment_deadline, SeasonState.AMENDING),
        (season.results_until if season.publication_held else season.publication_at, SeasonState.REVIEWING),
        (season.results_until, SeasonState.PUBLISHED),
    )
    return next((state for end, state in ends if now < end), SeasonState.OVER)


def season_view(season: Season) -> dict[str, Any]:
    """`GET /seasons/{season}`: dates, choices, streets and communities, document rules, texts, contacts."""
    return season.model_dump(mode="json", exclude=INTERNAL, exclude_none=True) | _local_instants(season)


def season_summary(season: Season, now: datetime) -> dict[str, Any]:
    """One line of `GET /seasons`: which district, its dates, and its state."""
    fields = {
        "id",
        "district",
        "year",
        "title",
        "is_sample",
        "zone",
    }
    shown = season.model_dump(mode="json", include=fields) | _local_instants(season)
    return shown | {"state": state_of(season, now).value}


def _local_instants(season: Season) -> dict[str, str]:
    """In the district's own time, RFC 3339, whatever zone the clerk wrote them in."""
    return {name: season.local(getattr(season, name)).isoformat() for name in PUBLIC_INSTANTS}
