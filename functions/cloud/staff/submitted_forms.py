"""Registrations with the form that their guardians submitted last, for staff's eyes."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from functions.cloud.aws.at_once import at_once
from functions.cloud.sealing.seal import Seal
from functions.cloud.table import items, keys
from functions.cloud.table.results import readable
from functions.cloud.table.table import Item, Table
from functions.registration.registration import Registration, Status

if TYPE_CHECKING:
    from concurrent.futures import Future

BATCH_SIZE = 100
"""Items of one BatchGetItem (DynamoDB's limit)."""


def as_submitted(item: Item) -> Item:
    """The item as it was submitted last: what its guardian is typing is left out."""
    if item["status"] != Status.AMENDING:
        return item
    return item | {
        "sealed": item["previous"],
        "form_version": item["previous_form_version"],
        "documents": item["previous_documents"],
    }


class SubmittedForms:
    def __init__(self, table: Table, seal: Seal) -> None:
        self._table = table
        self._seal = seal

    def of(self, registration_ids: Sequence[str]) -> Iterator[Registration]:
        """In the order asked for, without those that are gone and those that cannot be read: 1 call for each 100, and
        1 of KMS for each, several at a time.
        """
        for start in range(0, len(registration_ids), BATCH_SIZE):
            wanted = [keys.registration(each) for each in registration_ids[start : start + BATCH_SIZE]]
            stored = self._table.get_many(wanted)
            with at_once() as reads:
                opened = {key: reads.submit(self._whole, stored[key]) for key in wanted if key in stored}
            for key, whole in opened.items():
                registration = readable(stored[key], _ended(whole))
                if registration is not None:
                    yield registration

    def _whole(self, item: Item) -> Registration:
        with items.reading(item):
            return items.whole(as_submitted(item), self._seal)


def _ended(read: "Future[Registration]") -> Callable[[Item], Registration]:
    return lambda _: read.result()
