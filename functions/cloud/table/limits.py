"""Counters that one person or one phone has for itself; nothing that all share (docs/promises.md)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from functions.registration.errors import TooMany
from functions.registration.sms.budget import budget_shards, shard_budget
from functions.registration.submitting.codes import refuse_phone

from . import items, keys
from .expressions import Update, absent, any_of, below, equals
from .table import ConditionFailedError, Table

PREFILLS_A_DAY = 20
REMEMBERED = timedelta(days=400)
"""How long an account's list of its own registrations is kept."""


class Limits:
    """Each method says its AWS calls."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def record_prefill(self, account: str, facts: Iterable[str], *, now: datetime) -> None:
        """Counts one of 20 answers a day (R5) and remembers what it told, as keyed MACs (R4), together: 1 call.

        Raises TooMany; the answer must be withheld then.
        """
        day = f"prefills {now.date().isoformat()}"
        counted = Update().add(day, 1).add("facts", set(facts))
        try:
            self._table.update(
                keys.account(account),
                counted.set("expires", int((now + REMEMBERED).timestamp())),
                condition=any_of(absent(day), below(day, PREFILLS_A_DAY)),
            )
        except ConditionFailedError:
            tomorrow = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), now.tzinfo)
            wait = int((tomorrow - now).total_seconds())
            raise TooMany(retry_after=wait, code="too_many_prefills") from None

    def count_sms(self, phone: str, *, now: datetime) -> None:
        """One code to this phone, if its limits allow (docs/promises.md): 2 calls. Raises TooMany."""
        key = keys.phone(phone)
        sent = (self._table.get(key) or {}).get("sent")
        recent = [
            instant
            for instant in map(datetime.fromisoformat, sent or ())
            if now - instant < timedelta(days=1)
        ]
        refuse_phone(recent, now)
        change = Update().set("sent", [items.instant(instant) for instant in (*recent, now)])
        try:
            self._table.update(
                key,
                change.set("expires", int((now + timedelta(days=2)).timestamp())),
                condition=absent("sent") if sent is None else equals("sent", sent),
            )
        except ConditionFailedError:
            raise TooMany(retry_after=60, code="code_too_soon", seconds="60") from None

    def take_from_budget(self, season: str, registration_id: str, *, budget: int) -> None:
        """One SMS of the season's budget, from one of its shards: 1 call, or 2. Raises TooMany."""
        for shard in budget_shards(registration_id):
            try:
                self._table.update(
                    keys.sms_budget(season, shard),
                    Update().add("used", 1),
                    condition=any_of(absent("used"), below("used", shard_budget(budget, shard))),
                )
            except ConditionFailedError:
                continue
            return
        raise TooMany(retry_after=3600, code="sms_budget_spent")
