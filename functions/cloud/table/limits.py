"""Counters that one person or one phone has for itself; nothing that all share (docs/promises.md)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from functions.registration.errors import TooMany
from functions.registration.sms.budget import budget_shards, shard_budget
from functions.registration.submitting.codes import refuse_phone

from . import items, keys
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
        try:
            self._table.update(
                keys.account(account),
                "ADD #day :one, facts :facts SET expires = :expires",
                condition="attribute_not_exists(#day) OR #day < :most",
                names={"#day": f"prefills {now.date().isoformat()}"},
                values={
                    ":one": 1,
                    ":facts": set(facts),
                    ":most": PREFILLS_A_DAY,
                    ":expires": int((now + REMEMBERED).timestamp()),
                },
            )
        except ConditionFailedError:
            tomorrow = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), now.tzinfo)
            wait = int((tomorrow - now).total_seconds())
            raise TooMany(retry_after=wait, code="too_many_prefills") from None

    def count_sms(self, phone: str, *, now: datetime) -> None:
        """One code to this phone, if its limits allow (docs/promises.md): 2 calls. Raises TooMany."""
        key = keys.phone(phone)
        sent = (self._table.get(key) or {}).get("sent", [])
        recent = [one for one in sent if now - datetime.fromisoformat(one) < timedelta(days=1)]
        refuse_phone([datetime.fromisoformat(one) for one in recent], now)
        try:
            self._table.update(
                key,
                "SET sent = :sent, expires = :expires",
                condition="sent = :before OR (attribute_not_exists(sent) AND :before = :none)",
                values={
                    ":sent": [*recent, items.instant(now)],
                    ":before": sent,
                    ":none": [],
                    ":expires": int((now + timedelta(days=2)).timestamp()),
                },
            )
        except ConditionFailedError:
            raise TooMany(retry_after=60, code="code_too_soon", seconds="60") from None

    def take_from_budget(self, season: str, registration_id: str, *, budget: int) -> None:
        """One SMS of the season's budget, from one of its shards: 1 call, or 2. Raises TooMany."""
        for shard in budget_shards(registration_id):
            try:
                self._table.update(
                    keys.sms_budget(season, shard),
                    "ADD used :one",
                    condition="attribute_not_exists(used) OR used < :most",
                    values={":one": 1, ":most": shard_budget(budget, shard)},
                )
            except ConditionFailedError:
                continue
            return
        raise TooMany(retry_after=3600, code="sms_budget_spent")
