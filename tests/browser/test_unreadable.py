"""A registration that cannot be read, as a family meets it: whose fault it is, whom to call, and none begun again."""

import pytest
from playwright.sync_api import Route, expect

from .conftest import NewFamily

pytestmark = pytest.mark.browser

NUMBER, PHONE = "22-7K3M-9Q6", "0592-0000000"
LISTED = {"registrations": [], "unreadable": [{"number": NUMBER, "phone": PHONE}]}


@pytest.mark.parametrize(
    ("language", "fault", "not_again", "another"),
    [
        ("zh-CN", "这是我们系统的问题", "不要为同一个孩子另外报名", "再新建一份报名"),
        ("en", "The fault is ours", "do not begin another one for the same child", "Begin another one"),
    ],
)
def test_the_list_names_it_with_its_number_and_the_telephone_and_leads_nobody_to_begin_it_again(
    family: NewFamily, language: str, fault: str, not_again: str, another: str
) -> None:
    parents = family("ordinary", language=language)
    parents.page.route("**/api/registrations", lambda route: route.fulfill(json=LISTED))
    parents.enter("")
    said = parents.page.locator("main")
    for words in (NUMBER, fault, not_again):
        expect(said).to_contain_text(words)
    expect(said.get_by_role("link", name=PHONE)).to_have_attribute("href", f"tel:{PHONE}")
    begin = said.get_by_role("button", name=another)
    expect(begin).to_have_class("button second")
    expect(said.get_by_role("button", name="开始报名")).to_have_count(0)


@pytest.mark.usefixtures("fault_of_ours")
def test_its_own_page_shows_what_the_api_says_of_it_and_a_way_to_try_again(family: NewFamily) -> None:
    parents = family("ordinary")
    problem = {
        "code": "registration_unreadable",
        "detail": f"请拨打 {PHONE}，报上编号 {NUMBER}",
        "errors": [],
    }
    answers = iter([500])

    def once(route: Route) -> None:
        status = next(answers, None)
        route.fulfill(status=status, json=problem) if status else route.fallback()

    parents.begun()
    parents.page.route("**/api/registrations/*", once)
    parents.page.reload()
    expect(parents.page.locator("main")).to_contain_text(f"报上编号 {NUMBER}")
    parents.press(parents.page.get_by_role("button", name="再试一次"))
    expect(parents.page.locator("main")).not_to_contain_text(NUMBER)


@pytest.mark.usefixtures("fault_of_ours")
@pytest.mark.parametrize(("language", "said"), [("zh-CN", "故障编号："), ("en", "Fault number: ")])
def test_the_screen_of_a_fault_shows_the_number_by_which_it_is_found(
    family: NewFamily, language: str, said: str
) -> None:
    parents = family("ordinary", language=language)
    number = "6f1c2f4e-0b1d-4c7a-9d57-4a4e1d7c9b10"
    fault = {"code": "internal_fault", "detail": "—", "errors": [], "instance": f"urn:ruxue:trace:{number}"}
    parents.page.route("**/api/registrations", lambda route: route.fulfill(status=500, json=fault))
    parents.enter("")
    expect(parents.page.locator("main")).to_contain_text(f"{said}{number}")
