"""The whole through its API against a simple model of the rules: whatever anybody does at whatever moment.

`make model` plays 1,000 runs of 50 steps: forty seeds of 25, each a test of its own, which all cores share; the suite
two of 25. What a seed plays is always the same: `RUXUE_FAULTS=whole pytest tests/model -k seed-17`.
"""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from functions.cloud import composition
from functions.registration.season.season import Season
from local.authorities import Authorities
from local.population import Population
from tests.faults.world import World
from tests.midseason import NOW
from tests.seeds import WHOLE, seeds

from .households import MISTAKEN
from .office import Registrations

RUNS, STEPS = (25, 50) if WHOLE else (2, 25)
"""Of each seed, and of each run."""


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
@pytest.mark.parametrize("number", seeds(1, whole=40), ids=lambda number: f"seed-{number}")
def test_every_step_of_every_run_is_as_the_model_says(
    number: int, record_property: Callable[[str, object], None]
) -> None:
    Registrations.seen, Registrations.runs = {}, 0
    phases = [Phase.generate, Phase.shrink] if WHOLE else [Phase.generate]
    run_state_machine_as_test(
        seed(number)(Registrations),
        settings=settings(
            max_examples=RUNS, stateful_step_count=STEPS, derandomize=False, database=None, deadline=None,
            phases=phases, suppress_health_check=list(HealthCheck), print_blob=False,
        ),
    )  # fmt: skip
    record_property("deeds", Registrations.seen)
    record_property("runs", Registrations.runs)


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
