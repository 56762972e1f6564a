"""The season's SMS budget (docs/promises.md): a part for codes, given out by the day, and a reserve for notices.

Codes are what a stranger can ask for, so a day of them, however many accounts join in, costs a fifth of their part;
the next day has its own. Notices are sent for what happened to a registration and have the rest to themselves: the
outcome reaches every family although codes were pumped for weeks.

Counted in shards, so that no counter is shared by all. Each SMS is one conditional write on one shard's item. A
registration always asks the same two shards in the same order: the second only when the first is empty, so the budget
is never exceeded, and it is nearly used up when a registration finds both empty. A small season has fewer shards, so
that each holds enough for a day.
"""

import hashlib
from typing import NamedTuple

MOST_SHARDS = 64
CODES_PERCENT = 40
"""Of the season's SMS; a registration sends about three notices for every two codes."""

DAYS = 5
"""The codes' part over this many days: the busiest day takes what they allow, and no more."""

A_SHARDS_DAY = 40
"""Codes a day that make a shard."""


NEARLY = 80
"""Percent of a part at which it is told before it is spent."""


class Spent(NamedTuple):
    """SMS of a season by part, over all its shards."""

    codes_today: int
    codes: int
    notices: int


class Allowance(NamedTuple):
    """How many SMS one shard holds."""

    codes: int
    codes_a_day: int
    notices: int


def shards_of(budget: int) -> int:
    return max(1, min(MOST_SHARDS, _codes(budget) // DAYS // A_SHARDS_DAY))


def budget_shards(registration_id: str, budget: int) -> tuple[int, ...]:
    """The shards, from 0, that a registration's SMS are taken from, in order: two different ones, or the only one."""
    shards = shards_of(budget)
    digest = hashlib.sha256(registration_id.encode()).digest()
    first = digest[0] % shards
    return tuple(dict.fromkeys((first, (first + 1 + digest[1] % max(1, shards - 1)) % shards)))


def allowance(budget: int, shard: int) -> Allowance:
    """What one shard holds; all of them together hold exactly the budget."""
    shards, codes = shards_of(budget), _codes(budget)
    return Allowance(
        codes=_share(codes, shard, shards),
        codes_a_day=_share(-(-codes // DAYS), shard, shards),
        notices=_share(budget - codes, shard, shards),
    )


def nearly_spent(budget: int, spent: Spent) -> tuple[str, ...]:
    """The parts of which four fifths are gone: `codes_today`, `codes`, `notices`."""
    shares = [allowance(budget, shard) for shard in range(shards_of(budget))]
    parts = {
        "codes_today": (spent.codes_today, sum(share.codes_a_day for share in shares)),
        "codes": (spent.codes, sum(share.codes for share in shares)),
        "notices": (spent.notices, sum(share.notices for share in shares)),
    }
    return tuple(part for part, (used, held) in parts.items() if used * 100 >= held * NEARLY)


def _codes(budget: int) -> int:
    return -(-budget * CODES_PERCENT // 100)


def _share(total: int, shard: int, shards: int) -> int:
    whole, rest = divmod(total, shards)
    return whole + (1 if shard < rest else 0)
