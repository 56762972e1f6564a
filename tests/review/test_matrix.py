"""Every role at every route, for what is its own, a colleague's, another district's, and what does not exist.

A cell is declared by hand: a route that is missing here, or a role that reaches further, fails.
"""

from typing import Any, NamedTuple

import pytest

from functions.cloud import composition
from functions.cloud.staff.audit import CHAINS, AuditTrail
from functions.registration.registration import Registration
from functions.review.handler import ROLES
from seasons import siming_2022
from tests.aws import Cloud
from tests.rooms.registrations import NOW

from .conftest import CASE
from .staff import DISTRICT, Member

ABSENT = "01G76PAV40ZZZZZZZZZZZZZZZZ"


class Rule(NamedTuple):
    roles: str
    own: int
    body: Any = None
    if_match: bool = False


DECISION = {"check": "property", "result": "accepted", "reason": "documents_sufficient"}
ASKED = {"check": "property", "reason": "paper_needed", "words": ["owner"], "until": "2022-07-12"}
REVIEWED = {"result": "upheld", "reason": "not_shown"}
SEARCH = {"by": "name", "value": "林小满", "reason": "family_called"}
EXTENSION = {"until": "2000-01-01T00:00:00Z", "families": "all"}
PUBLICATION = {"publication_at": "2022-08-02T09:00:00+08:00", "rehearsal": "0" * 64, "pending": 0}
CONFIRMATION = {"rehearsal": "0" * 64, "pending": 0}
RESULTS = {"results": [{"registration": ABSENT, "result": "pending"}]}
RELEASE = {"student": 0, "reason": "by_mistake"}
FACTS = {"facts": {"no_other_home": True}, "reason": "paper_seen"}
SCHOOL = {"school": siming_2022().schools[-1].id, "reason": "seat_freed"}
APPROVAL = {"person": "1.sha256:nobody", "until": "2022-08-01T00:00:00+08:00"}
R, S, E = "/staff/registrations/{registration_id}", "/staff/seasons/{season}", "/staff/exports/{export_id}"

