"""What the district's office does between the last decision and the day of publication, each step checked."""

from collections.abc import Callable
from http import HTTPStatus

from .client import Json, Person, Town, expect

Say = Callable[[str], None]


def office(town: Town, season: str, families: int, say: Say) -> None:
    """Figures, rehearsal, publication confirmed, an export by two, and the audit trail verified."""
    _figures(town, season, families, say)
    _rehearsal(town, season, families, say)
    _export(town, season, say)
    _audit(town, season, say)


def _figures(town: Town, season: str, families: int, say: Say) -> None:
    town.settle()
    told = Person(town, "reviewer").ok("GET", f"/staff/seasons/{season}/statistics")
    live = sum(
        count for status, count in told["status"].items() if status in {"submitted", "decided", "amending"}
    )
    expect(live == families, f"{live} registrations in the figures, {families} families: {told['status']}")
    say(f"figures: {live} registrations, checks of homes {told['checks']['property']}")


def _rehearsal(town: Town, season: str, families: int, say: Say) -> None:
    supervisor, second = Person(town, "supervisor"), Person(town, "supervisor2")
    path = f"/staff/seasons/{season}"
    job(town, supervisor, season, "/rehearsal")
    rehearsed = supervisor.call("GET", f"{path}/rehearsal")
    expect(rehearsed.status == HTTPStatus.OK, f"rehearsal: {rehearsed.status} {rehearsed.body}")
    body: Json = rehearsed.body
    expect(body["families"] == families, f"{body['families']} rehearsed, {families} families")
    at = supervisor.ok("GET", f"{path}/publication")["publication_at"]
    seen = {"rehearsal": body["hash"], "pending": body["outcomes"]["pending"]}
    tag = rehearsed.headers["ETag"]
    supervisor.ok("PUT", f"{path}/publication", {"publication_at": at, **seen}, If_Match=tag)
    own = supervisor.call("POST", f"{path}/publication/confirmation", seen, If_Match=tag)
    expect(own.code == "own_proposal", f"one's own publication: {own.status} {own.body}")
    held = supervisor.ok("GET", f"{path}/publication")
    expect(held["held"] and held["proposed"], f"published by one supervisor alone: {held}")
    second.ok("POST", f"{path}/publication/confirmation", seen, If_Match=tag)
    say(
        f"rehearsal: {body['outcomes']}, proposed by one and confirmed by another for {at}, {body['hash'][:12]}…"
    )


def job(town: Town, supervisor: Person, season: str, path: str) -> Json:
    """Starts what goes over the whole season, and waits until it is done."""
    name = supervisor.ok("POST", f"/staff/seasons/{season}{path}")["job"]
    town.settle()
    told: Json = supervisor.ok("GET", f"/staff/seasons/{season}/jobs/{name}")
    expect(told["state"] == "done", f"{name}: {told}")
    return told


def _export(town: Town, season: str, say: Say) -> None:
    supervisor, second = Person(town, "supervisor"), Person(town, "supervisor2")
    asked = supervisor.ok("POST", f"/staff/seasons/{season}/exports", {"format": "xlsx"})
    path = f"/staff/exports/{asked['id']}"
    own = supervisor.call("POST", f"{path}/approval")
    expect(own.code == "approval_needs_another", f"one's own export: {own.status} {own.body}")
    second.ok("POST", f"{path}/approval")
    town.settle()
    ready = supervisor.ok("GET", path)
    expect(ready["state"] == "ready", f"the export is {ready['state']}")
    file = town.http.request("GET", ready["link"])
    expect(
        file.status == HTTPStatus.OK and file.data[:2] == b"PK", f"the export's link answered {file.status}"
    )
    say(f"export: asked by one supervisor, approved by another, {ready['rows']} rows, {len(file.data)} bytes")


def _audit(town: Town, season: str, say: Say) -> None:
    told = Person(town, "auditor").ok("GET", f"/staff/seasons/{season}/audit/verification")
    expect(told["intact"], f"the audit trail is broken: {told['chains']}")
    events = sum(chain["events"] for chain in told["chains"])
    say(f"audit: {events} events in {len(told['chains'])} chains, every link holds")


def as_rehearsed(town: Town, season: str, say: Say) -> None:
    """After the instant: what families see is what was confirmed."""
    supervisor = Person(town, "supervisor")
    job(town, supervisor, season, "/publication/check")
    told = supervisor.ok("GET", f"/staff/seasons/{season}/publication")
    expect(told["published"] and told["deviations"] == 0, f"published otherwise than rehearsed: {told}")
    say("published exactly as it was rehearsed")
