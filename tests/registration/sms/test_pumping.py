"""Pumping: many accounts ask for codes to phones that pay them for each SMS. What it can cost, modelled by the rules.

The model is generous to the pumpers: every account is real-name verified, asks for as much as it may every day, and
never meets the limits a minute and an hour.
"""

from collections import Counter
from dataclasses import dataclass, field

from functions.registration.sms.budget import DAYS, allowance, budget_shards, shards_of
from functions.registration.sms.limits import (
    ACCOUNT_CODES,
    ACCOUNT_PHONES,
    REGISTRATION_CODES,
    REGISTRATION_PHONES,
    STRANGERS_CODES,
    UNPROVED_CODES,
)

CITY = 60_000
"""SMS of the sample season."""
ACCOUNTS = 300
FAMILIES_A_DAY = 800
"""Submit on an ordinary day, each with one code."""


@dataclass
class Budget:
    codes: Counter[int] = field(default_factory=Counter)
    today: Counter[int] = field(default_factory=Counter)

    def give(self, registration: str) -> bool:
        for shard in budget_shards(registration, CITY):
            share = allowance(CITY, shard)
            if self.codes[shard] < share.codes and self.today[shard] < share.codes_a_day:
                self.codes[shard] += 1
                self.today[shard] += 1
                return True
        return False


def wanted(account: int, day: int) -> list[str]:
    """The registrations that this account asks for a code with, today: as many as its own limits let it."""
    phones = min(ACCOUNT_PHONES, REGISTRATION_PHONES * 2)
    codes = min(ACCOUNT_CODES, phones * min(UNPROVED_CODES, STRANGERS_CODES))
    return [f"pump-{account}-{day}-{number // REGISTRATION_CODES}" for number in range(codes)]


def played(accounts: int, days: int) -> tuple[list[int], list[int]]:
    """By day, the SMS that pumpers got and the codes that families got, each asking in turn."""
    budget, pumped, served = Budget(), [], []
    for day in range(days):
        budget.today.clear()
        asking = [(False, one) for account in range(accounts) for one in wanted(account, day)]
        families = [(True, f"family-{day}-{number}") for number in range(FAMILIES_A_DAY)]
        every = max(1, len(asking) // len(families))
        mixed = []
        for place, family in enumerate(families):
            mixed += [*asking[place * every : (place + 1) * every], family]
        mixed += asking[len(families) * every :]
        got = Counter(family for family, one in mixed if budget.give(one))
        pumped.append(got[False])
        served.append(got[True])
    return pumped, served


def test_an_account_gets_ten_sms_a_day_out_of_pumping() -> None:
    assert len(wanted(1, 0)) == ACCOUNT_PHONES * UNPROVED_CODES == 10


def test_three_hundred_accounts_that_pump_codes_cost_a_fixed_share_and_no_notice() -> None:
    pumped, served = played(ACCOUNTS, days=3)
    assert max(pumped) <= ACCOUNTS * 10 == 3000
    assert min(served) >= FAMILIES_A_DAY * 0.998, "an ordinary day's families get their codes beside them"


def test_two_thousand_accounts_cost_a_day_of_codes_at_most_and_never_a_notice() -> None:
    pumped, served = played(2000, days=DAYS + 2)
    shares = [allowance(CITY, shard) for shard in range(shards_of(CITY))]
    a_day = sum(share.codes_a_day for share in shares)
    assert all(got + families <= a_day for got, families in zip(pumped, served, strict=True))
    assert sum(pumped) + sum(served) <= sum(share.codes for share in shares) == CITY * 40 // 100
    assert sum(share.notices for share in shares) == CITY * 60 // 100, "held apart from the first day"
