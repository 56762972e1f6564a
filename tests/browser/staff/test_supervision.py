"""What supervisors and auditors do: a season's change, rehearsal and publication, exports, the audit trail."""

import json
import re
from datetime import datetime

import pytest
from playwright.sync_api import expect

from functions.registration.season.file import parse_season
from local.demo.client import Person

from .cases import Cases
from .conftest import NewStaff


def test_a_season_with_faults_is_answered_by_path_and_a_change_is_replayed_before_it_is_kept(
    staff: NewStaff, cases: Cases, waiting: str
) -> None:
    supervisor = staff("supervisor")
    supervisor.open("season")
    supervisor.page.locator("[data-section='json']").click()
    editor = supervisor.page.locator("#season-json")
    expect(editor).to_have_value(re.compile(cases.season))
    season = json.loads(editor.input_value())
    editor.fill(json.dumps(season | {"year": 1900, "zone": "Nowhere/Here"}))
    supervisor.button("看看会影响谁").click()
    faults = supervisor.page.locator("[data-faults]")
    expect(faults).to_contain_text("year")
    expect(faults).to_contain_text("zone")

    editor.fill(json.dumps(season | {"cutoff_birth_date": "2018-08-31"}))
    supervisor.button("看看会影响谁").click()
    effects = supervisor.page.locator("[data-effects]")
    expect(effects).to_contain_text("资格")
    expect(effects).to_contain_text(waiting[-6:])

    contacts = season["contacts"] | {"support_phone": "0592-0000009"}
    editor.fill(json.dumps(season | {"contacts": contacts}))
    supervisor.button("保存为新版本").click()
    supervisor.said("已保存")
    kept = Person(cases.town, "supervisor").ok("GET", f"/staff/seasons/{cases.season}")
    assert kept["contacts"]["support_phone"] == "0592-0000009"
    assert kept["cutoff_birth_date"] == season["cutoff_birth_date"]


def test_a_season_is_changed_without_json_and_a_fault_stands_beside_its_field(
    staff: NewStaff, cases: Cases
) -> None:
    member, path = Person(cases.town, "supervisor"), f"/staff/seasons/{cases.season}"
    before = member.ok("GET", path)
    supervisor = staff("supervisor")
    supervisor.open("season")
    page = supervisor.page
    closes = page.locator("[data-field='closes_at'] input")
    expect(closes).not_to_have_value("")
    kept = closes.input_value()
    closes.fill("2000-01-01T00:00")
    supervisor.button("保存为新版本").click()
    expect(page.locator("[data-field='closes_at'] [data-wrong]")).to_be_visible()
    assert supervisor.faults_of_axe() == []
    closes.fill(kept)
    page.locator("[data-section='schools']").click()
    page.locator("[data-field='schools.0.phone'] input").fill("0592-0000008")
    for section in page.locator("[data-section]").all():
        section.click()
        page.locator("#season-section details").evaluate_all("all => all.forEach((one) => (one.open = true))")
        assert supervisor.faults_of_axe() == [], section
    supervisor.button("保存为新版本").click()
    supervisor.said("已保存")
    after = member.ok("GET", path)
    assert after["schools"][0]["phone"] == "0592-0000008"
    assert {**after["schools"][0], "phone": ""} == {**before["schools"][0], "phone": ""}
    assert datetime.fromisoformat(after["closes_at"]) == datetime.fromisoformat(before["closes_at"])
    typed = {"schools": [], "closes_at": ""}
    assert after | typed == before | typed


def test_a_new_year_is_copied_without_json_into_a_season_that_the_api_takes(
    staff: NewStaff, cases: Cases
) -> None:
    """Kept from the API here, for the season would stand before every other test."""
    this_year = Person(cases.town, "supervisor").ok("GET", f"/staff/seasons/{cases.season}")
    supervisor = staff("supervisor")
    supervisor.open("season")
    page = supervisor.page
    page.route(
        re.compile(r"/staff/seasons/[^/]+$"),
        lambda route: route.abort() if route.request.method == "PUT" else route.fallback(),
    )
    with page.expect_request(lambda request: request.method == "PUT") as sent:
        page.locator("[data-copy] button").click()
    made = parse_season(sent.value.post_data_json)
    assert sent.value.headers["if-match"] == '"0"'
    assert sent.value.url.endswith(f"/staff/seasons/{made.id}")
    assert (made.year, made.publication_held, made.draw) == (this_year["year"] + 1, True, None)


