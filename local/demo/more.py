"""A clerk asks a family for more, and what it hands in comes back to that clerk (R40)."""

from datetime import timedelta
from http import HTTPStatus

from .client import Json, Person, expect, upload
from .family import Family


def asked_by(clerk: Person, registration: str, command: Json) -> None:
    """By a clerk who takes the case, for what the command names, with a week to hand it in."""
    town, path = clerk.town, f"/staff/registrations/{registration}"
    until = town.now + timedelta(days=7)
    clerk.ok("POST", f"{path}/claim")
    tag = clerk.call("GET", path).headers["ETag"]
    clerk.ok("POST", f"{path}/requests", command | {"until": until.date().isoformat()}, If_Match=tag)


def ask_for_more(family: Family) -> str:
    """The rental contract once more, and a word on who lives there."""
    town = family.town
    clerk, colleague = Person(town, "reviewer"), Person(town, "reviewer2")
    command = {
        "check": "property",
        "reason": "paper_unreadable",
        "papers": [{"kind": "rental_contract"}],
        "words": ["residence"],
        "note": "第二页看不清",
    }
    asked_by(clerk, family.id, command)
    town.settle()
    expect(family.told("more_asked"), "no SMS tells that more is asked")
    asked: Json = family.look()["request"]
    expect(asked["days_left"] >= 1, f"asked without a day: {asked}")
    expect(not _waiting(clerk, family), "it waits for staff and for its family at once")
    early = family.ask_code("answer", {"words": {}})
    expect(early.code == "incomplete", f"a code for nothing: {early.status} {early.body}")
    upload(family.person, family.id, "rental_contract", check="property")
    town.advance(minutes=2)
    said = {"words": {"residence": "一家三口，从2019年起。"}}
    code = family.code("answer", said)
    other = family.hand_in({"words": {"residence": "两个人。"}}, code)
    expect(other.code == "code_for_another_answer", f"a code for other words: {other.status} {other.body}")
    handed = family.hand_in(said, code)
    expect(handed.status == HTTPStatus.OK, f"not handed in: {handed.status} {handed.body}")
    expect(
        _waiting(clerk, family) and not _waiting(colleague, family), "it did not come back to the same clerk"
    )
    return f"asked for a contract and a word by {asked['last_day']}, handed in, back with the same clerk"


def _waiting(clerk: Person, family: Family) -> bool:
    cases = clerk.ok("GET", f"/staff/seasons/{family.season}/queue")["cases"]
    return any(case["id"] == family.id for case in cases)
