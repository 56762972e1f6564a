"""What happens where somebody else was faster, or a limit of the whole season is reached."""

import pytest

from functions.cloud import composition, settings
from functions.cloud.table import keys
from functions.cloud.table.seasons import SeasonTable
from functions.cloud.table.table import Table
from functions.registration.errors import StaleVersion
from functions.registration.keyed import Keyed
from functions.registration.placing.leaving import left_by
from functions.registration.registration import Action, Status
from functions.registration.sms.budget import budget_shards
from seasons import siming_2022

from .household import NOW, SEASON, Household

BUDGET = siming_2022().limits.sms_budget


TODAY = "codes 2022-07-05"


def test_the_season_s_budget_of_sms_ends_with_a_time_to_come_back(family: Household) -> None:
    family.ready()
    for shard in budget_shards(family.id, BUDGET):
        spent = {**keys.sms_budget(SEASON, shard)._asdict(), TODAY: BUDGET, "codes": 9}
        family.cloud.table.put(spent)
    answer = family.ask_code()
    assert (answer.status, answer.code) == (429, "sms_budget_spent")
    assert answer.headers["retry-after"] == str(14 * 3600), "at midnight there is another day's share"
    assert family.stored().code is None


def test_where_the_first_shard_is_spent_the_second_pays(family: Household) -> None:
    family.ready()
    first, second = budget_shards(family.id, BUDGET)
    family.cloud.table.put({**keys.sms_budget(SEASON, first)._asdict(), TODAY: BUDGET, "codes": 9})
    assert family.ask_code().status == 202
    paid = family.cloud.item(keys.sms_budget(SEASON, second))
    assert (paid["codes"], paid[TODAY]) == (1, 1)


def test_what_was_replaced_meanwhile_is_neither_amended_nor_withdrawn(family: Household) -> None:
    stale = family.submitted().stored().model_copy(update={"version": 1})
    with pytest.raises(StaleVersion):
        composition.submission_table().amend(stale, to=Status.AMENDING, now=NOW)
    with pytest.raises(StaleVersion):
        composition.submission_table().leave(
            stale, Keyed((stale.owner,)), left_by(stale, Action.WITHDRAW, NOW)
        )
    assert family.look()["status"] == "submitted"


def test_a_season_that_was_replaced_meanwhile_stays_as_it_is(family: Household) -> None:
    table = SeasonTable(Table(family.cloud.dynamodb, settings.tables().seasons))
    with pytest.raises(StaleVersion):
        table.put(siming_2022(), replaces=0, by="test", now=NOW)
    assert table.versioned(SEASON, NOW)[0] == 1
