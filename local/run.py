"""The real system, as `make run` and `make demo` start it: both projects of `infra/` over the generated city."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .city import CITY, OF_CITY, STAFF, UNAPPROVED, start_city
from .projects import project
from .system import System

if TYPE_CHECKING:
    from functions.registration.season.season import Season


def system(data: Path | None = None) -> System:
    """Not started yet; `data` is where to keep what it holds, or None for memory."""
    return System(lambda: [project("guardians"), project("staff")], start_city, open_season, data=data)


def open_season() -> None:
    """Puts this year's sample season in, open around now, and approves its reviewers but the one who shows how."""
    from functions.cloud import composition
    from seasons import local_season

    now = datetime.now(UTC)
    season = local_season(now)
    composition.season_table().put(season, replaces=0, by="local", now=now)
    approve_reviewers(season, now)


def approve_reviewers(season: "Season", now: datetime) -> None:
    """As an operator does by `python -m ruxue readers approve`; whoever is on the staff is known by name."""
    from functions.cloud import settings
    from functions.cloud.sealing.secrets import macs
    from functions.cloud.table.accounts.roster import roster
    from functions.registration.staff.audit import BY_ITSELF
    from functions.registration.staff.roles import Role, roles_among
    from functions.review.audit.approving import approve

    for sub, name, words, _ in STAFF:
        member, roles = macs().keyed("staff", settings.sign_in().issuer, sub), roles_among(words)
        roster().remember(member, name, roles, season.district.code, now=now)
        if Role.REVIEWER in roles and sub != UNAPPROVED:
            approve(season, member, by=BY_ITSELF, begins=None, until=season.archive_until, now=now)
    sub, name, words, _ = OF_CITY
    lent = macs().keyed("staff", settings.sign_in().issuer, sub)
    roster().remember(lent, name, roles_among(words), CITY, now=now)


def welcome(running: System) -> str:
    """What is printed when it runs: addresses and sign-ins."""
    width = max(len(person.sub) for person in running.people)
    lines = [
        "",
        f"  Ruxue 入学        {running.url}",
        f"  staff 工作人员     {running.url}/staff",
        f"  SMS inbox 短信     {running.url}/inbox",
        "",
        "  Sign in as (no password; the page lists them too):",
    ]
    for kind in ("guardian", "staff"):
        lines.append("")
        lines += [
            f"    {person.sub:<{width}}  {person.name}  {person.story['en']}"
            for person in running.people
            if person.kind == kind
        ]
    return "\n".join([*lines, "", "  Ctrl-C stops it.", ""])
