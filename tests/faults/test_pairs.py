"""Of two deeds on one registration at the same moment each stands whole or not at all: the end is that of one after the
other, or of the one alone where the other was refused, whatever calls of theirs met. Every order is seeded.

`make faults` plays as many seeds of each pair as six seconds hold, `make races` a thousand; the suite two.
"""

from collections import Counter
from itertools import combinations_with_replacement
from typing import NamedTuple

import pytest

from functions.cloud import composition
from functions.cloud.sealing.secrets import macs
from functions.registration.errors import Refusal
from local.population import Population
from tests.api.household import SEASON
from tests.midseason import NOW
from tests.review.test_races import Turns, paused
from tests.seeds import in_time

from .ends import end
from .pairs import DEEDS, Deed, with_an_open_case
from .test_faults import Record
from .world import Kept, World

PAIRS = list(combinations_with_replacement(DEEDS, 2))


class Played(NamedTuple):
    """Which of the two deeds was done, and how it all stands then."""

    done: tuple[bool, bool]
    end: Counter[str]


def _began(world: World, kept: Kept) -> None:
    world.restore(kept)
    # Read before the race: whoever reads what grew old holds up everybody else who wants it.
    assert composition.season_table().get(SEASON, NOW).id == SEASON
    macs()
    composition.decision_table(), composition.result_table(), composition.submission_table()


def _is_done(deed: Deed) -> bool:
    try:
        deed()
    except Refusal:
        return False
    return True


def _in_turn(world: World, kept: Kept, order: tuple[int, ...], deeds: tuple[Deed, Deed]) -> Played:
    """One after the other, or one alone."""
    _began(world, kept)
    done = [False, False]
    for number in order:
        done[number] = _is_done(deeds[number])
    return Played((done[0], done[1]), end(world.cloud))


@pytest.mark.parametrize("deeds", PAIRS, ids=lambda deeds: " and ".join(deed.__name__ for deed in deeds))
def test_two_deeds_at_once_end_as_one_after_the_other(
    world: World, staff_city: Population, deeds: tuple[Deed, Deed], record_property: Record
) -> None:
    with_an_open_case(world.cloud, staff_city)
    kept = world.kept()
    alike = [_in_turn(world, kept, order, deeds) for order in ((0, 1), (1, 0), (0,), (1,))]
    wrong: dict[int, object] = {}
    played = 0
    for seed in in_time(2, whole=1_000, seconds=6):
        played += 1
        _began(world, kept)
        turns = Turns(seed)
        with paused(turns):
            answers = turns.run(*deeds)
        first, second = (not isinstance(answer, Refusal) for answer in answers)
        ended = Played((first, second), end(world.cloud))
        if ended not in alike:
            wrong[seed] = [ended.done, *_told(ended, alike)]
    record_property("seeds", {" and ".join(deed.__name__ for deed in deeds): played})
    assert wrong == {}


def _told(ended: Played, alike: list[Played]) -> list[str]:
    """What is more, and what is less, than in the end that is nearest."""
    nearest = min(alike, key=lambda one: sum(((one.end - ended.end) + (ended.end - one.end)).values()))
    return [str(nearest.done), *(ended.end - nearest.end), *(nearest.end - ended.end)]
