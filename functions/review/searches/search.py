"""Who answers the telephone finds the case (R46): exact, counted, and telling no more than that it is there."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from typing_extensions import TypedDict

from functions.cloud.sealing.macs import Macs
from functions.cloud.table.days import Day
from functions.cloud.table.items import Listed
from functions.registration.checks import CheckState
from functions.registration.keyed import Keyed
from functions.registration.placing.outcome import Outcome, outcome_as_it_stands
from functions.registration.registration import Registration, Status
from functions.registration.season.season import Season
from functions.registration.staff.looking.searching import SearchBy, typed_as
from functions.review.cases.cases import READABLE
from functions.review.commands import SearchCommand

MOST = 20
"""Hits of one search: more people of one name are told apart by a number or a phone."""


NOTHING = Listed((), ())


class SearchHit(TypedDict):
    """One line without an address; the case itself is another read."""

    id: str
    reference: str
    status: Status
    submitted_at: datetime
    checks: dict[str, CheckState]
    outcome: Outcome | None


class SearchAnswer(TypedDict):
    hits: list[SearchHit]
    more: bool
    """There are others than those that are told."""
    unreadable: list[str]
    """By their ids: an engineer is told of each, and can look at it."""


class Sought(Protocol):
    def count(self, member: Keyed, day: Day, *, now: datetime) -> None: ...

    def by_mac(self, season: str, macs: Iterable[str]) -> tuple[str, ...]: ...

    def by_reference(self, reference: str) -> tuple[str, ...]: ...

    def found(self, registration_ids: Sequence[str]) -> Listed: ...


def search(
    command: SearchCommand,
    member: Keyed,
    season: Season,
    *,
    sought: Sought,
    macs: Macs,
    now: datetime,
) -> SearchAnswer:
    """3 calls: the count, the index, the registrations. Raises InvalidInput, which costs no search, and TooMany."""
    values = typed_as(command.by, command.value)
    sought.count(member, Day.of(now, season.zone), now=now)
    if command.by is SearchBy.REFERENCE:
        ids = sought.by_reference(values[0])
    else:
        wanted = [mac for value in values for mac in macs.every("sought", season.id, command.by, value)]
        ids = sought.by_mac(season.id, wanted)
    matches = sought.found(ids[: MOST + 1]) if ids else NOTHING
    of_season = (match for match in matches.registrations if match.season == season.id)
    hits = [hit for match in of_season if (hit := _hit(match)) is not None]
    # Where not even its season can be read it may be this one's, and the family is on the telephone.
    unreadable = [damaged.id for damaged in matches.unreadable if damaged.season in {season.id, ""}]
    return {"hits": hits[:MOST], "more": len(hits) > MOST, "unreadable": unreadable}


def _hit(match: Registration) -> SearchHit | None:
    if match.submitted_at is None or match.status not in READABLE:
        return None
    return {
        "id": match.id,
        "reference": match.reference,
        "status": match.status,
        "submitted_at": match.submitted_at,
        "checks": {check.id: check.state for check in match.checks.values()},
        "outcome": outcome_as_it_stands(match),
    }
