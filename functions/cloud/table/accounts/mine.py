"""What somebody is told that there is: each registration that can be read, and which cannot."""

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from functions.cloud.table import items
from functions.cloud.table.table import Item
from functions.registration.registration import Registration


class Mine(NamedTuple):
    registrations: tuple[Registration, ...]
    """Without their forms."""
    unreadable: tuple[items.UnreadableError, ...]
    """Set aside: each keeps none of the others from being told."""


def told_apart(stored: Iterable[Item], read: Callable[[Item], Registration] = items.without_form) -> Mine:
    """In the order in which they come, without a call. `read` raises UnreadableError."""
    registrations: list[Registration] = []
    unreadable: list[items.UnreadableError] = []
    for item in stored:
        try:
            registrations.append(read(item))
        except items.UnreadableError as damaged:
            items.set_aside(damaged)
            unreadable.append(damaged)
    return Mine(tuple(registrations), tuple(unreadable))


def of_seasons(item: Item, *, seasons: Collection[str]) -> Registration:
    """What names none of these can be shown as little as what cannot be read. Raises UnreadableError."""
    registration = items.without_form(item)
    if registration.season not in seasons:
        raise items.UnreadableError(item, "unknown_season")
    return registration
