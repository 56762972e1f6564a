from collections import Counter

import pytest

from functions.registration.sms.budget import SHARDS, budget_shards, shard_budget


@pytest.mark.parametrize("budget", [0, 1, SHARDS - 1, SHARDS, 100_000, 100_001])
def test_the_shards_together_hold_exactly_the_seasons_budget(budget):
    shares = [shard_budget(budget, shard) for shard in range(SHARDS)]
    assert sum(shares) == budget
    assert max(shares) - min(shares) <= 1


def test_a_registration_always_asks_the_same_two_different_shards():
    for number in range(2000):
        first, second = budget_shards(f"R{number}")
        assert first != second
        assert {first, second} <= set(range(SHARDS))
        assert budget_shards(f"R{number}") == (first, second)


def test_no_counter_is_shared_by_all():
    first = Counter(budget_shards(f"R{number}")[0] for number in range(6400))
    second = Counter(budget_shards(f"R{number}")[1] for number in range(6400))
    for counts in (first, second):
        assert len(counts) == SHARDS
        assert max(counts.values()) < 200


def test_almost_all_of_the_budget_can_be_spent_and_never_more():
    budget = 6_400
    left = [shard_budget(budget, shard) for shard in range(SHARDS)]
    spent = 0
    for number in range(budget):
        for shard in budget_shards(f"R{number}"):
            if left[shard]:
                left[shard] -= 1
                spent += 1
                break
    assert budget * 0.97 < spent <= budget
