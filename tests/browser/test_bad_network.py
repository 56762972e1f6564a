"""Nothing that was typed is lost: offline, reloaded, in two tabs, on two phones, with a failing upload."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from local.demo.client import Town
from local.population import Population

from . import photos
from .conftest import NewFamily
from .family import FamilyAtThePage

pytestmark = pytest.mark.browser


def test_answers_given_offline_stay_on_the_device_and_are_sent_when_the_network_returns(
    family: NewFamily,
) -> None:
    parents = family("ordinary")
    parents.begin()
    parents.number()
    parents.save()
    parents.go("guardians")
    parents.page.context.set_offline(offline=True)
    parents.field("guardians.0.phone").fill("13812345678")
    word = parents.page.locator("[data-save]")
    expect(word).to_have_attribute("data-save", "offline")
    expect(word).to_contain_text("没有网络：内容已保存在这台手机上")
    parents.page.context.set_offline(offline=False)
    parents.saved()
    parents.page.reload()
    expect(parents.field("guardians.0.phone")).to_have_value("13812345678")


REFUSING = (
    "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError') } })"
)


def test_a_device_that_keeps_nothing_is_never_said_to_keep_what_was_typed(family: NewFamily) -> None:
    parents = family("ordinary")
    parents.page.add_init_script(REFUSING)
    parents.begin()
    parents.number()
    parents.save()
    parents.go("guardians")
    parents.page.context.set_offline(offline=True)
    parents.field("guardians.0.phone").fill("13812345678")
    said = parents.page.locator("main")
    expect(said).to_contain_text("刚填的内容还没有保存")
    expect(said).to_contain_text("请不要关闭本页")
    expect(said).not_to_contain_text("已保存在这台手机上")
    parents.page.context.set_offline(offline=False)
    parents.saved()
    expect(said).not_to_contain_text("请不要关闭本页")


def test_where_the_english_texts_do_not_come_the_page_stays_chinese_and_says_so(family: NewFamily) -> None:
    parents = family("ordinary")
    parents.page.goto(parents.town.site)
    parents.page.route("**/assets/en-*.js", lambda route: route.abort())
    parents.page.get_by_role("button", name="English").click()
    expect(parents.page.locator("main")).to_contain_text("英文文字没有加载成功")
    expect(parents.page.locator("main h1")).to_contain_text("报名")
    expect(parents.page.get_by_role("button", name="English")).to_be_visible()


def test_a_page_that_was_closed_offline_sends_its_answers_when_it_is_opened_again(family: NewFamily) -> None:
    parents = family("ordinary")
    parents.begin()
    parents.number()
    parents.save()
    parents.go("guardians")
    parents.page.route("**/api/registrations/**", lambda route: route.abort())
    parents.field("guardians.0.phone").fill("13812345679")
    expect(parents.page.locator("[data-save]")).to_have_attribute("data-save", "offline")
    expect(parents.page.locator("[data-save]")).to_contain_text("连不上服务器")
    parents.page.unroute("**/api/registrations/**")
    parents.page.reload()
    expect(parents.field("guardians.0.phone")).to_have_value("13812345679")
    parents.saved()


def test_a_server_that_is_away_while_there_is_a_network_is_told_as_that(family: NewFamily) -> None:
    parents = family("ordinary")
    page = parents.page
    page.route("**/api/seasons", lambda route: route.abort())
    page.goto(parents.town.site)
    told = page.locator(".banner.error")
    expect(told).to_contain_text("现在连不上服务器，请检查网络")
    expect(told).not_to_contain_text("没有网络")
    page.unroute("**/api/seasons")
    told.get_by_role("button", name="再试一次").click()
    expect(page.locator("main h1")).to_contain_text("报名")


LATE = """Object.defineProperty(IDBRequest.prototype, 'onsuccess', {
    set(act) { this.addEventListener('success', (event) => setTimeout(() => act(event), 300)) } })"""
SAID = """window.said = new Set(); new MutationObserver(() => {
    const word = document.querySelector('[data-save]')
    if (word && document.querySelector('.stack .spinner')) window.said.add(getComputedStyle(word).visibility)
}).observe(document, { childList: true, subtree: true, attributes: true })"""
"""How the word on what was saved stood while the answers were still being fetched from the device."""


def test_no_question_is_asked_after_a_reload_before_what_was_answered_here_is_in_it(
    family: NewFamily,
) -> None:
    """A field that stood empty until a slow phone's database had answered would lose what was typed into it."""
    parents = family("grandparents_home")
    parents.page.context.add_init_script(LATE)
    parents.begin()
    saving = re.compile(r"/api/registrations/[^/]+$")
    parents.page.route(
        saving, lambda route: route.abort() if route.request.method == "PUT" else route.fallback()
    )
    parents.number()
    parents.page.context.add_init_script(SAID)
    parents.page.reload()
    parents.at("students/0/person")
    assert parents.known("students.0.name")
    assert parents.page.evaluate("[...window.said]") == ["hidden"], "what this device holds is not saved yet"


@pytest.mark.journey
def test_a_reload_at_any_step_comes_back_to_it_with_every_answer(family: NewFamily) -> None:
    parents = family("grandparents_home")
    parents.begin()
    steps: list[tuple[str, Callable[[], None]]] = [
        ("students/0/number", parents.number),
        ("students/0/person", parents.person),
        ("students/0/household", parents.household),
        ("guardians", parents.guardians),
        ("home", parents.home),
    ]
    for screen, answer in steps:
        parents.at(screen)
        parents.page.reload()
        parents.at(screen)
        answer()
    parents.at("documents")
    parents.page.reload()
    parents.documents()
    parents.page.reload()
    expect(parents.page.locator(".banner.success")).to_be_visible()


