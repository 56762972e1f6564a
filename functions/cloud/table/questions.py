"""Questions to the registries: counted an account, a registration and a day, and written down for the season.

Whatever the door, they are counted in one place, before the registry is asked. The count knows a question that was put
before on the same day: it tells nothing new, and costs a stranger nothing of the ten. The ledger says who asked about
which child, when and by which door, by MACs alone.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from functions.registration.checking.strangers import (
    ACCOUNT_QUESTIONS,
    REGISTRATION_QUESTIONS,
    STRANGE_QUESTIONS,
)
from functions.registration.errors import TooMany
from functions.registration.keyed import Keyed

from . import items, keys
from .days import Day
from .expressions import (
    Update,
    absent,
    all_of,
    any_of,
    at_most,
    begins_with,
    contains,
    equals,
    size_at_most,
)
from .table import ConditionFailedError, Item, Table

CODE = "too_many_questions"

BEFORE_ANY = "-"
"""The registration of a question that prefill put before there was one."""

LINES = 500
"""The newest of an account that are looked through."""


class Door(StrEnum):
    PREFILL = "prefill"
    CODE = "code"
    SUBMISSION = "submission"


class Question(NamedTuple):
    child: Keyed
    """Whom it is about."""
    asked: Keyed
    """All that the answer would confirm."""
    strange: bool
    """Whether the asker is not known as the child's family."""


class Asking(NamedTuple):
    """Who asks, by which door, on which day."""

    owner: Keyed
    registration: str
    door: Door
    day: Day
    now: datetime
    kept_until: int
    """Epoch seconds until which the ledger keeps it."""


class Asked(NamedTuple):
    """One line of the ledger, as its own account sees it."""

    at: datetime
    door: Door


class QuestionTable:
    def __init__(self, table: Table) -> None:
        self._table = table

    def count(self, asking: Asking, questions: Sequence[Question]) -> None:
        """Counts them and writes them down, or refuses them all: 1 transaction.

        Raises TooMany until the day ends, BusyError.
        """
        try:
            self._table.transact(
                *({"Update": update} for update in counted(self._table, asking, questions)),
                *({"Put": entry} for entry in entries(self._table, asking, questions)),
            )
        except ConditionFailedError:
            raise refusal(asking) from None

    def about(self, owner: Keyed, registration_id: str, children: Iterable[str]) -> list[Asked]:
        """What this account had asked for the registration, and before it about its `children`: 1 call a key."""
        mine = frozenset(children)
        entries_read = [item for mac in owner.every for item in self._ledger(mac)]
        wanted = [
            item
            for item in entries_read
            if item["registration"] == registration_id
            or (item["registration"] == BEFORE_ANY and item["child"] in mine)
        ]
        return sorted(Asked(datetime.fromisoformat(item["at"]), Door(item["door"])) for item in wanted)

    def _ledger(self, owner: str) -> list[Item]:
        """The newest lines of one account."""
        where = all_of(equals("pk", keys.account(owner).pk), begins_with("sk", keys.ASKED))
        return self._table.query(where, limit=LINES, newest_first=True).items


def counted(table: Table, asking: Asking, questions: Sequence[Question]) -> list[dict[str, Any]]:
    """The day's count under each key that is held, for a transaction: it fails where the questions are too many."""
    return [_counted(table, asking, questions, place) for place in range(len(asking.owner.every))]


def _counted(table: Table, asking: Asking, questions: Sequence[Question], place: int) -> dict[str, Any]:
    number, of_registration = len(questions), f"questions {asking.registration}"
    rules = [
        any_of(absent("questions"), at_most("questions", ACCOUNT_QUESTIONS - number)),
        any_of(absent(of_registration), at_most(of_registration, REGISTRATION_QUESTIONS - number)),
    ]
    change = Update().add("questions", number).add(of_registration, number)
    if strange := sorted({question.asked.every[place] for question in questions if question.strange}):
        change.add("asked", set(strange))
        room = size_at_most("asked", STRANGE_QUESTIONS - len(strange))
        rules.append(any_of(absent("asked"), room, all_of(*(contains("asked", mac) for mac in strange))))
    return table.update_request(
        keys.account_day(asking.owner.every[place], asking.day.date),
        change.set("expires", asking.day.expires),
        all_of(*rules),
    )


def entries(table: Table, asking: Asking, questions: Sequence[Question]) -> list[dict[str, Any]]:
    """The ledger's lines, for the same transaction."""
    at = items.instant(asking.now)
    return [
        table.put_request(
            {
                **keys.question(asking.owner, at, asking.door, index)._asdict(),
                "child": question.child,
                "door": asking.door.value,
                "at": at,
                "registration": asking.registration,
                "strange": question.strange,
                "expires": asking.kept_until,
            }
        )
        for index, question in enumerate(questions)
    ]


def refusal(asking: Asking) -> TooMany:
    return TooMany(retry_after=asking.day.left(asking.now), code=CODE)
