"""Whose child it is (R35), and how a family leaves by a code of its own (R45)."""

from copy import deepcopy
from http import HTTPStatus

from .client import expect
from .family import Family


def displaced(stranger: Family, family: Family) -> str:
    """A stranger registered the family's child; both are told without a name, and the stranger withdraws."""
    town, child = family.town, family.form["students"][0]["name"]
    lost = stranger.look()["dispute"]
    expect(lost and lost["state"] == "displaced", f"the stranger keeps the child: {lost}")
    expect(family.look()["dispute"] is None, "the child's own family is in a dispute")
    for one, kind in ((stranger, "displaced"), (family, "child_kept")):
        expect(one.told(kind), f"no SMS {kind}")
        words = [sms["text"] for sms in town.sms_to(one.phone)]
        expect(not any(child in text for text in words), f"the SMS {kind} names the child")
    _withdrawn(stranger)
    return "it gives way to the child's own family, each by one SMS without a name, and withdraws"


def registers_the_child_of(family: Family, stranger: Family) -> None:
    """As an account that the registry does not tie to the child, before the family does."""
    stranger.form["students"][0] = deepcopy(family.form["students"][0])
    stranger.applied()


def makes_way(other: Family, family: Family) -> str:
    """The child's other parent withdraws, and the child is free for this one."""
    other.id = other.person.ok("GET", "/registrations")["registrations"][0]["id"]
    _withdrawn(other)
    family.town.advance(minutes=2)
    expect(family.submitted()["status"] == "submitted", "the child is not free after a withdrawal")
    return "withdrawn by its own code, one SMS; the other parent's is submitted"


def _withdrawn(family: Family) -> None:
    """By a code for just that; a code for anything else does nothing."""
    town, told = family.town, len(family.town.sms_to(family.phone))
    town.advance(minutes=2)
    done = family.withdraw(family.code("withdraw"))
    expect(done.status == HTTPStatus.OK, f"not withdrawn: {done.status} {done.body}")
    town.settle()
    expect(family.look()["status"] == "withdrawn", "not withdrawn")
    expect(len(town.sms_to(family.phone)) == told + 2, "guardian 1 is not told of the withdrawal")
