"""R46: who answers the telephone finds the case, by what the family can read out, and learns no more than that."""

from typing import Any

import pytest

from functions.cloud.staff import sought
from functions.cloud.table import keys
from functions.cloud.table.expressions import Update, begins_with
from functions.registration.registration import Registration, Status
from functions.registration.staff.looking.searching import SearchBy, sought_of
from local.population import Population
from tests.aws import Cloud
from tests.calls import counted
from tests.readers import MACS
from tests.rooms.registrations import form

from .conftest import CASE, judged
from .staff import CLERK, Answer, Member
from .test_statistics import count

SEARCHES, AUDIT = "/staff/seasons/siming-2022/searches", "/staff/seasons/siming-2022/audit"


def search(by: str, value: str, who: Member = CLERK, **more: str) -> Answer:
    return who.call("POST", SEARCHES, {"by": by, "value": value, "reason": "family_called", **more})


def ids(by: str, value: str) -> list[str]:
    answer = search(by, value)
    assert answer.status == 200
    return [hit["id"] for hit in answer.body["hits"]]


@pytest.fixture
def known(opened: Cloud, case: Registration) -> Registration:
    """The case, as the stream has told of it."""
    count(opened.changes())
    return case


def values(registration: Registration) -> list[tuple[str, str]]:
    """Everything of a form by which it should be found."""
    people: list[Any] = [*registration.form.students, *registration.form.guardians]
    found = [("name", one.name) for one in people]
    found += [("number", one.identity_document.number) for one in people if one.identity_document]
    found += [("phone", one.phone) for one in registration.form.guardians if one.phone]
    return [*found, ("reference", registration.reference)]


def test_a_case_is_found_by_anybodys_number_and_name_by_phone_and_by_reference(
    known: Registration, opened: Cloud
) -> None:
    item = {**keys.reference(known.reference)._asdict(), "registration": known.id}
    opened.table.put(item)
    assert {by for by, _ in values(known)} == set(SearchBy)
    for by, value in values(known):
        assert ids(by, value) == [CASE], by
        assert ids(by, f" {value.lower()} ") == [CASE], by


def test_nothing_but_the_whole_value_finds_anybody(known: Registration) -> None:
    for by, value in values(known):
        if by in {"name", "number"}:
            assert ids(by, value[:-1] or "某") == []


def test_what_cannot_be_read_is_named_by_its_id_and_is_no_miss(known: Registration, opened: Cloud) -> None:
    item = {**keys.reference(known.reference)._asdict(), "registration": known.id}
    opened.table.put(item)
    opened.table.update(keys.registration(known.id), Update().set("timeline", "none"))
    for by, value in values(known):
        answer = search(by, value)
        assert (answer.status, answer.body["hits"], answer.body["unreadable"]) == (200, [], [CASE]), by
    opened.table.update(keys.registration(known.id), Update().set("season", "siming-2021"))
    assert search("reference", known.reference).body["unreadable"] == []
    opened.table.update(keys.registration(known.id), Update().remove("season"))
    assert search("reference", known.reference).body["unreadable"] == [CASE]


def test_a_hit_shows_no_address_and_no_person(known: Registration) -> None:
    hit = search("phone", known.form.guardians[0].phone or "").body["hits"][0]
    assert set(hit) == {"id", "reference", "status", "submitted_at", "checks", "outcome"}
    said = str(hit)
    assert not [value for by, value in values(known) if by != "reference" and value in said]


def test_hits_and_misses_are_audit_events_that_name_nobody(known: Registration) -> None:
    name = known.form.students[0].name or ""
    search("name", name)
    search("name", "无此人")
    events = Member("auditor", "auditor").get(AUDIT).body["events"]
    found = [one for one in events if one["act"] == "searched"]
    assert [one["details"]["count"] for one in found] == ["0", "1"]
    assert found[1]["details"] == {"by": "name", "ground": "family_called", "count": "1", "found": CASE}
    assert name not in str(events)


def test_a_search_is_for_a_reason_that_is_known(known: Registration) -> None:
    for reason in ("", "curious"):
        assert search("name", "林小满", reason=reason).status == 422


@pytest.mark.parametrize(
    ("by", "value", "code"),
    [
        ("phone", "1380000", "phone_not_mainland_mobile"),
        ("reference", "22-7K3M-9Q8", "reference_check_failed"),
        ("reference", "9QX", "reference_not_whole"),
        ("name", " ", "empty_text"),
    ],
)
def test_a_slip_is_told_and_costs_no_search(
    opened: Cloud, monkeypatch: pytest.MonkeyPatch, by: str, value: str, code: str
) -> None:
    monkeypatch.setattr(sought, "SEARCHES_A_DAY", 0)
    refused = search(by, value)
    assert (refused.status, refused.body["errors"][0]["code"]) == (422, code)


def test_searches_of_a_day_are_limited_for_each_member(
    known: Registration, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sought, "SEARCHES_A_DAY", 2)
    assert [search("name", "无此人").status for _ in range(3)] == [200, 200, 429]
    assert search("name", "无此人", Member("another")).status == 200


def test_a_search_takes_six_calls(known: Registration) -> None:
    [number, *_] = [value for by, value in values(known) if by == "number"]
    ids("number", number)
    with counted() as calls:
        assert ids("number", number) == [CASE]
    assert sorted(calls) == ["BatchGetItem"] * 3 + ["PutItem", "Query", "UpdateItem"]


def test_what_a_family_changed_is_found_by_the_new_and_by_the_old_no_more(
    known: Registration, opened: Cloud, city: Population
) -> None:
    other = form(city, "ordinary")
    opened.put(known.model_copy(update={"form": other, "sought": sought_of(other, known.season, MACS.of)}))
    count(opened.changes())
    assert ids("phone", known.form.guardians[0].phone or "") == []
    assert ids("phone", other.guardians[0].phone or "") == [CASE]


def test_a_family_that_withdrew_is_found_by_its_reference_alone(known: Registration, opened: Cloud) -> None:
    opened.table.put({**keys.reference(known.reference)._asdict(), "registration": known.id})
    opened.put(known.model_copy(update={"status": Status.WITHDRAWN}))
    count(opened.changes())
    assert ids("phone", known.form.guardians[0].phone or "") == []
    assert ids("reference", known.reference) == [CASE]


def test_a_draft_is_its_guardians_alone(opened: Cloud, city: Population) -> None:
    draft = judged(form(city), CASE, status=Status.DRAFT, submitted_at=None)
    opened.put(draft)
    opened.table.put({**keys.reference(draft.reference)._asdict(), "registration": CASE})
    assert ids("reference", draft.reference) == []


def test_an_index_holds_nothing_that_can_be_read(known: Registration, opened: Cloud) -> None:
    kept = opened.table.scan(keep=begins_with("pk", "N#")).items
    assert len(kept) == len(known.sought)
    assert not [value for by, value in values(known) if by != "reference" and value in str(kept)]
