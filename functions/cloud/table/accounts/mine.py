"""What an account is told that it has: each registration that can be read, and which cannot."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from functions.cloud.table import items
from functions.cloud.table.table import Item
from functions.registration.registration import Registration


class Mine(NamedTuple):
    registrations: tuple[Registration, ...]
    """Without their forms."""
    unreadable: tuple[items.UnreadableError, ...]
    """Set aside: each keeps none of the others from being told."""


def told_apart(stored: Iterable[Item], seasons: Collection[str]) -> Mine:
    """In the order in which they come. What names none of the `seasons` can be shown as little. No call."""
    registrations: list[Registration] = []
    unreadable: list[items.UnreadableError] = []
    for item in stored:
        try:
            registrations.append(_read(item, seasons))
        except items.UnreadableError as damaged:
            items.set_aside(damaged)
            unreadable.append(damaged)
    return Mine(tuple(registrations), tuple(unreadable))


def _read(item: Item, seasons: Collection[str]) -> Registration:
    registration = items.without_form(item)
    if registration.season not in seasons:
        raise items.UnreadableError(item, "unknown_season")
    return registration