MATRIX: dict[tuple[str, str], Rule] = {
    ("GET", R): Rule("reviewer", 200),
    ("GET", f"{R}/history"): Rule("reviewer", 200),
    ("GET", f"{R}/children"): Rule("reviewer", 200),
    ("POST", f"{R}/release"): Rule("reviewer", 409, RELEASE, if_match=True),
    ("GET", f"{R}/documents/{{document_id}}"): Rule("reviewer", 404),
    ("POST", f"{R}/claim"): Rule("reviewer", 200),
    ("DELETE", f"{R}/claim"): Rule("reviewer", 204),
    ("POST", f"{R}/spot-check"): Rule("reviewer", 409, if_match=True),
    ("POST", f"{R}/handover"): Rule("supervisor", 409, {"to": None}),
    ("GET", f"{S}/work"): Rule("supervisor", 200),
    ("GET", f"{S}/sms"): Rule("supervisor", 200),
    ("POST", f"{S}/sms/release"): Rule("supervisor", 412, {"provider": "sns", "code": "arrears"}),
    ("POST", f"{R}/decisions"): Rule("reviewer", 200, DECISION, if_match=True),
    ("POST", f"{R}/requests"): Rule("reviewer", 200, ASKED, if_match=True),
    ("DELETE", f"{R}/requests"): Rule("reviewer", 409, if_match=True),
    ("POST", f"{R}/review"): Rule("reviewer", 409, REVIEWED, if_match=True),
    ("POST", f"{R}/withdrawal"): Rule("reviewer", 202, {"reason": "phone_lost"}, if_match=True),
    ("DELETE", f"{R}/withdrawal"): Rule("reviewer", 409, if_match=True),
    ("POST", f"{R}/notes"): Rule("reviewer", 204, {"note": "-"}),
    ("GET", f"{S}/queue"): Rule("reviewer", 200),
    ("GET", f"{S}/registrations"): Rule("reviewer", 200),
    ("POST", f"{S}/searches"): Rule("reviewer", 200, SEARCH),
    ("GET", f"{S}/statistics"): Rule("reviewer", 200),
    ("GET", "/staff/seasons"): Rule("reviewer supervisor auditor", 200),
    ("GET", S): Rule("reviewer supervisor", 200),
    ("GET", f"{S}/versions"): Rule("supervisor", 200),
    ("GET", f"{S}/versions/{{version}}"): Rule("supervisor", 200),
    ("PUT", S): Rule("supervisor", 422, {}, if_match=True),
    ("POST", f"{S}/replay"): Rule("supervisor", 422, {}),
    ("POST", f"{S}/extension"): Rule("supervisor", 422, EXTENSION),
    ("GET", f"{R}/place"): Rule("reviewer", 200),
    ("PUT", f"{R}/facts"): Rule("reviewer", 204, FACTS, if_match=True),
    ("PUT", f"{R}/school"): Rule("reviewer", 202, SCHOOL, if_match=True),
    ("GET", f"{S}/draw"): Rule("supervisor", 200),
    ("POST", f"{S}/draw"): Rule("supervisor", 412, {"list_hash": "0" * 64}),
    ("PUT", f"{S}/draw"): Rule("supervisor", 412, {"list_hash": "0" * 64, "seed": "38-7"}),
    ("GET", f"{S}/assignment"): Rule("supervisor", 404),
    ("POST", f"{S}/assignment"): Rule("supervisor", 412, {"proposal": "0" * 64}),
    ("POST", f"{S}/rehearsal"): Rule("supervisor", 202),
    ("GET", f"{S}/rehearsal"): Rule("supervisor", 404),
    ("POST", f"{S}/publication/check"): Rule("supervisor", 409),
    ("GET", f"{S}/jobs"): Rule("supervisor", 200),
    ("GET", f"{S}/jobs/{{job}}"): Rule("supervisor", 200),
    ("POST", f"{S}/jobs/{{job}}"): Rule("supervisor", 409),
    ("DELETE", f"{S}/jobs/{{job}}"): Rule("supervisor", 200),
    ("GET", f"{S}/publication"): Rule("supervisor", 200),
    ("PUT", f"{S}/publication"): Rule("supervisor", 412, PUBLICATION, if_match=True),
    ("POST", f"{S}/publication/confirmation"): Rule("supervisor", 412, CONFIRMATION, if_match=True),
    ("POST", f"{S}/results"): Rule("supervisor", 200, RESULTS),
    ("DELETE", f"{S}/publication"): Rule("supervisor", 204, if_match=True),
    ("GET", f"{S}/exports"): Rule("supervisor", 200),
    ("POST", f"{S}/exports"): Rule("supervisor", 202, {"format": "csv"}),
    ("GET", E): Rule("supervisor", 200),
    ("POST", f"{E}/approval"): Rule("supervisor", 403),
    ("GET", f"{S}/readers"): Rule("supervisor auditor", 200),
    ("POST", f"{S}/readers"): Rule("supervisor", 422, APPROVAL),
    ("DELETE", f"{S}/readers"): Rule("supervisor", 422),
    ("GET", f"{S}/audit"): Rule("auditor", 200),
    ("GET", f"{S}/colleagues"): Rule("supervisor auditor", 200),
    ("GET", f"{S}/audit/verification"): Rule("auditor", 200),
}

STAFF = ("", "reviewer", "supervisor", "auditor")

CHANGING_NOTHING = (("POST", f"{S}/searches"), ("POST", f"{S}/results"))
"""A search, and the confirmation of a result that is not there."""
DEEDS = tuple(
    route
    for route, rule in MATRIX.items()
    if route[0] != "GET" and rule.own < 300 and route not in CHANGING_NOTHING
)


def test_every_route_is_declared_here_with_its_roles() -> None:
    assert {key: frozenset(rule.roles.split()) for key, rule in MATRIX.items()} == ROLES


def ask_route(who: Member, route: tuple[str, str], season: str, registration: str, export: str) -> Any:
    method, pattern = route
    path = (
        pattern.replace("{season}", season)
        .replace("{registration_id}", registration)
        .replace("{export_id}", export)
        .replace("{document_id}", ABSENT)
        .replace("{version}", "1")
        .replace("{job}", "rehearsal")
    )
    rule = MATRIX[route]
    tag = '"2000"' if pattern.startswith(R) else '"1"'
    return who.call(method, path, rule.body, **({"If_Match": tag} if rule.if_match else {}))


