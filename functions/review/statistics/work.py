"""The work of a season's staff as their supervisor sees it: what waits, who decided how much, who holds what."""

from collections.abc import Container, Iterable, Mapping
from datetime import date, datetime, timedelta

from functions.cloud.staff.desk.work import Held
from functions.cloud.table.accounts.roster import Colleague
from functions.registration.registration import Registration
from functions.registration.staff.figures import group
from functions.registration.staff.roles import Role

from .work_answers import Clerk, HeldCase, WorkAnswer

MOST_HELD = 100
"""Claims that one view names: each clerk has one or two."""


def work_view(
    figures: Mapping[str, int],
    *,
    oldest: datetime | None,
    done: Mapping[str, Mapping[str, int]],
    held: Iterable[tuple[Held, Registration]],
    colleagues: Iterable[Colleague],
    reading: Container[str],
    today: date,
) -> WorkAnswer:
    """What `GET …/work` answers. `reading`: the keyed MACs that are approved now."""
    people = [colleague for colleague in colleagues if _works(colleague, done)]
    shown = [_held_case(claim, registration, people) for claim, registration in held]
    return {
        "waiting": group(figures, "queue"),
        "oldest_since": oldest,
        "clerks": [_clerk(colleague, done, shown, reading, today) for colleague in people],
        "held": shown,
    }


def still_held(
    claims: Iterable[Held], registrations: Iterable[Registration]
) -> list[tuple[Held, Registration]]:
    """Of the claims those that the registrations know of too: a family's step ends one unseen."""
    known = {registration.id: registration for registration in registrations}
    pairs = ((claim, known.get(claim.registration)) for claim in claims)
    return [
        (claim, registration)
        for claim, registration in pairs
        if registration is not None
        and (registration.claimed_by, registration.claimed_until) == (claim.by, claim.until)
    ]


def _works(colleague: Colleague, done: Mapping[str, Mapping[str, int]]) -> bool:
    return Role.REVIEWER in colleague.roles or any(mac in done for mac in colleague.macs)


def _clerk(
    colleague: Colleague,
    done: Mapping[str, Mapping[str, int]],
    held: Iterable[HeldCase],
    reading: Container[str],
    today: date,
) -> Clerk:
    monday = (today - timedelta(days=today.weekday())).isoformat()
    days = [day for mac in colleague.macs for day in done.get(mac, {}).items()]
    return {
        "key": min(colleague.macs),
        "name": colleague.name,
        "approved": any(mac in reading for mac in colleague.macs),
        "today": sum(count for day, count in days if day == today.isoformat()),
        "week": sum(count for day, count in days if day >= monday),
        "holds": sum(case["key"] == min(colleague.macs) for case in held),
    }


def _held_case(claim: Held, registration: Registration, people: Iterable[Colleague]) -> HeldCase:
    whose = next((colleague for colleague in people if claim.by in colleague.macs), None)
    return {
        "registration": claim.registration,
        "reference": registration.reference,
        "key": claim.by if whose is None else min(whose.macs),
        "name": "" if whose is None else whose.name,
        "since": claim.since,
        "until": claim.until,
    }
