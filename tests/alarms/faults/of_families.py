"""What many people ask for that nobody's own child explains, at the guardians' API itself."""

from collections.abc import Mapping
from itertools import islice

from functions.cloud.table import keys
from functions.registration.sms.budget import budget_shards
from tests.api.household import SEASON, Household
from tests.api.test_probing import about, child_of
from tests.api.test_sms_attacks import phone, typed

from .stage import Fault, Stage

ACCOUNTS = 6
ASKED = 10
"""Questions about other people's children that an account has in a day."""


def _households(stage: Stage, number: int) -> list[Household]:
    stage.cloud.connect(stage.authorities)
    return [Household(stage.cloud, story).consent() for story in islice(stage.city.stories.values(), number)]


def strangers(stage: Stage) -> None:
    family, *others = _households(stage, ACCOUNTS)
    for other in others:
        stranger = about(other, child_of(family), name="某某某")
        for _ in range(ASKED):
            stranger.ask_code()
    stage.played.hear()


def probing(stage: Stage) -> None:
    family, stranger = _households(stage, 2)
    for _ in range(21):
        document = child_of(family)["identity_document"]
        stranger.client.call("POST", "/prefill", {"season": SEASON, "identity_document": document})
    stage.played.hear()


def codes_used_up(stage: Stage) -> None:
    for number, family in enumerate(_households(stage, 3)):
        family.ready()
        for turn in range(20):
            typed(family, phone(400 + 20 * number + turn)).ask_code()
    stage.played.hear()


def budget_spent(stage: Stage) -> None:
    [family] = _households(stage, 1)
    budget = stage.season.limits.sms_budget
    family.ready()
    for shard in budget_shards(family.id, budget):
        spent = {"codes 2022-07-05": budget, "codes": budget}
        stage.cloud.table.put({**keys.sms_budget(SEASON, shard)._asdict(), **spent})
    family.ask_code()
    stage.played.hear()


FAULTS: Mapping[str, Fault] = {
    "guardians/StrangersAlarm": Fault("five accounts ask about one child, ten times each", strangers),
    "guardians/ProbingAlarm": Fault("an account looks for another's child 21 times", probing),
    "guardians/CodesUsedUpAlarm": Fault("three accounts ask for codes to twenty phones each", codes_used_up),
    "guardians/SmsBudgetAlarm": Fault("a code is asked for where the day's are spent", budget_spent),
}
