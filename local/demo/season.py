"""One season from its first draft to its published results."""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from uuid import uuid4

from .changes import decided_late, left_unfinished
from .client import DifferentError, Person, Town, expect
from .delivered import delivered
from .family import Family
from .office import as_rehearsed, office
from .readers import readers
from .reviews import reviewed
from .stories import STORIES, Told

Say = Callable[[str], None]


def play(town: Town, say: Say) -> None:
    """Raises DifferentError where anything is not as it should be."""
    season = town.call("GET", "/api/seasons").body["seasons"][-1]
    expect(
        season["state"] == "open",
        f"{season['id']} is {season['state']}: this system has played its season already; start it anew",
    )
    people = town.population()
    families: list[tuple[Told, Family]] = []
    for told in STORIES:
        family = Family(town, people.stories[told.key], season["id"])
        families.append((told, family))
        try:
            say(f"{told.words}: {told.tell(family)}")
        except DifferentError as error:
            raise DifferentError(f"{told.words}: {error}") from None
    by_story = {told.key: family for told, family in families}
    readers(town, season["id"], say)
    left_unfinished(by_story["new_home"], say)
    _staff_decide(town, families, say)
    office(town, season["id"], sum(1 for told, _ in families if told.outcome), say)
    _publication(town, season["id"], families, say)
    figures = town.local("GET", "figures")
    say(
        f"{len(STORIES)} stories, {town.requests} requests, {sum(figures['messages'].values())} messages, "
        f"{figures['sms']} SMS, slowest request {town.slowest[0] * 1000:.0f} ms ({town.slowest[1]})"
    )


def _staff_decide(town: Town, families: list[tuple[Told, Family]], say: Say) -> None:
    first, second = Person(town, "reviewer"), Person(town, "reviewer2")
    for told, family in families:
        for check, result in (told.decide or {}).items():
            decide(first, family, check, result)
            if result == "refused":
                decide(second, family, check, result)
            town.settle()
            expect(family.checks()[check] == "manual_review", f"{told.words}: the decision leaked")
            expect(family.look()["status"] == "submitted", f"{told.words}: a decision shows before its day")
            say(f"{told.words}: staff {result} {check}; the family still reads 待审核")


def decide(staff: Person, family: Family, check: str, result: str) -> None:
    staff.ok("POST", f"/staff/registrations/{family.id}/claim")
    seen = staff.call("GET", f"/staff/registrations/{family.id}")
    expect(seen.status == HTTPStatus.OK, f"staff cannot read: {seen.status} {seen.body}")
    command = {"check": check, "result": result, "reason": REASONS[result], "note": ""}
    staff.ok(
        "POST",
        f"/staff/registrations/{family.id}/decisions",
        command,
        Idempotency_Key=str(uuid4()),
        If_Match=seen.headers["ETag"],
    )


REASONS = {"accepted": "documents_sufficient", "refused": "documents_insufficient"}


def _publication(town: Town, season_id: str, families: list[tuple[Told, Family]], say: Say) -> None:
    season = town.call("GET", f"/api/seasons/{season_id}").body
    at = datetime.fromisoformat(season["publication_at"])
    town.local("POST", "clock", {"to": datetime.fromtimestamp(at.timestamp() - 60, tz=at.tzinfo).isoformat()})
    town.tokens.clear()
    for told, family in families:
        if told.outcome:
            expect(family.look()["outcome"] is None, f"{told.words}: an outcome a minute too early")
    say("one minute before the instant: nobody sees an outcome")
    before = len(town.local("GET", "sms"))
    town.advance(minutes=2)
    town.advance(minutes=2)
    for told, family in families:
        if told.outcome:
            seen = family.look()
            expect(seen["outcome"] == told.outcome, f"{told.words}: {seen['outcome']} {family.checks()}")
            school = seen["school"]
            if told.outcome == "admitted" and "community" in family.form["students"][0]["household"]:
                expect(school and school["phone"], f"{told.words}: no school with its phone")
            expect(seen["status"] == "decided", f"{told.words}: {seen['status']}")
            say(f"{told.words}: {told.outcome}" + (f", {school['name']['zh-CN']}" if school else ""))
    sent = len(town.local("GET", "sms")) - before
    expected = sum(1 for told, _ in families if told.outcome)
    expect(sent == expected, f"{sent} notices of the outcome, {expected} families")
    say(f"{sent} notices of the outcome, one for each family")
    delivered(town, [family for told, family in families if told.outcome], say)
    as_rehearsed(town, season_id, say)
    by_story = {told.key: family for told, family in families}
    decided_late(
        by_story["low_rent"],
        lambda family: decide(Person(town, "reviewer"), family, "property", "accepted"),
        say,
    )
    reviewed(by_story["other_home"], by_story["strangers_home"], say)