def test_two_tabs_do_not_overwrite_each_other(family: NewFamily) -> None:
    parents = family("ordinary")
    parents.begin()
    parents.number()
    parents.save()
    other = FamilyAtThePage(parents.page.context.new_page(), parents.town, parents.story)
    other.page.goto(parents.town.site)
    other.page.evaluate("kept => sessionStorage.setItem('ruxue.session', kept)", _session(parents))
    other.page.goto(f"{parents.town.site}/#/r/{parents.id}/guardians")
    other.page.reload()
    other.at("guardians")
    parents.go("students/0/household")
    other.field("guardians.0.phone").fill("13800138001")
    parents.choose("students.0.household.type", "family")
    other.save()
    parents.save()
    parents.page.reload()
    expect(parents.page.locator("input[value=family]")).to_be_checked()
    parents.go("guardians")
    expect(parents.field("guardians.0.phone")).to_have_value("13800138001")


def test_two_phones_that_answer_the_same_field_lose_nothing_and_are_asked(
    family: NewFamily, new_context: Callable[..., BrowserContext], town: Town, city: Population
) -> None:
    mother = family("ordinary")
    mother.begin()
    mother.number()
    mother.save()
    mother.go("guardians")
    father = FamilyAtThePage(new_context().new_page(), town, city.stories["ordinary"])
    father.sign_in()
    father.page.goto(f"{town.site}/#/r/{mother.id}/guardians")
    father.at("guardians")
    father.field("guardians.0.phone").fill("13900139002")
    father.save()
    mother.field("guardians.0.phone").fill("13700137003")
    clash = mother.page.locator(".banner.warning")
    expect(clash).to_contain_text("13900139002")
    expect(clash).to_contain_text("13700137003")
    clash.get_by_role("button", name="用另一处的").click()
    expect(mother.field("guardians.0.phone")).to_have_value("13900139002")
    mother.saved()


def test_an_upload_that_fails_twice_keeps_the_photo_and_then_works(family: NewFamily) -> None:
    parents = family("hongkong_child")
    _to_documents(parents)
    parents.town.local("PUT", "uploads", {"fail_next": 2})
    parents.upload("birth_certificate", 0)
    row = parents.page.locator("[data-stage=failed]")
    expect(row).to_contain_text("照片还在")
    row.get_by_role("button", name="重试").click()
    expect(parents.slot("birth_certificate", 0)).to_contain_text("已上传")


def test_a_photo_whose_answer_was_lost_with_the_network_is_there_once(family: NewFamily) -> None:
    parents = family("hongkong_child")
    _to_documents(parents)
    parents.town.local("PUT", "uploads", {"lose_next": 2})
    parents.page.route("**/documents/*", lambda route: route.abort())
    parents.upload("birth_certificate", 0)
    row = parents.page.locator("[data-stage=failed]")
    expect(row).to_contain_text("照片还在")
    parents.town.local("PUT", "uploads", {})
    parents.town.local("POST", "settle")
    parents.page.unroute("**/documents/*")

    row.get_by_role("button", name="重试").click()

    slot = parents.slot("birth_certificate", 0)
    expect(slot).to_contain_text("已上传")
    parents.town.local("POST", "settle")
    parents.page.reload()
    expect(slot).to_contain_text("已上传")
    expect(slot.get_by_role("button", name="查看")).to_have_count(1)


def test_a_photo_that_was_not_sent_is_still_there_after_a_break(family: NewFamily) -> None:
    parents = family("taiwan_child")
    _to_documents(parents)
    parents.upload("birth_certificate", 0, photos.blurred())
    expect(parents.page.locator("[data-stage=flawed]")).to_be_visible()
    parents.page.reload()
    row = parents.page.locator("[data-stage=flawed]")
    expect(row).to_contain_text("模糊")
    row.get_by_role("button", name="就用这张").click()
    expect(parents.slot("birth_certificate", 0)).to_contain_text("已上传")


def test_signing_out_leaves_nothing_of_the_family_on_the_device(family: NewFamily) -> None:
    parents = family("ordinary")
    parents.begin()
    expect(parents.field("students.0.identity_document.number")).to_be_visible()
    parents.page.context.set_offline(offline=True)
    parents.field("students.0.identity_document.number").fill(
        parents.form["students"][0]["identity_document"]["number"]
    )
    expect(parents.page.locator("[data-save]")).to_have_attribute("data-save", "offline")
    parents.page.get_by_role("button", name="退出").click()
    parents.page.wait_for_url(re.compile("#/$"))
    parents.page.wait_for_function("async () => (await indexedDB.databases()).length === 0")
    assert parents.page.evaluate("sessionStorage.length") == 0
    assert (
        parents.page.evaluate("Object.keys(localStorage).filter(key => key !== 'ruxue.language').length") == 0
    )


def _session(parents: FamilyAtThePage) -> str:
    return str(parents.page.evaluate("sessionStorage.getItem('ruxue.session')"))


def _to_documents(parents: FamilyAtThePage) -> None:
    parents.prepared("documents")
    expect(parents.slot("birth_certificate", 0)).to_be_visible()
