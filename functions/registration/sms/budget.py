"""The season's SMS budget (docs/promises.md), counted in shards so that no counter is shared by all.

Each SMS is taken from one shard's item with one conditional write (`used < shard_budget(...)`). A registration
always asks the same two shards in the same order: the second only when the first is empty, so the budget is never
exceeded, and it is nearly used up when a registration finds both empty. At 1,000 SMS a second each of the 64
items takes about 16 writes a second.
"""

import hashlib

SHARDS = 64


def budget_shards(registration_id: str) -> tuple[int, int]:
    """The two shards, from 0, that a registration's SMS are taken from, in order."""
    digest = hashlib.sha256(registration_id.encode()).digest()
    first = digest[0] % SHARDS
    return first, (first + 1 + digest[1] % (SHARDS - 1)) % SHARDS


def shard_budget(season_budget: int, shard: int) -> int:
    """How many SMS of the season's budget this shard holds; all shards together hold exactly the budget."""
    whole, rest = divmod(season_budget, SHARDS)
    return whole + (1 if shard < rest else 0)
