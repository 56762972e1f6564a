"""What a new draft adds to its account and to the account's day."""

from typing import Any

from functions.cloud.table import keys
from functions.cloud.table.days import Day
from functions.cloud.table.expressions import Condition, Update, absent, all_of, any_of, below, size_below
from functions.cloud.table.table import Item, Table
from functions.registration.keyed import Keyed
from functions.registration.registration import Registration

REGISTRATIONS_AN_ACCOUNT = 50
"""Live ones: far more than a family begins, and what one question to the table can list."""

BEGUN_A_DAY = 60
"""Drafts of an account, however many of them it discards again."""


class ReferenceTakenError(Exception):
    """Another registration has this reference; nothing was written."""


class BegunBeforeError(Exception):
    """The same request began this registration before; nothing was written."""

    def __init__(self, registration_id: str) -> None:
        super().__init__(registration_id)
        self.registration_id = registration_id


def begun(
    table: Table,
    registration: Registration,
    owner: Keyed,
    answered: Condition,
    holder: str,
    day: Day,
    named: Keyed | None,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The requests for the lists and for the days, under every key that is held; `holder` must have `answered`.

    The day knows the requests that were `named`, so that one that comes again begins nothing.
    """
    fewer = any_of(absent("registrations"), size_below("registrations", REGISTRATIONS_AN_ACCOUNT))
    in_time = any_of(absent("begun"), below("begun", BEGUN_A_DAY))
    lists = [
        table.update_request(
            keys.account(mac),
            Update().add("registrations", {registration.id}),
            all_of(answered, fewer) if mac == holder else fewer,
        )
        for mac in owner.every
    ]
    days = [
        table.update_request(
            keys.account_day(mac, day.date),
            _counted(registration, day, None if named is None else named.every[place]),
            in_time if named is None else all_of(in_time, absent(_place(named.every[place]))),
        )
        for place, mac in enumerate(owner.every)
    ]
    return lists, days


def begun_before(day: Item | None, named: Keyed | None) -> str | None:
    """The registration that the request so named began, by its account's day."""
    if day is None or named is None:
        return None
    return next((str(day[_place(name)]) for name in named.every if _place(name) in day), None)


def is_full(account: Item | None) -> bool:
    """Whether the account holds as many live ones as it may."""
    return len((account or {}).get("registrations", ())) >= REGISTRATIONS_AN_ACCOUNT


def _counted(registration: Registration, day: Day, name: str | None) -> Update:
    counted = Update().add("begun", 1).set("expires", day.expires)
    return counted if name is None else counted.set(_place(name), registration.id)


def _place(name: str) -> str:
    return f"begun {name}"
