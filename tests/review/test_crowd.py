"""A season of 20,000 registrations costs staff as many AWS calls as one of 40, and shows the right ones."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from functions.cloud.table.items import instant
from functions.cloud.table.keys import queue_order
from functions.registration.checks import CheckState
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.staff.queues import queues_of, waiting_since
from local.population import Population
from tests.aws import Cloud
from tests.calls import counted
from tests.rooms.registrations import NOW

from .crowd import fill
from .staff import CLERK, SUPERVISOR, Answer, Member

PATH = "/staff/seasons/siming-2022"
FEW, MANY = 40, 20_000
MOST = 10
"""AWS calls of one page."""

Fits = Callable[[Registration, Season], bool]
STREET, SCHOOL = "350203006", "sample-wucun"
QUEUES: tuple[tuple[dict[str, Any], Fits], ...] = (
    ({}, lambda _one, _season: True),
    ({"kind": "property"}, lambda one, _: "property" in queues_of(one)),
    ({"kind": "student_identity"}, lambda one, _: "student_identity" in queues_of(one)),
    ({"kind": "guardian_identity"}, lambda one, _: "guardian_identity" in queues_of(one)),
    ({"kind": "second"}, lambda one, _: "second" in queues_of(one)),
    ({"street": STREET}, lambda one, _: STREET in one.streets),
    ({"school": SCHOOL}, lambda one, season: season.catchments.get(one.communities[0]) == SCHOOL),
    ({"age": 20}, lambda one, _: _since(one) <= NOW - timedelta(hours=20)),
    ({"free": "true"}, lambda one, _: one.claimed_by is None),
)
"""What a page of the queue can ask for, and what it should find."""


def _since(one: Registration) -> datetime:
    since = waiting_since(one)
    assert since is not None
    return since


def _ask(path: str, who: Member = CLERK, **query: Any) -> tuple[Answer, Counter[str]]:
    with counted() as calls:
        answer = who.get(f"{PATH}/{path}", **query)
    assert answer.status == 200
    assert len(calls) <= MOST, (path, query, calls)
    return answer, Counter(calls)


def _costs() -> list[Counter[str]]:
    """The calls of each page, in one order."""
    asked: list[tuple[str, dict[str, Any]]] = [("queue", query) for query, _ in QUEUES]
    costs = [_ask(path, **query)[1] for path, query in (*asked, ("statistics", {}))]
    return [*costs, _ask("work", SUPERVISOR)[1]]


def _oldest_first(made: Iterable[Registration]) -> list[Registration]:
    waiting = [
        (queue_order(instant(since), one.id), one)
        for one in made
        if (since := waiting_since(one)) is not None
    ]
    return [one for _, one in sorted(waiting, key=lambda placed: placed[0])]


def test_a_season_of_many_costs_as_many_calls_as_one_of_few_and_shows_the_oldest_that_fit(
    opened: Cloud, city: Population, season: Season
) -> None:
    fill(opened, city, season, FEW)
    CLERK.get(f"{PATH}/queue")
    few, (_, few_listed) = _costs(), _ask("registrations")

    made = fill(opened, city, season, MANY)
    waiting, many = _oldest_first(made), []
    for query, fits in QUEUES:
        answer, calls = _ask("queue", **query)
        page = islice((one.id for one in waiting if fits(one, season)), 50)
        assert [one["id"] for one in answer.body["cases"]] == list(page), query
        assert answer.body["cursor"] is not None
        many.append(calls)
    figures, calls = _ask("statistics")
    work, working = _ask("work", SUPERVISOR)
    assert [*many, calls, working] == few
    _is_work_of(made, waiting[0], work.body)
    listed, calls = _ask("registrations")
    assert len(listed.body["registrations"]) == 100
    assert sum(calls.values()) <= sum(few_listed.values())
    _are_figures_of(made, waiting[0], figures.body)


def _is_work_of(made: list[Registration], oldest: Registration, told: Any) -> None:
    queues = Counter(queue for one in made for queue in queues_of(one))
    waiting = sum(bool(queues_of(one)) for one in made)
    assert told["waiting"] == {**queues, "all": waiting}
    assert datetime.fromisoformat(told["oldest_since"]) == _since(oldest)


def _are_figures_of(made: list[Registration], oldest: Registration, told: Any) -> None:
    assert sum(told["status"].values()) == sum(told["days"].values()) == len(made) == MANY
    manual = sum(one.checks["property"].state is CheckState.MANUAL_REVIEW for one in made)
    assert told["checks"]["property"]["manual_review"] == manual
    assert manual > MANY // 5
    assert sum(one["students"] for one in told["seats"]) <= MANY
    assert told["queue"]["oldest_hours"] == (NOW - _since(oldest)).total_seconds() // 3600
