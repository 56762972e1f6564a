"""R24: fifty codes for one registration at the same moment, whose calls meet in seeded orders."""

from collections import Counter

import pytest

from functions.cloud.sealing.secrets import macs
from functions.registration.errors import Refusal
from tests.review.test_races import Turns, paused
from tests.seeds import seeds

from .household import Household
from .test_claim_races import stands, submit

FIFTY, TRIES = 50, 5
SEEDS = seeds(1, whole=20)


def _said(family: Household, codes: list[str], seed: int) -> Counter[str]:
    # Read before the race: whoever reads what grew old holds up everybody else who wants it.
    assert stands().id
    macs()
    turns = Turns(seed)
    with paused(turns):
        answers = turns.run(*(lambda code=code: submit(family, code) for code in codes))
    return Counter(one.reason if isinstance(one, Refusal) else "submitted" for one in answers)


@pytest.mark.parametrize("seed", SEEDS)
def test_r24_of_fifty_right_codes_at_once_one_submits(family: Household, seed: int) -> None:
    code = family.ready().code()
    said = _said(family, [code] * FIFTY, seed)
    assert (said["submitted"], said.total(), said["code_wrong"]) == (1, FIFTY, 0)
    assert family.look()["status"] == "submitted"
    assert [one["what"] for one in family.look()["timeline"]].count("submitted") == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_r24_of_fifty_wrong_codes_at_once_five_are_compared(family: Household, seed: int) -> None:
    code = int(family.ready().code())
    said = _said(family, [f"{(code + 1 + guess) % 10**6:06d}" for guess in range(FIFTY)], seed)
    assert said["code_wrong"] <= TRIES
    assert said["code_wrong"] + said["code_tries_used_up"] == FIFTY
    assert family.submit(f"{code:06d}").code == "code_tries_used_up"
    assert family.stored().code_tries == TRIES
