"""Prefill's tries and the reserve of notices: counters of one account or of one shard (docs/promises.md)."""

from collections.abc import Iterable
from datetime import timedelta

from functions.cloud.table import keys
from functions.cloud.table.days import Day
from functions.cloud.table.expressions import Update, absent, any_of, below
from functions.cloud.table.questions import Asking, Question, entries
from functions.cloud.table.table import ConditionFailedError, Table
from functions.registration.errors import TooMany
from functions.registration.sms.budget import Spent, allowance, budget_shards, shards_of

PREFILLS_A_DAY = 20

REMEMBERED = timedelta(days=400)
"""How long an account's list of its own registrations is kept."""


class Limits:
    """Each method says its AWS calls.

    What is counted is counted under every key that is held, so that a new one gives nobody more.
    """

    def __init__(self, table: Table) -> None:
        self._table = table

    def record_prefill(
        self, asking: Asking, question: Question, facts: Iterable[str], *, family: bool
    ) -> None:
        """Counts one of 20 answers a day (R5), writes it in the ledger, and remembers what it told, as keyed MACs (R4).

        `family`: the registry says that the asker is the child's. 1 transaction, whatever the answer is.
        Raises TooMany until the day ends, BusyError; the answer must be withheld then.
        """
        facts_told = Update().add("facts", set(facts))
        facts_told.set_if_absent("expires", int((asking.now + REMEMBERED).timestamp()))
        if family:
            facts_told.add("own_children", set(question.child.every))
        fewer = any_of(absent("prefills"), below("prefills", PREFILLS_A_DAY))
        updates = []
        for owner, asked in zip(asking.owner.every, question.asked.every, strict=True):
            counted = Update().add("prefills", 1).set("expires", asking.day.expires)
            if question.strange:
                counted.add("asked", {asked})
            day = keys.account_day(owner, asking.day.date)
            updates += [
                self._table.update_request(day, counted, fewer),
                self._table.update_request(keys.account(owner), facts_told),
            ]
        [entry] = entries(self._table, asking, [question])
        try:
            self._table.transact(*({"Update": update} for update in updates), {"Put": entry})
        except ConditionFailedError:
            wait = asking.day.left(asking.now)
            raise TooMany(retry_after=wait, code="too_many_prefills") from None

    def spent(self, season: str, *, budget: int, day: Day) -> Spent:
        """What all shards of the season's budget gave: 1 call."""
        shards = [keys.sms_budget(season, shard) for shard in range(shards_of(budget))]
        counts = self._table.get_many(shards).values()
        return Spent(
            codes_today=sum(count.get(f"codes {day.date}", 0) for count in counts),
            codes=sum(count.get("codes", 0) for count in counts),
            notices=sum(count.get("notices", 0) for count in counts),
        )

    def take_from_reserve(self, season: str, registration_id: str, *, budget: int) -> None:
        """One SMS of the season's reserve for notices, from one of its shards: 1 call, or 2. Raises TooMany."""
        for shard in budget_shards(registration_id, budget):
            try:
                self._table.update(
                    keys.sms_budget(season, shard),
                    Update().add("notices", 1),
                    condition=any_of(absent("notices"), below("notices", allowance(budget, shard).notices)),
                )
            except ConditionFailedError:
                continue
            return
        raise TooMany(retry_after=3600, code="sms_budget_spent")
