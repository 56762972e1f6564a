"""What providers report of SMS: whose each is, by the provider's own id, and a report that came before its sending was
noted.

A report binds to a sending by the id that the provider gave it. Reports come doubled, late and in any order, also
before the sending is noted: then the report waits under the id, and is taken with the note.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Update, absent, all_of, any_of, equals
from functions.cloud.table.results import moved
from functions.cloud.table.table import BusyError, ConditionFailedError, Table
from functions.registration.registration import Delivery, Notice
from functions.registration.sms.reporting import reported

KEPT = timedelta(days=7)
"""Providers try a phone for three days at most, and report within an hour of the end."""


class Whose(NamedTuple):
    """One notice of one registration."""

    registration: str
    notice: str
    trace: str | None = None
    """Of who noted its sending."""


class DeliveryTable:
    """Each method says its AWS calls."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def sent(self, registration_id: str, notice: Notice, *, expected: Notice, now: datetime) -> bool:
        """Notes a notice as sent and, under the provider's id, whose that SMS is, where the notice still stands as
        `expected`: 1 call, and 2 more where the provider's report was there first, or others write the same.
        """
        change, as_expected = moved(notice, expected)
        notes = self._table.update_request(keys.registration(registration_id), change, as_expected)
        if notice.provider is None or not notice.message_id:
            return self._written(notes)
        key = keys.sms_message(notice.provider, notice.message_id)
        whose = Update().set("registration", registration_id).set("notice", notice.id)
        whose.set("expires", _expires(now))
        try:
            return self._written(notes, self._table.update_request(key, whose, absent("delivery")))
        except (_EarlyError, BusyError):
            # One after the other, then: a sending that is not noted would be made again.
            early = self._table.update(key, whose).get("delivery")
        settled = None if early is None else reported(notice, Delivery.model_validate(early), now=now)
        change, as_expected = moved(settled or notice, expected)
        return self._written(
            self._table.update_request(keys.registration(registration_id), change, as_expected)
        )

    def known(self, asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Whose | Delivery]:
        """Of (provider, id), up to 100, whose each is, or what was reported before that was noted: 1 call."""
        names = {keys.sms_message(*name): name for name in asked}
        items_by_key = self._table.get_many(names)
        return {
            names[key]: Whose(item["registration"], item["notice"], item.get("trace"))
            if "registration" in item
            else Delivery.model_validate(item["delivery"])
            for key, item in items_by_key.items()
        }

    def keep_early(self, provider: str, message_id: str, delivery: Delivery, now: datetime) -> Whose | None:
        """Keeps a report under its id until the sending is noted: 1 call. Answers whose it is where it just was."""
        not_delivered = any_of(absent("delivery"), equals(("delivery", "state"), "not_delivered"))
        change = Update().set("delivery", items.dump(delivery)).set("expires", _expires(now))
        try:
            key = keys.sms_message(provider, message_id)
            self._table.update(key, change, condition=all_of(absent("registration"), not_delivered))
        except ConditionFailedError as refused:
            item = refused.item or {}
            if "registration" not in item:
                return None
            return Whose(item["registration"], item["notice"], item.get("trace"))
        return None

    def report(self, registration_id: str, notice: Notice, *, expected: Notice) -> bool:
        """Notes what was reported of a notice that stands as `expected`, its delivery included: 1 call."""
        change, as_expected = moved(notice, expected)
        place = ("notices", notice.id, "delivery")
        known = expected.delivery
        as_known = absent(place) if known is None else equals((*place, "state"), known.state.value)
        key = keys.registration(registration_id)
        return self._written(self._table.update_request(key, change, all_of(as_expected, as_known)))

    def _written(self, *requests: dict[str, Any]) -> bool:
        try:
            self._table.update_together(*requests)
        except ConditionFailedError as refused:
            if refused.index == 0:
                return False
            raise _EarlyError from refused
        return True


class _EarlyError(Exception):
    """The provider reported before the sending was noted."""


def _expires(now: datetime) -> int:
    return int((now + KEPT).timestamp())
