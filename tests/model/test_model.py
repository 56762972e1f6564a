"""The whole through its API against a simple model of the rules: whatever anybody does at whatever moment.

`make model` plays 1,000 runs of 50 steps; the suite a few, always the same.
"""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from functions.cloud import composition
from functions.registration.season.season import Season
from local.authorities import Authorities
from local.population import Population
from tests.faults.world import World
from tests.midseason import NOW
from tests.seeds import WHOLE

from .households import MISTAKEN
from .office import Registrations

RUNS, STEPS = (1_000, 50) if WHOLE else (2, 25)


@pytest.fixture
def _town(world: World, authorities: Authorities, city: Population, season: Season) -> None:
    """What each run begins with: a season whose results nobody confirmed, and all spot checks of it or none."""
    Registrations.world, Registrations.city, Registrations.kept = world, city, {}
    for version, draws in enumerate((False, True), start=1):
        limits = season.limits.model_copy(update={"spot_check_percent": 100 * draws})
        unconfirmed = season.model_copy(update={"publication_held": True, "limits": limits})
        composition.season_table().put(unconfirmed, replaces=version, by="test", now=NOW)
        Registrations.kept[draws] = world.kept()
    Registrations.authorities = authorities


@pytest.mark.usefixtures("_town")
def test_every_step_of_every_run_is_as_the_model_says(record_property: Callable[[str, object], None]) -> None:
    phases = [Phase.generate, Phase.shrink] if WHOLE else [Phase.generate]
    run_state_machine_as_test(
        Registrations,
        settings=settings(
            max_examples=RUNS, stateful_step_count=STEPS, derandomize=not WHOLE, database=None, deadline=None,
            phases=phases, suppress_health_check=list(HealthCheck), print_blob=False,
        ),
    )  # fmt: skip
    record_property("deeds", dict(Registrations.seen))


@pytest.mark.usefixtures("_town")
@pytest.mark.parametrize("result", ["accepted", "refused"])
def test_r21_what_is_decided_while_its_family_may_mend_it_is_as_the_model_says(result: str) -> None:
    """Which few runs come to."""
    run = Registrations()
    run.begins({MISTAKEN}, right=False, draws=False, silent=None)
    run.decide_by_two(MISTAKEN, 0, 1, "property", result)
    run.every_sight_is_as_the_model_says()
    run.object_to(MISTAKEN, "property")
    run.every_sight_is_as_the_model_says()
    said = run.model.cases[MISTAKEN]
    assert said is not None
    assert [word.result for word in said.checks["property"].words] == [result] * 2
    assert said.checks["property"].state == "manual_review"
    run.teardown()
