"""Figures that the stream keeps: exact, however often it tells; and a queue that costs the same at any length."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from chalice.local import LambdaContext

from functions.cloud import composition
from functions.cloud.staff.desk.queue import QueueFilter
from functions.cloud.table import items, keys
from functions.cloud.table.table import Table
from functions.registration.checks import CheckState
from functions.registration.registration import Registration, Status
from infra.staff.app import app
from local.population import Population
from tests.aws import Cloud
from tests.calls import counted
from tests.rooms.registrations import NOW, form

from .conftest import CASE, judged
from .staff import CLERK

STATISTICS = "/staff/seasons/siming-2022/statistics"
QUEUE = "/staff/seasons/siming-2022/queue"


def count(event: Any) -> None:
    assert app.handler_map["count"](event, LambdaContext("count", 512)) == {"batchItemFailures": []}


def test_figures_follow_every_change_and_count_it_once(opened: Cloud, case: Registration) -> None:
    first = opened.changes()
    count(first)
    count(first)
    told = CLERK.get(STATISTICS).body
    assert told["status"] == {"submitted": 1}
    assert told["checks"]["property"] == {"manual_review": 1}
    assert told["days"] == {"2022-07-05": 1}
    assert sum(one["students"] for one in told["seats"]) == 1
    CLERK.decide(CASE)
    count(opened.changes())
    count(first)
    told = CLERK.get(STATISTICS).body
    assert told["status"] == {"decided": 1}
    assert told["checks"]["property"] == {"accepted": 1}


def test_the_queues_age_is_that_of_its_oldest_case(
    opened: Cloud, case: Registration, clock: time_machine.Traveller
) -> None:
    clock.move_to(NOW + timedelta(hours=5, minutes=10))
    assert CLERK.get(STATISTICS).body["queue"]["oldest_hours"] == 5


def test_a_home_and_a_guardian_in_two_registrations_are_shown_side_by_side(
    opened: Cloud, case: Registration, city: Population
) -> None:
    other = "01G76PAV40DDDDDDDDDDDDDDDD"
    [guardian, *rest] = case.form.guardians
    same = case.form.model_copy(update={"guardians": (guardian.model_copy(update={"name": "林另写"}), *rest)})
    opened.put(judged(same, other))
    count(opened.changes())
    found = CLERK.get(f"/staff/registrations/{CASE}").body["suspicions"]
    assert {(one["code"], one["registration"]) for one in found} >= {
        ("same_home", other),
        ("guardian_spelt_otherwise", other),
    }
    ordinary = judged(form(city), other)
    opened.put(ordinary)
    count(opened.changes())
    assert CLERK.get(f"/staff/registrations/{CASE}").body["suspicions"] == []


SHARED = {
    "queues": {"property"},
    "status": "submitted",
    "streets": ["350203009"],
    "communities": ["350203009007"],
}


def _many(opened: Cloud, number: int) -> None:
    """What the indexes hold of so many registrations, without their sealed forms."""
    table = Table(opened.dynamodb, opened.table.name)
    for index in range(number):
        one = f"01G76PAV40{index:016d}"
        since = items.instant(NOW + timedelta(seconds=index))
        place = keys.in_queue("siming-2022", since, one)
        index_keys = {"gsi2pk": place.pk, "gsi2sk": place.sk}
        table.put(
            {
                **SHARED,
                **keys.registration(one)._asdict(),
                "id": one,
                "reference": "22-7K3M-9Q7",
                **index_keys,
            }
        )


def test_a_page_costs_the_same_calls_however_long_the_queue_is(opened: Cloud) -> None:
    _many(opened, 400)
    narrow = {"kind": "property", "street": "350203009", "age": 1, "free": "true"}
    for path, query in ((QUEUE, {}), (QUEUE, narrow), (STATISTICS, {})):
        with counted() as calls:
            answer = CLERK.get(path, **query)
        assert answer.status == 200
        assert len(calls) <= 10, calls
    assert len(CLERK.get(QUEUE).body["cases"]) == 50


def test_pages_give_every_case_once_oldest_first(opened: Cloud) -> None:
    _many(opened, 130)
    seen: list[str] = []
    query: dict[str, Any] = {}
    while True:
        page = CLERK.get(QUEUE, limit=40, **query).body
        seen += [one["id"] for one in page["cases"]]
        if page["cursor"] is None:
            break
        query = {"cursor": page["cursor"]}
    assert seen == [f"01G76PAV40{index:016d}" for index in range(130)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (QueueFilter(queue="property"), True),
        (QueueFilter(queue="student_identity"), False),
        (QueueFilter(street="350203009"), True),
        (QueueFilter(street="350203001"), False),
        (QueueFilter(communities=("350203009007", "350203009008")), True),
        (QueueFilter(communities=()), False),
        (QueueFilter(waiting_since=NOW), True),
        (QueueFilter(waiting_since=NOW - timedelta(seconds=1)), False),
    ],
)
def test_the_queue_is_filtered(opened: Cloud, wanted: QueueFilter, *, found: bool) -> None:
    _many(opened, 1)
    page = composition.staff_queue().page("siming-2022", wanted, after=None, limit=10, now=NOW)
    assert bool(page.cases) is found


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"kind": "money"}, "kind"),
        ({"street": "1"}, "street"),
        ({"school": "x"}, "school"),
        ({"age": "-1"}, "age"),
        ({"limit": "1000"}, "limit"),
        ({"cursor": "%%%"}, "cursor"),
        ({"cursor": "AAAA_w"}, "cursor"),
    ],
)
def test_a_query_that_asks_for_nothing_known_is_told_by_field(opened: Cloud, query: Any, field: str) -> None:
    answer = CLERK.get(QUEUE, **query)
    assert (answer.status, answer.body["errors"][0]["field"]) == (422, field)


def test_the_list_gives_every_registration_once_and_no_draft(opened: Cloud, city: Population) -> None:
    made = {f"01G76PAV40{index:016d}" for index in range(40)}
    for one in made:
        opened.put(judged(form(city), one, {"property": CheckState.ABNORMAL}))
    opened.put(judged(form(city), CASE, submitted_at=None, status=Status.DRAFT))
    seen: list[str] = []
    query: dict[str, Any] = {"state": "abnormal"}
    while True:
        page = CLERK.get("/staff/seasons/siming-2022/registrations", **query).body
        seen += [one["id"] for one in page["registrations"]]
        assert {one["outcome"] for one in page["registrations"]} <= {"pending"}
        if page["cursor"] is None:
            break
        query["cursor"] = page["cursor"]
    assert len(seen) == 40
    assert set(seen) == made
    assert CLERK.get(f"/staff/registrations/{CASE}").status == 404
