"""What an auditor looks for in the trail: a person, a registration, an act, a day of the district's."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic_core import PydanticCustomError

from functions.cloud.staff.audit import Wanted
from functions.cloud.table.accounts.roster import Colleague
from functions.registration.errors import Fault, InvalidInput
from functions.registration.season.season import Season
from functions.registration.staff.audit import BY_ITSELF, Act
from functions.registration.values.reference import reference

ASKED = ("person", "registration", "act", "day")
"""The parameters by which the trail is narrowed; each may be left out."""

AUDIT_QUERY = (*ASKED, "limit", "cursor")

ULID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
Query = Callable[[str], str | None]


def wanted_of(
    query: Query,
    season: Season,
    *,
    colleagues: Iterable[Colleague],
    of_reference: Callable[[str], tuple[str, ...]],
) -> Wanted | None:
    """None where everything is wanted. Raises InvalidInput naming the parameter."""
    if not any(query(name) for name in ASKED):
        return None
    return Wanted(
        by=_person(query("person"), colleagues),
        act=_act(query("act")),
        registration=_registration(query("registration"), of_reference),
        day=_day(query("day"), season),
    )


def _person(asked: str | None, colleagues: Iterable[Colleague]) -> tuple[str, ...]:
    """All by which the trail knows the person of this MAC."""
    if asked is None:
        return ()
    if asked == BY_ITSELF:
        return (BY_ITSELF,)
    person = next((colleague for colleague in colleagues if asked in colleague.macs), None)
    if person is None:
        raise InvalidInput(Fault("person", "invalid_choice"))
    return tuple(sorted(person.macs))


def _act(asked: str | None) -> Act | None:
    if asked is None:
        return None
    if asked not in frozenset(Act):
        raise InvalidInput(Fault("act", "invalid_choice"))
    return Act(asked)


def _registration(asked: str | None, of_reference: Callable[[str], tuple[str, ...]]) -> str | None:
    """By its id, or by the reference that people know; one that is not there has no events."""
    if asked is None or ULID.fullmatch(asked):
        return asked
    try:
        written = reference(asked)
    except PydanticCustomError as refused:
        raise InvalidInput(Fault("registration", refused.type)) from None
    return next(iter(of_reference(written)), written)


def _day(asked: str | None, season: Season) -> tuple[datetime, datetime] | None:
    if asked is None:
        return None
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        raise InvalidInput(Fault("day", "invalid_date")) from None
    begins = datetime.combine(day, time(), ZoneInfo(season.zone))
    return begins, begins + timedelta(days=1)
