"""Who may read a season's families: a new reviewer is refused, seen by a supervisor, approved by name, and revoked.

One of the city is borrowed in the same way, and sees no season before and after (R37).
"""

from http import HTTPStatus

from local.city import OF_CITY, STAFF, UNAPPROVED

from .client import Answer, Json, Person, Town, expect
from .office import Say


def readers(town: Town, season: str, say: Say) -> None:
    """From the next request on, each time."""
    newcomer, supervisor = Person(town, UNAPPROVED), Person(town, "supervisor")
    name = next(name for sub, name, _, _ in STAFF if sub == UNAPPROVED)
    _refused(newcomer, season)
    approve(supervisor, season, name)
    told = _queue(newcomer, season)
    expect(told.status == HTTPStatus.OK, f"an approved reviewer: {told.status} {told.body}")
    [line] = [one for one in _listed(supervisor, season) if one["name"] == name]
    supervisor.ok("DELETE", f"/staff/seasons/{season}/readers?person={line['key']}")
    _refused(newcomer, season)
    say(f"readers: {name} was refused, approved by a supervisor until {line['approval']['until']}, revoked")
    _borrowed(town, season, say)


def _borrowed(town: Town, season: str, say: Say) -> None:
    lent, supervisor = Person(town, OF_CITY[0]), Person(town, "supervisor")
    _sees(lent, [])
    expect(_queue(lent, season).status == HTTPStatus.NOT_FOUND, "a season that borrowed nobody shows itself")
    approve(supervisor, season, OF_CITY[1])
    _sees(lent, [season])
    told = _queue(lent, season)
    expect(told.status == HTTPStatus.OK, f"a borrowed reviewer: {told.status} {told.body}")
    [line] = [one for one in _listed(supervisor, season) if one["name"] == OF_CITY[1]]
    expect(line["of_city"], f"not marked as of the city: {line}")
    supervisor.ok("DELETE", f"/staff/seasons/{season}/readers?person={line['key']}")
    _sees(lent, [])
    say(f"borrowed: {OF_CITY[1]} of the city saw no season, this one while approved, and none again")


def _sees(who: Person, seasons: list[str]) -> None:
    found = [one["id"] for one in who.ok("GET", "/staff/seasons")["seasons"]]
    expect(found == seasons, f"a reviewer of the city sees {found}")


def approve_all(town: Town, season: str) -> None:
    """Every reviewer by a supervisor who is another person, each after a first try."""
    for sub, name, roles, _ in STAFF:
        if "reviewer" in roles:
            _refused(Person(town, sub), season)
            approve(Person(town, "supervisor2"), season, name)


def approve(supervisor: Person, season: str, name: str) -> None:
    """Until the season's results have stood their time. The name stands in the list since its first try."""
    [line] = [one for one in _listed(supervisor, season) if one["name"] == name]
    expect(line["approval"] is None, f"{name} is approved already: {line}")
    until: str = supervisor.ok("GET", f"/staff/seasons/{season}")["results_until"]
    supervisor.ok("POST", f"/staff/seasons/{season}/readers", {"person": line["key"], "until": until})


def _queue(who: Person, season: str) -> Answer:
    return who.call("GET", f"/staff/seasons/{season}/queue")


def _refused(who: Person, season: str) -> None:
    told = _queue(who, season)
    expect(told.code == "approval_needed", f"without an approval: {told.status} {told.body}")


def _listed(supervisor: Person, season: str) -> list[Json]:
    found: list[Json] = supervisor.ok("GET", f"/staff/seasons/{season}/readers")["readers"]
    return found
