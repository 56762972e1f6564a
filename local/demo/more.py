"""A clerk asks a family for more, and what it hands in comes back to that clerk (R40)."""

from datetime import datetime, timedelta
from http import HTTPStatus

from .client import Json, Person, expect, upload
from .family import Family


def ask_for_more(family: Family) -> str:
    """The rental contract once more, and a word on who lives there."""
    town, path = family.town, f"/staff/registrations/{family.id}"
    clerk, colleague = Person(town, "reviewer"), Person(town, "reviewer2")
    command = {
        "check": "property",
        "reason": "paper_unreadable",
        "papers": [{"kind": "rental_contract"}],
        "words": ["residence"],
        "until": (datetime.fromisoformat(town.local("GET", "clock")["now"]) + timedelta(days=7))
        .date()
        .isoformat(),
        "note": "第二页看不清",
    }
    clerk.ok("POST", f"{path}/claim")
    clerk.ok("POST", f"{path}/requests", command, If_Match=clerk.call("GET", path).headers["ETag"])
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
