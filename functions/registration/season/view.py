"""What everyone may see of a season: the same bytes for all, in both languages, so that they can be cached."""

from datetime import date, datetime
from enum import StrEnum
from typing import NotRequired

from typing_extensions import TypedDict

from functions.registration.values.localised import Localised
from functions.registration.values.model import Model, shown

from .document_rules import DocumentRule
from .notice import PrivacyNotice
from .placing_rules import Draw, Placing, public
from .season import (
    Admissible,
    Answered,
    Choice,
    Community,
    Contacts,
    District,
    PledgeText,
    PropertyRule,
    Season,
    Street,
)


class SeasonState(StrEnum):
    UPCOMING = "upcoming"
    OPEN = "open"
    AMENDING = "amending"
    """No new submissions; submitted ones can be amended (R28)."""
    REVIEWING = "reviewing"
    PUBLISHED = "published"
    OVER = "over"


class SeasonDates(TypedDict):
    """What both answers about a season hold; instants in the district's own time."""

    id: str
    district: District
    year: int
    title: Localised
    is_sample: bool
    cutoff_birth_date: date
    zone: str
    opens_at: datetime
    closes_at: datetime
    amendment_deadline: datetime
    publication_at: datetime
    results_until: datetime


class SeasonSummary(SeasonDates):
    state: SeasonState


class SeasonAnswer(SeasonDates):
    """Everything a page needs of a season.

    Not how the district works inside: its limits, retention, catchments, addresses and schools. A family's school
    appears with its outcome (R29).
    """

    sample_note: NotRequired[Localised]
    publication_held: bool
    admissible: tuple[Admissible, ...]
    streets: tuple[Street, ...]
    communities: tuple[Community, ...]
    document_rules: tuple[DocumentRule, ...]
    property_rules: tuple[PropertyRule, ...]
    placing: tuple[Placing, ...]
    draw: NotRequired[Draw]
    asks_employer: bool
    notice: PrivacyNotice
    pledge: PledgeText
    contacts: Contacts
    choices: dict[str, tuple[Choice, ...]]
    texts: dict[str, Localised]
    questions: tuple[Answered, ...]


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


def season_view(season: Season) -> SeasonAnswer:
    """`GET /seasons/{season}`: dates, choices, streets and communities, document rules, texts, contacts."""
    dates = _dates(season)
    view: SeasonAnswer = {
        "id": dates["id"],
        "district": dates["district"],
        "year": dates["year"],
        "title": dates["title"],
        "is_sample": dates["is_sample"],
        "zone": dates["zone"],
        "opens_at": dates["opens_at"],
        "closes_at": dates["closes_at"],
        "amendment_deadline": dates["amendment_deadline"],
        "publication_at": dates["publication_at"],
        "results_until": dates["results_until"],
        "publication_held": season.publication_held,
        "cutoff_birth_date": dates["cutoff_birth_date"],
        "admissible": shown(season.admissible),
        "streets": shown(season.streets),
        "communities": shown(season.communities),
        "document_rules": shown(season.document_rules),
        "property_rules": shown(season.property_rules),
        "placing": shown(season.placing),
        "asks_employer": season.asks_employer,
        "notice": shown(season.notice),
        "pledge": shown(season.pledge),
        "contacts": shown(season.contacts),
        "choices": shown(season.choices),
        "texts": season.texts,
        "questions": shown(season.questions),
    }
    if season.draw is not None:
        view["draw"] = public(season.draw)
    if season.sample_note is not None:
        view["sample_note"] = season.sample_note
    return view


def season_summary(season: Season, now: datetime) -> SeasonSummary:
    """One line of `GET /seasons`: which district, its dates, and its state."""
    return {**_dates(season), "state": state_of(season, now)}


def _dates(season: Season) -> SeasonDates:
    """Instants in the district's own time, whatever zone the clerk wrote them in."""
    return {
        "id": season.id,
        "district": shown(season.district),
        "year": season.year,
        "title": season.title,
        "is_sample": season.is_sample,
        "cutoff_birth_date": season.cutoff_birth_date,
        "zone": season.zone,
        "opens_at": season.local(season.opens_at),
        "closes_at": season.local(season.closes_at),
        "amendment_deadline": season.local(season.amendment_deadline),
        "publication_at": season.local(season.publication_at),
        "results_until": season.local(season.results_until),
    }
