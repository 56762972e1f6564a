"""The real system, as `make run` and `make demo` start it: both projects of `infra/` over the generated city."""

from datetime import UTC, datetime
from pathlib import Path

from .city import start_city
from .projects import project
from .system import System


def system(data: Path | None = None) -> System:
    """Not started yet; `data` is where to keep what it holds, or None for memory."""
    return System(lambda: [project("guardians"), project("staff")], start_city, open_season, data=data)


def open_season() -> None:
    """Puts this year's sample season in, open around now."""
    from functions.cloud import composition
    from seasons import local_season

    now = datetime.now(UTC)
    composition.season_table().put(local_season(now), replaces=0, by="local", now=now)


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
