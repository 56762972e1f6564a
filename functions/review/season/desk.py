"""The season in a supervisor's hands: replacing it as one, extending a deadline."""

from datetime import datetime

from functions.registration.errors import Fault, InvalidInput, NotFound
from functions.registration.placing.outcome import is_settled, refuse_when_published
from functions.registration.season.file import SeasonFaultsError, parse_season
from functions.registration.season.season import Season

FREE_AFTER_PUBLICATION = frozenset(
    {"contacts", "texts", "title", "sample_note", "review_until", "results_until", "archive_until"}
)
"""What no family's result depends on."""

FIXED = ("id", "district")
ELSEWHERE = {
    "publication_at": "publication_by_its_own_route",
    "publication_held": "publication_by_its_own_route",
    "draw": "draw_by_its_own_route",
}
"""Set by routes of their own, which say so."""


def replaced(season_id: str, before: Season | None, after: Season, *, district: str, now: datetime) -> Season:
    """The season that may take the place of the one before.

    Raises NotFound (another district's), SeasonFaultsError naming each field that may not change so.
    """
    if after.district.code != district:
        raise NotFound
    if after.id != season_id:
        raise SeasonFaultsError(Fault("id", "fixed_after_creation"))
    if before is None:
        if after.draw is not None:
            raise SeasonFaultsError(Fault("draw", ELSEWHERE["draw"]))
        if not after.publication_held:
            raise SeasonFaultsError(Fault("publication_held", "publication_by_its_own_route"))
        return after
    faults = [Fault(name, "fixed_after_creation") for name in FIXED if _differs(name, before, after)]
    faults += [Fault(name, code) for name, code in ELSEWHERE.items() if _differs(name, before, after)]
    if is_settled(before, now):
        changed = {name for name in Season.model_fields if _differs(name, before, after)}
        fixed = changed - FREE_AFTER_PUBLICATION - {*FIXED, *ELSEWHERE}
        faults += [Fault(name, "fixed_after_publication") for name in sorted(fixed)]
    if faults:
        raise SeasonFaultsError(*faults)
    return after


def _differs(name: str, before: Season, after: Season) -> bool:
    return bool(getattr(before, name) != getattr(after, name))


def with_deadline(season: Season, until: datetime, now: datetime) -> Season:
    """R28 for all: the same season with a later amendment deadline. Raises InvalidInput, NotPossibleNow."""
    refuse_deadline(season, until, now)
    return parse_season(season.model_dump(mode="json") | {"amendment_deadline": until.isoformat()})


def refuse_deadline(season: Season, until: datetime, now: datetime) -> None:
    """Raises InvalidInput for a deadline that is no later, or not before publication; NotPossibleNow after it."""
    refuse_when_published(season, now)
    if not season.amendment_deadline < until < season.publication_at or until <= now:
        raise InvalidInput(Fault("until", "extension_not_later"))
