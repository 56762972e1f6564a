"""What was found with the page in the hand: it never accuses, wipes nothing, and says how long and which one."""

import json
import re
from datetime import timedelta

import pytest
from playwright.sync_api import Route, expect

from .conftest import NewFamily

pytestmark = pytest.mark.browser
HOUR = 3196
"""Seconds until the next code, as the API once told a family."""


@pytest.mark.parametrize(
    ("screen", "path", "typed", "stored"),
    [
        ("guardians", "guardians.0.phone", "138 0054 6551", "13800546551"),
        (
            "home",
            "property.number",
            "闽(2025)厦门市不动产权第6367870号",
            "闽（2025）厦门市不动产权第6367870号",
        ),
    ],
)
def test_what_one_page_wrote_in_another_spelling_is_laid_to_no_other_page(
    family: NewFamily, screen: str, path: str, typed: str, stored: str
) -> None:
    parents = family("ordinary")
    parents.begin()
    parents.number()
    parents.go(screen)
    if screen == "home":
        parents.choose("property.kind", "parents_purchase")
    parents.field(path).press_sequentially(typed)
    parents.save()
    parents.page.reload()
    expect(parents.field(path)).to_have_value(stored)
    parents.field(path).fill(typed)
    parents.save()
    expect(parents.page.get_by_text(re.compile("别的页面|另一个页面|填得不一样"))).to_have_count(0)


def test_a_guardian_who_was_taken_out_comes_back_with_every_answer(family: NewFamily) -> None:
    parents = family("ordinary")
    parents.begin()
    parents.number()
    parents.go("guardians")
    second = parents.page.get_by_role("region", name="监护人 2")
    expect(second).to_contain_text("单亲等情况只填一位的，点下面的“不填监护人 2”")
    before = second.locator("[data-known]").all_inner_texts()
    assert before
    parents.page.get_by_role("button", name="不填监护人 2").click()
    expect(second.get_by_role("status")).to_be_visible()
    parents.save()
    parents.page.get_by_role("button", name="恢复监护人 2").click()
    expect(second.locator("[data-known]")).to_have_count(len(before))
    assert second.locator("[data-known]").all_inner_texts() == before
    parents.save()
    parents.page.reload()
    expect(second.locator("[data-known]")).to_have_count(len(before))


def test_what_is_wrong_on_a_screen_is_told_in_the_language_that_is_chosen(family: NewFamily) -> None:
    parents = family("ordinary")
    parents.begin()
    parents.field("students.0.identity_document.number").fill("350203202004055430")
    parents.proceed()
    summary = parents.page.locator(".summary")
    expect(summary).to_contain_text("请照证件核对")
    parents.page.get_by_role("button", name="English").click()
    expect(summary).to_be_visible()
    expect(parents.page.locator("main")).not_to_contain_text(re.compile("[一-鿿]"))


def test_a_tap_that_leaves_a_wrong_field_is_not_lost_to_the_fault_that_appears(family: NewFamily) -> None:
    parents = family("ordinary")
    parents.begin()
    parents.field("students.0.identity_document.number").press_sequentially("350203202004055430")
    on = parents.page.get_by_role("button", name="下一步")
    box = on.bounding_box()
    assert box
    parents.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 3)
    parents.page.mouse.down()
    parents.page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    parents.page.mouse.up()
    expect(parents.page.locator(".summary")).to_be_visible()
    expect(parents.page.locator("[id='students.0.identity_document.number-fault']")).to_be_visible()


@pytest.mark.parametrize(
    ("code", "words"), [("code_too_soon", "获取次数太多"), ("code_tries_used_up", "验证码输错次数太多")]
)
def test_more_than_a_minute_to_the_next_code_is_told_in_minutes_and_no_longer_than_it_lasts(
    family: NewFamily, code: str, words: str
) -> None:
    parents = family("ordinary")
    parents.page.clock.install()
    parents.prepared("code")

    def refuse(route: Route) -> None:
        body = {"code": code, "status": 429, "detail": f"{HOUR} 秒"}
        headers = {"Retry-After": str(HOUR), "Content-Type": "application/problem+json"}
        route.fulfill(status=429, body=json.dumps(body), headers=headers)

    parents.page.route("**/code", refuse)
    parents.page.get_by_role("button", name="获取验证码").click()
    told = parents.page.locator("form .banner.warning")
    expect(told).to_contain_text(f"{words}，54 分钟后可重新获取")
    expect(parents.page.locator("main")).not_to_contain_text(str(HOUR))
    expect(parents.page.get_by_role("button", name=re.compile("54 分钟"))).to_be_visible()
    parents.page.clock.fast_forward("10:00")
    expect(told).to_contain_text("44 分钟")
    parents.page.clock.fast_forward("44:00")
    expect(told).to_have_count(0)
    expect(parents.page.get_by_role("button", name="获取验证码")).to_be_visible()


def test_a_newer_code_is_said_to_have_taken_the_place_of_the_earlier(family: NewFamily) -> None:
    parents = family("ordinary")
    parents.prepared("code")

    sent: dict[str, str] = {}

    def send(route: Route) -> None:
        now = parents.town.now
        times = {
            "sent_at": now,
            "next_at": now - timedelta(seconds=1),
            "expires_at": now + timedelta(minutes=9),
        }
        sent.update({"phone": "138****0000", "purpose": "submit"})
        sent.update({name: at.isoformat() for name, at in times.items()})
        route.fulfill(status=202, json=sent)

    def known(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json=answer.json() | {"code": sent or None})

    parents.page.route(f"**/api/registrations/{parents.id}", known)
    parents.page.route("**/code", send)
    told = parents.page.locator("main h1 + [role=status]")
    parents.page.get_by_role("button", name="获取验证码").click()
    expect(told).to_contain_text("138****0000")
    expect(told).not_to_contain_text("作废")
    parents.page.get_by_role("button", name="重新获取验证码").click()
    expect(told).to_contain_text("之前的验证码已作废")


def test_who_rents_the_home_is_picked_among_the_guardians_and_not_typed(family: NewFamily) -> None:
    parents = family("ordinary")
    parents.begin()
    parents.number()
    parents.go("home")
    parents.choose("property.kind", "public_rental")
    tenant = parents.page.get_by_role("group", name=re.compile("承租人"))
    expect(parents.field("property.tenant_name")).to_have_count(0)
    name = parents.form["guardians"][0]["name"]
    tenant.get_by_label(name).check()
    parents.save()
    parents.go("review")
    expect(parents.page.locator("main")).to_contain_text(re.compile(rf"承租人[^\n]*\s*{name}"))


def test_a_collective_household_is_asked_for_no_householders_page(family: NewFamily) -> None:
    parents = family("ordinary")
    parents.begin()
    parents.number()
    parents.go("students/0/household")
    parents.choose("students.0.household.type", "family")
    parents.save()
    parents.go("documents")
    expect(parents.slot("householder_page").or_(parents.slot("householder_page", 0)).first).to_be_visible()
    parents.go("students/0/household")
    parents.field("students.0.household.type").locator("input[value=collective]").check()
    parents.save()
    parents.go("documents")
    expect(parents.page.locator("section.slot").first).to_be_visible()
    expect(parents.page.locator("section.slot[id*=householder_page] .tag.warning")).to_have_count(0)
