"""Every deed that somebody could try, by the machine's name for it, and how the model is asked whether it may."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from .house import STAFF
from .households import FAMILIES
from .model import Model

BEFORE_STAFF = frozenset({"save", "submit", "discard"})
"""What a family does with a registration that it never submitted."""


class Candidate(NamedTuple):
    method: str
    named: dict[str, Any]
    is_allowed: Callable[[Model, datetime], bool]


@cache
def candidates() -> tuple[Candidate, ...]:
    """Of every family, by every clerk, of each check."""
    return tuple(one for name in FAMILIES for one in (*_of_family(name), *_of_staff(name)))


def _of_family(name: str) -> list[Candidate]:
    family: dict[str, Callable[[Model, datetime], bool]] = {
        "submit": lambda model, now: model.submit(name, now),
        "amend": lambda model, now: model.amend(name, now),
        "cancel": lambda model, now: model.cancel(name, now),
        "answer": lambda model, now: model.answer(name, now),
        "ask_for_a_review": lambda model, now: model.ask_for_a_review(name, now),
        "confirm": lambda model, now: model.confirm(name, now),
    }
    found = [Candidate(method, {"name": name}, allowed) for method, allowed in family.items()]
    found += [
        Candidate(
            "save", {"name": name, "right": right}, lambda model, now: model.save(name, now, right=True)
        )
        for right in (True, False)
    ]
    found += [
        Candidate(
            "leave",
            {"name": name, "action": action},
            lambda model, now, action=action: model.leave(name, action, now),
        )
        for action in ("withdraw", "decline")
    ]
    found.append(
        Candidate(
            "object_to",
            {"name": name, "one": "property"},
            lambda model, now: model.object_to(name, "property", now),
        )
    )
    return found


def _of_staff(name: str) -> list[Candidate]:
    found: list[Candidate] = []
    for number, clerk in enumerate(STAFF):
        who, named = clerk.account, {"name": name, "who": number}
        found += [
            Candidate("take", named, lambda model, now, who=who: model.take(name, who, now)),
            Candidate("release", named, lambda model, now, who=who: model.release(name, who, now)),
            Candidate("find_nothing", named, lambda model, now, who=who: model.find_nothing(name, who, now)),
            Candidate("call_off", named, lambda model, now, who=who: model.call_off(name, who, now)),
            Candidate(
                "withdraw_by_phone",
                named,
                lambda model, now, who=who: model.withdraw_by_phone(name, who, now),
            ),
        ]
        for check in ("property", "student-0", "guardian-0", "guardian-1"):
            found.append(
                Candidate(
                    "ask",
                    named | {"one": check},
                    lambda model, now, who=who, check=check: model.ask(name, check, who, now),
                )
            )
            found += [
                Candidate(
                    "decide",
                    named | {"one": check, "result": result, "paper": True},
                    lambda model, now, who=who, check=check, result=result: model.decide(
                        name, check, who, result, now, paper=True
                    ),
                )
                for result in ("accepted", "refused")
            ]
        found += [
            Candidate(
                "decide_review",
                named | {"result": result},
                lambda model, now, who=who, result=result: model.decide_review(name, who, result, now),
            )
            for result in ("changed", "upheld")
        ]
    return found
