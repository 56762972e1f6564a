"""What is played through the deployed APIs: the season, one family, the office, the clock."""

from collections.abc import Callable
from datetime import UTC, datetime

from local.demo.client import Person, expect
from local.demo.family import Family
from local.demo.office import office
from local.demo.stories import ordinary
from local.population import Population
from seasons import local_season

from . import checks
from .stacks import Made
from .town import Deployed

Say = Callable[[str], None]


def play(town: Deployed, people: Population, guardians: Made, say: Say) -> None:
    """Raises DifferentError where anything is not as it should be."""
    season = _put_season(town, say)
    say(f"ordinary family: {ordinary(Family(town, people.stories['ordinary'], season))}")
    office(town, season, 1, say)
    other = Family(town, people.stories["grandparents_home"], season)
    other.begin()
    say(f"the bucket refuses another file than was announced: {checks.another_file_is_refused(other)}")
    checks.clock_driven(town, guardians)
    say("Publish was called by its schedule; Remind and Reconcile ran when they were called")
    town.settle()
    calls = town.calls()
    say(f"calls: {', '.join(f'{name} {count}' for name, count in sorted(calls.items()))}")
    idle = sorted(name for name, count in calls.items() if not count)
    expect(not idle, f"never called: {', '.join(idle)}")
    faults = town.faults()
    expect(not faults, f"functions logged faults: {faults}")


def _put_season(town: Deployed, say: Say) -> str:
    season = local_season(datetime.now(UTC))
    body = season.model_dump(mode="json", exclude_none=True)
    Person(town, "supervisor").ok("PUT", f"/staff/seasons/{season.id}", body, If_Match='"0"')
    told = town.call("GET", "/api/seasons")
    states = {one["id"]: one["state"] for one in told.body["seasons"]}
    expect(states == {season.id: "open"}, f"GET /api/seasons: {told.status} {states}")
    say(f"a supervisor put {season.id} through the staff's API; GET /api/seasons tells that it is open")
    return season.id