def _export(who: Member) -> str:
    asker = Member(who.account, "supervisor")
    return str(asker.call("POST", "/staff/seasons/siming-2022/exports", {"format": "csv"}).body["id"])


@pytest.mark.parametrize("role", STAFF)
def test_each_role_reaches_what_is_declared_and_nothing_else(
    opened: Cloud, case: Registration, role: str
) -> None:
    who = Member("asker", role)
    export = _export(who)
    for route, rule in MATRIX.items():
        allowed = role in rule.roles.split()
        opened.put(case)
        own = ask_route(who, route, "siming-2022", CASE, export)
        assert own.status == (rule.own if allowed else 403), (route, role, own.body)


@pytest.mark.parametrize("role", STAFF)
def test_another_districts_and_absent_are_alike_for_every_role_and_route(
    opened: Cloud, case: Registration, role: str
) -> None:
    elsewhere = Member("asker", role, "350206")
    nowhere = Member("asker", role, "")
    export = _export(Member("asker"))
    creates = ("PUT", S)
    for route, rule in MATRIX.items():
        if route[1] == "/staff/seasons":
            assert elsewhere.get("/staff/seasons").body.get("seasons", []) == []
            continue
        foreign = ask_route(elsewhere, route, "siming-2022", CASE, export)
        lost = ask_route(nowhere, route, "siming-2022", CASE, export)
        absent = ask_route(Member("asker", role, DISTRICT), route, "absent-2022", ABSENT, ABSENT)
        expected = 404 if role in rule.roles.split() else 403
        assert foreign.status == lost.status == expected, (route, role, foreign.body)
        if route != creates:
            assert (absent.status, absent.body) == (foreign.status, foreign.body), (route, role)
            assert set(absent.headers) == set(foreign.headers)


def _events() -> int:
    heads = (composition.audit_trail().head("siming-2022", chain) for chain in range(CHAINS))
    return sum(head.number for head in heads if head is not None)


def test_whatever_changes_something_is_one_write_with_its_event_of_the_trail(
    opened: Cloud, case: Registration, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(AuditTrail, "write")
    assert len(DEEDS) >= 11
    for route in DEEDS:
        before, rule = _events(), MATRIX[route]
        member = Member("asker", rule.roles)
        opened.put(case.model_copy(update={"claimed_by": member.key, "claimed_until": NOW}))
        told = ask_route(member, route, "siming-2022", CASE, ABSENT)
        assert (told.status, _events()) == (rule.own, before + 1), (route, told.body)


def test_r37_every_route_of_a_case_refuses_whoever_is_a_person_of_it(
    opened: Cloud, case: Registration
) -> None:
    document = case.form.guardians[0].identity_document
    assert document is not None
    parent = Member("parent", "reviewer supervisor", identity_number=document.number)
    routes = [route for route in MATRIX if route[1].startswith(R)]
    told = {route: ask_route(parent, route, "siming-2022", CASE, ABSENT) for route in routes}
    assert {route: one.body and one.code for route, one in told.items()} == dict.fromkeys(routes, "own_case")


def test_a_colleagues_case_is_readable_and_nobody_elses_to_decide(opened: Cloud, case: Registration) -> None:
    Member("colleague").call("POST", f"/staff/registrations/{CASE}/claim")
    who = Member("asker")
    expected = {"claim": 409, "decisions": 409, "history": 200, "": 200, "documents/{document_id}": 404}
    expected |= {"requests": 409, "notes": 204, "review": 409, "withdrawal": 409}
    expected |= {"children": 200, "release": 409}
    expected |= {"handover": 403, "spot-check": 409}
    expected |= {"place": 200, "facts": 204, "school": 202}
    for method, pattern in MATRIX:
        if pattern.startswith(R):
            told = ask_route(who, (method, pattern), "siming-2022", CASE, "")
            assert told.status == expected[pattern.removeprefix(R).lstrip("/")], (method, pattern, told.body)


def test_a_colleagues_export_may_be_read_and_approved_by_a_supervisor(opened: Cloud) -> None:
    export = _export(Member("colleague"))
    who = Member("asker", "supervisor")
    assert who.get(f"/staff/exports/{export}").status == 200
    assert who.call("POST", f"/staff/exports/{export}/approval").status == 202
