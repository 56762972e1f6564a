"""What is played through the deployed APIs: the season, one family, the office, the clock."""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus

from local.authorities import Switches
from local.city import City
from local.demo.client import Person, expect
from local.demo.family import Family
from local.demo.office import office
from local.demo.readers import approve_all
from local.demo.season import decide
from local.demo.stories import ALL_PASSED, BY_HAND, ordinary, ordinary_way
from seasons import local_season

from . import checks
from .stacks import Made
from .town import Deployed

Say = Callable[[str], None]


def play(town: Deployed, city: City, made: Mapping[str, Made], say: Say) -> None:
    """Raises DifferentError where anything is not as it should be."""
    people = city.population
    season = _put_season(town, say)
    approve_all(town, season)
    say(f"ordinary family: {ordinary(Family(town, people.stories['ordinary'], season))}")
    say(_outage(Family(town, people.stories["new_home"], season), city))
    say(_refused_by_two(Family(town, people.stories["other_home"], season)))
    say(_withdrawn_while_amending(Family(town, people.stories["wrong_certificate"], season)))
    office(town, season, 3, say)
    other = Family(town, people.stories["grandparents_home"], season)
    other.begin()
    say(f"the bucket refuses another file than was announced: {checks.another_file_is_refused(other)}")
    checks.clock_driven(town, made)
    say("Publish was called by its schedule; the slower ones ran when they were called")
    checks.told_by_amazon(town, made)
    say("an alarm reached the function that tells who is on call; a line of SNS's log was taken")
    town.settle()
    calls = town.calls()
    say(f"calls: {', '.join(f'{name} {count}' for name, count in sorted(calls.items()))}")
    idle = sorted(name for name, count in calls.items() if not count)
    expect(not idle, f"never called: {', '.join(idle)}")
    faults = town.faults()
    expect(not faults, f"functions logged faults: {faults}")
    aside = checks.nonsense_is_put_aside(town, made["ruxue-data"])
    say(f"nonsense in {aside} queues was put among the dead letters, with its reason")


def _outage(family: Family, city: City) -> str:
    def state() -> str:
        return family.checks()["property"]

    family.begin()
    family.save()
    family.upload_what_is_missing()
    city.authorities.property.control(Switches(mode="down"))
    answer = family.submit()
    expect(answer.status == HTTPStatus.OK, f"not submitted: {answer.status} {answer.body}")
    checks.until(lambda: state() == "authority_unavailable", checks.SOON, "the outage was not seen")
    city.authorities.property.control(Switches(mode="ok"))
    began = time.monotonic()
    checks.until(lambda: state() == "passed", checks.RETRY, "the check did not go on by itself")
    return f"new home: the registry was down; asked again by itself {time.monotonic() - began:.0f} s later, passed"


def _refused_by_two(family: Family) -> str:
    result = ordinary_way(family, BY_HAND)
    first, second = Person(family.town, "reviewer"), Person(family.town, "reviewer2")
    queue = first.ok("GET", f"/staff/seasons/{family.season}/queue")["cases"]
    expect([one["id"] for one in queue] == [family.id], f"the queue: {queue}")
    first.ok("POST", f"/staff/registrations/{family.id}/claim")
    decide(first, family, "property", "refused")
    decide(second, family, "property", "refused")
    seen = first.ok("GET", f"/staff/registrations/{family.id}?reason=supervision")
    states = {one["id"]: one["state"] for one in seen["checks"]}
    expect(states["property"] == "refused", f"after two refusals: {states}")
    expect(family.checks()["property"] == "manual_review", "the decision leaked")
    return f"other home: {result}; claimed, refused by two, and the family still reads 待审核"


def _withdrawn_while_amending(family: Family) -> str:
    result = ordinary_way(family, ALL_PASSED | {"property": "no_record"})
    family.person.ok("POST", f"/registrations/{family.id}/amendment")
    family.save()
    family.person.ok("DELETE", f"/registrations/{family.id}/amendment")
    family.town.advance(minutes=1)  # until the phone may have another code
    gone = family.withdraw(family.code("withdraw"))
    expect(gone.status < HTTPStatus.BAD_REQUEST, f"not withdrawn: {gone.status} {gone.body}")
    expect(family.look()["status"] == "withdrawn", "not withdrawn")
    return f"wrong certificate: {result}; reopened, saved, put back, withdrawn by a code"


def _put_season(town: Deployed, say: Say) -> str:
    season = local_season(datetime.now(UTC))
    body = season.model_dump(mode="json", exclude_none=True)
    Person(town, "supervisor").ok("PUT", f"/staff/seasons/{season.id}", body, If_Match='"0"')
    told = town.call("GET", "/api/seasons")
    states = {one["id"]: one["state"] for one in told.body["seasons"]}
    expect(states == {season.id: "open"}, f"GET /api/seasons: {told.status} {states}")
    say(f"a supervisor put {season.id} through the staff's API; GET /api/seasons tells that it is open")
    return season.id