def test_an_earlier_version_is_compared_with_the_one_in_force_and_taken_back(
    staff: NewStaff, cases: Cases
) -> None:
    member, path = Person(cases.town, "supervisor"), f"/staff/seasons/{cases.season}"
    before = member.call("GET", path)
    earlier = before.body["contacts"]["support_phone"]
    changed = before.body | {"contacts": before.body["contacts"] | {"support_phone": "0592-0000007"}}
    member.ok("PUT", path, changed, If_Match=before.headers["ETag"])

    supervisor = staff("supervisor")
    supervisor.open("season")
    supervisor.page.locator("[data-section='json']").click()
    number = len(member.ok("GET", f"{path}/versions")["versions"]) - 1
    supervisor.page.locator(f"[data-version='{number}']").get_by_role("button").click()
    compared = supervisor.page.locator("[data-opened]")
    expect(compared).to_contain_text("contacts.support_phone")
    expect(compared.locator("tbody tr")).to_have_count(1)
    expect(compared.locator("del")).to_have_text(f'"{earlier}"')
    expect(compared.locator("ins")).to_have_text('"0592-0000007"')

    assert supervisor.faults_of_axe() == []
    supervisor.button("放入编辑框").click()
    expect(supervisor.page.locator("#season-json")).to_have_value(re.compile(earlier))
    supervisor.button("保存为新版本").click()
    supervisor.said("已保存")
    assert member.ok("GET", path) == before.body
    expect(supervisor.page.locator("[data-version]")).to_have_count(number + 2)


@pytest.mark.journey
def test_publication_is_proposed_by_one_confirmed_by_another_and_can_be_cancelled(
    staff: NewStaff, waiting: str
) -> None:
    first, second = staff("supervisor"), staff("supervisor2")
    first.open("publication")
    stands = first.page.locator("[data-publication]")
    expect(stands).to_have_attribute("data-word", re.compile("set|held"))
    first.button("^预演$").click()
    rehearsed = first.page.locator("[data-rehearsal]")
    expect(rehearsed).to_contain_text(waiting[-6:])
    digest = first.page.locator("[data-hash]").inner_text()
    pending = first.page.locator("[data-outcome='pending'] dd").inner_text()
    rehearsed.get_by_label("待定户数").fill(pending)
    first.button("提议按这次预演公布").click()
    first.said("另一位主管确认")
    second.open("publication")
    proposed = second.page.locator("[data-proposed]")
    expect(proposed).to_contain_text(digest[:16])
    proposed.get_by_label("待定户数").fill(pending)
    second.button("确认这一提议").click()
    second.said("公布")
    confirmed = second.page.locator("[data-publication]")
    expect(confirmed).to_have_attribute("data-word", "set")
    second.button("取消公布").click()
    second.said("已取消")
    expect(confirmed).to_have_attribute("data-word", "held")


def test_an_export_takes_two_supervisors_and_the_second_finds_it_in_the_list(
    staff: NewStaff, cases: Cases
) -> None:
    first, second = staff("supervisor"), staff("supervisor2")
    first.open("exports")
    first.button("^申请$").click()
    first.said("等另一位主管批准")
    newest = first.page.locator("[data-export]").first
    expect(newest).to_have_attribute("data-state", "asked")
    expect(newest.get_by_role("button")).to_have_count(0)
    assert first.faults_of_axe() == []
    asked = newest.get_attribute("data-export")
    own = Person(cases.town, "supervisor").call("POST", f"/staff/exports/{asked}/approval")
    assert own.code == "approval_needs_another"

    second.open("exports")
    second.page.locator(f"[data-export='{asked}']").get_by_role("button", name="批准").click()
    second.said("已批准")
    cases.town.settle()
    first.press("g")
    expect(newest).to_have_attribute("data-state", "ready")
    with first.page.expect_download() as download:
        newest.get_by_role("button", name="下载").click()
    assert download.value.path().read_bytes()[:2] == b"PK"


def test_the_auditor_sees_who_read_what_and_verifies_the_chain(
    staff: NewStaff, cases: Cases, waiting: str
) -> None:
    cases.seen(waiting)
    auditor = staff("auditor")
    expect(auditor.page.locator("tr[data-act='read']").first).to_be_visible()
    expect(auditor.page.locator("nav a")).to_have_count(1)
    auditor.button("校验").click()
    expect(auditor.page.locator("[data-intact]")).to_have_attribute("data-intact", "true")


def test_the_dashboard_tells_the_same_figures_in_bars_and_in_tables(staff: NewStaff, waiting: str) -> None:
    clerk = staff("reviewer")
    clerk.open("dashboard")
    expect(clerk.page.locator("canvas")).to_have_count(4)
    expect(clerk.page.locator("[data-authority]")).to_have_count(2)
    first = clerk.page.locator("section.graph").first
    first.locator("summary").click()
    expect(first.locator("tbody tr")).not_to_have_count(0)
