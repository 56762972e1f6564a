"""After publication two refused families ask for a review (R42): one's result is changed by two, the other's upheld."""

from http import HTTPStatus

from .changes import confirm
from .client import Answer, Json, Person, expect, upload
from .family import Family
from .office import Say

WORDS = "补充了街道开具的居住证明，请再看一次。"


def reviewed(changed: Family, upheld: Family, say: Say) -> None:
    """Each asked for once, decided by who decided nothing, confirmed where it changed, and told by one SMS."""
    say(f"review: {_changed(changed)}")
    say(f"review: {_upheld(upheld)}")


def _ask(family: Family, ground: str) -> Answer:
    command = {"ground": ground, "explanation": WORDS}
    return family.person.call("POST", f"/registrations/{family.id}/review", command)


def _state(family: Family) -> str:
    review: Json = family.look()["review"]
    return str(review["state"])


def _decide(staff: Person, family: Family, result: str, reason: str) -> Answer:
    path = f"/staff/registrations/{family.id}"
    tag = staff.call("GET", f"{path}?reason=complaint").headers["ETag"]
    return staff.call("POST", f"{path}/review", {"result": result, "reason": reason}, If_Match=tag)


def _changed(family: Family) -> str:
    town = family.town
    expect(_state(family) == "possible", "a refused family is offered no review")
    bare = _ask(family, "new_paper")
    expect(bare.code == "incomplete", f"a new paper that is not there: {bare.status} {bare.body}")
    upload(family.person, family.id, "property_proof", for_review=True)
    town.settle()
    asked = _ask(family, "new_paper")
    expect(asked.body["review"]["state"] == "asked", f"not asked: {asked.status} {asked.body}")
    again = _ask(family, "entitled")
    expect(again.code == "review_asked_already", f"asked twice: {again.status} {again.body}")
    refuser, first, second = (Person(town, name) for name in ("reviewer", "reviewer3", "reviewer4"))
    own = _decide(refuser, family, "changed", "judged_wrongly")
    expect(own.code == "uninvolved_person_needed", f"who refused it reviewed it: {own.status} {own.body}")
    waits = _decide(first, family, "changed", "documents_sufficient")
    expect(waits.status == HTTPStatus.ACCEPTED, f"one person changed it: {waits.status} {waits.body}")
    done = _decide(second, family, "changed", "documents_sufficient")
    expect(done.body.get("outcome") == "admitted", f"not changed by two: {done.status} {done.body}")
    town.settle()
    held = family.look()
    expect(held["outcome"] is None and _state(family) == "confirming", f"seen before it is confirmed: {held}")
    expect(not family.told("review_changed"), "told before it is confirmed")
    confirm(town, family)
    town.settle()
    seen = family.look()
    expect((seen["outcome"], _state(family)) == ("admitted", "changed"), f"after the review: {seen}")
    expect(family.told("review_changed"), "no SMS tells of the changed result")
    return "refused, a new paper, changed by two who decided nothing, confirmed by a supervisor, one SMS: admitted"


def _upheld(family: Family) -> str:
    asked = _ask(family, "judged_wrongly")
    expect(asked.body["review"]["state"] == "asked", f"not asked: {asked.status} {asked.body}")
    done = _decide(Person(family.town, "reviewer3"), family, "upheld", "not_shown")
    expect(done.body["review"]["ended"] == "upheld", f"not upheld: {done.status} {done.body}")
    family.town.settle()
    seen = family.look()
    expect((seen["outcome"], _state(family)) == ("refused", "upheld"), f"after the review: {seen}")
    expect(family.told("review_upheld"), "no SMS tells that the result stays")
    return "refused, upheld by one who decided nothing; the family reads why, one SMS"
