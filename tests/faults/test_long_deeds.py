"""What goes over a whole season, ended at any of its calls, goes on where it was and ends as if undisturbed."""

from collections.abc import Callable

import pytest
from chalice.app import ScheduledEventConfig

from functions.registration.staff.jobs import JobKind
from infra.guardians.app import app as guardians
from infra.staff.app import app as staff
from local.population import Population

from . import long_deeds
from .long_deeds import JOBS, PASSES
from .test_faults import every_point_ends_alike
from .world import World

Record = Callable[[str, object], None]
STEPS_A_RUN = 10
"""A job takes several runs, so that it is handed from one to the next too."""
SAMPLE = 4
BOX = 20
"""Seconds for the points of one, of which some have thousands: `make races` plays them all."""


@pytest.mark.parametrize("steps", [None, STEPS_A_RUN], ids=["one run", "several runs"])
@pytest.mark.parametrize("kind", JOBS)
def test_a_job_that_is_ended_at_any_call_ends_as_if_undisturbed(
    world: World, staff_city: Population, kind: JobKind, steps: int | None, record_property: Record
) -> None:
    world.steps_a_run = steps
    long_deeds.with_families(world.cloud, staff_city)
    deed = JOBS[kind](world.cloud)
    story = every_point_ends_alike(
        world, deed, f"{kind} {steps}", record_property, sample=SAMPLE, seconds=BOX
    )
    [job] = [line for line in story.end if f'"kind": {{"S": "{kind}"}}' in line]
    assert '"state": {"S": "done"}' in job


@pytest.mark.parametrize("name", PASSES)
def test_a_function_of_the_clock_that_is_ended_at_any_call_ends_as_if_undisturbed(
    world: World, staff_city: Population, name: str, record_property: Record
) -> None:
    world.by_the_clock = (name,)
    long_deeds.with_families(world.cloud, staff_city)
    deed = PASSES[name](world.cloud)
    every_point_ends_alike(world, deed, name, record_property, sample=SAMPLE, seconds=BOX)


def test_every_kind_of_job_and_every_function_of_the_clock_is_ended() -> None:
    scheduled = {
        source.name
        for app in (guardians, staff)
        for source in app.event_sources
        if isinstance(source, ScheduledEventConfig)
    }
    assert set(JOBS) == set(JobKind)
    assert set(PASSES) == scheduled
