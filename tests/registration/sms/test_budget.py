from collections import Counter

import pytest

from functions.registration.sms.budget import (
    MOST_SHARDS,
    Spent,
    allowance,
    budget_shards,
    nearly_spent,
    shards_of,
)

CITY = 60_000


def shares(budget):
    return [allowance(budget, shard) for shard in range(shards_of(budget))]


@pytest.mark.parametrize("budget", [1, 7, 499, 5_000, CITY, CITY + 1])
def test_the_shards_together_hold_exactly_the_seasons_budget(budget):
    held = shares(budget)
    assert sum(one.codes + one.notices for one in held) == budget
    assert all(max(part) - min(part) <= 1 for part in zip(*held, strict=True))


@pytest.mark.parametrize("budget", [499, 5_000, CITY])
def test_a_day_of_codes_leaves_every_notice_and_most_of_the_codes(budget):
    held = shares(budget)
    a_day = sum(one.codes_a_day for one in held)
    assert a_day <= sum(one.codes for one in held) // 4
    assert sum(one.notices for one in held) >= budget * 0.59


def test_a_small_season_has_fewer_shards_so_that_each_holds_a_day():
    assert shards_of(499) == 1
    assert all(one.codes_a_day >= 30 for one in shares(5_000))
    assert shards_of(CITY) == MOST_SHARDS


def test_a_registration_always_asks_the_same_two_different_shards():
    for number in range(2000):
        first, second = budget_shards(f"R{number}", CITY)
        assert first != second
        assert {first, second} <= set(range(MOST_SHARDS))
        assert budget_shards(f"R{number}", CITY) == (first, second)
    assert budget_shards("R1", 100) == (0,)


def test_no_counter_is_shared_by_all():
    for place in (0, 1):
        counts = Counter(budget_shards(f"R{number}", CITY)[place] for number in range(6400))
        assert len(counts) == MOST_SHARDS
        assert max(counts.values()) < 200


def test_almost_all_of_the_budget_can_be_spent_and_never_more():
    left = [one.notices for one in shares(CITY)]
    reserve = sum(left)
    spent = 0
    for number in range(reserve):
        for shard in budget_shards(f"R{number}", CITY):
            if left[shard]:
                left[shard] -= 1
                spent += 1
                break
    assert reserve * 0.97 < spent <= reserve


@pytest.mark.parametrize("part", ["codes_today", "codes", "notices"])
def test_each_part_is_told_at_four_fifths_and_not_before(part):
    nothing = {"codes_today": 0, "codes": 0, "notices": 0}
    held = shares(CITY)
    whole = {
        "codes_today": sum(share.codes_a_day for share in held),
        "codes": sum(share.codes for share in held),
        "notices": sum(share.notices for share in held),
    }[part]
    assert nearly_spent(CITY, Spent(**nothing | {part: -(-whole * 4 // 5)})) == (part,)
    assert nearly_spent(CITY, Spent(**nothing | {part: -(-whole * 4 // 5) - 1})) == ()
