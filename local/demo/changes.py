"""Amendments that come to nothing (R38), and a decision after publication (R43)."""

from collections.abc import Callable
from datetime import datetime, timedelta

from .client import Json, Person, Town, expect
from .family import Family
from .office import Say, job

NOTES = "还在商量要不要改地址。"


def cancelled(family: Family) -> str:
    """Begun, typed into, and given up: what was submitted stands, with its checks."""
    before = family.look()
    _begun(family)
    family.person.ok("DELETE", f"/registrations/{family.id}/amendment")
    family.town.settle()
    _put_back(family, before)
    return "an amendment was begun and cancelled: form and checks as submitted"


def begun(family: Family) -> str:
    _begun(family)
    expect(family.look()["status"] == "amending", "not being amended")
    return "an amendment was begun and left"


def _begun(family: Family) -> None:
    family.person.ok("POST", f"/registrations/{family.id}/amendment")
    family.form["family_notes"] = NOTES
    family.save()


def _put_back(family: Family, before: Json) -> None:
    seen = family.look()
    for what in ("status", "form", "checks", "submitted_at"):
        expect(seen[what] == before[what], f"{what} is not as it was submitted: {seen[what]}")


def left_unfinished(family: Family, say: Say) -> None:
    """The clock ends it at the deadline: what was submitted last counts, staff see what was being changed."""
    town = family.town
    deadline = datetime.fromisoformat(family.look()["deadlines"]["amendment_deadline"])
    town.local("POST", "clock", {"to": (deadline + timedelta(minutes=1)).isoformat()})
    town.tokens.clear()
    town.advance(minutes=10)
    seen = family.look()
    expect(seen["status"] == "submitted", f"left unfinished, it is {seen['status']} after the deadline")
    expect("family_notes" not in seen["form"], "what was never submitted counts")
    expect("amend" not in seen["actions"], "amended after the deadline")
    case = Person(town, "reviewer").ok("GET", f"/staff/registrations/{family.id}?reason=complaint")
    expect(NOTES in str(case), "staff do not see what was being changed")
    say("the amendment that was left ended at the deadline: what was submitted last counts")


def decided_late(family: Family, accept: Callable[[Family], None], say: Say) -> None:
    """Pending when results came out; decided after, held until a supervisor confirms, told by one SMS."""
    town, sent = family.town, len(family.town.sms_to(family.phone))
    expect(family.look()["outcome"] == "pending", "not published as pending")
    accept(family)
    town.settle()
    held = family.look()
    expect((held["outcome"], held["results"]) == (None, "held"), f"seen before it is confirmed: {held}")
    expect(len(town.sms_to(family.phone)) == sent, "told before it is confirmed")
    confirm(town, family)
    town.settle()
    seen = family.look()
    expect(seen["outcome"] == "admitted" and seen["school"], f"after the confirmation: {seen['outcome']}")
    expect("result_confirmed" in {one["what"] for one in seen["timeline"]}, "the change is not dated")
    expect(len(town.sms_to(family.phone)) == sent + 1, "no SMS tells of the changed result")
    say("a late decision: held, confirmed by a supervisor, dated on the page, one SMS: admitted")


def confirm(town: Town, family: Family) -> None:
    """A supervisor, the line of this family that differs from what was published."""
    supervisor, path = Person(town, "supervisor2"), f"/staff/seasons/{family.season}"
    job(town, supervisor, family.season, "/publication/check")
    deviating = supervisor.ok("GET", f"{path}/publication")["deviating"]
    results = [
        {"registration": one["registration"], "result": one["published"]}
        for one in deviating
        if one["registration"] == family.id
    ]
    told = supervisor.ok("POST", f"{path}/results", {"results": results})
    expect(told == {"confirmed": 1, "refused": []}, f"not confirmed: {told}")
