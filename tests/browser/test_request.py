"""R40: what staff asked for is handed in at the page, by a code that is for these words and papers alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from local.demo.client import Person, Town
from local.demo.family import Family
from local.demo.more import asked_by

from .family import FamilyAtThePage
from .looks import faults

pytestmark = pytest.mark.browser
WORDS = "一家三口，从2019年起。"


def asked(town: Town) -> Family:
    """For its rental contract once more, and who lives there."""
    season = town.call("GET", "/api/seasons").body["seasons"][-1]["id"]
    family = Family(town, town.population().stories["public_rental"], season)
    family.applied()
    command = {
        "check": "property",
        "reason": "paper_unreadable",
        "papers": [{"kind": "rental_contract"}],
        "words": ["residence"],
    }
    asked_by(Person(town, "reviewer"), family.id, command)
    town.advance(minutes=2)
    return family


def test_r40_a_family_hands_in_what_staff_asked_for_with_a_code_for_just_that(
    new_context: Callable[..., BrowserContext], other_town: Town
) -> None:
    family = asked(other_town)
    parents = FamilyAtThePage(new_context().new_page(), other_town, family.story)
    parents.sign_in()
    page = parents.page
    page.goto(f"{other_town.site}/#/r/{family.id}/more")
    parents.at("more")
    get, send = (page.get_by_role("button", name=name) for name in ("获取验证码", "提交给工作人员"))
    get.click()
    expect(page.get_by_text("请填写。")).to_be_visible()
    expect(page.get_by_text("请上传上面的材料，或说明没有的原因。")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="English").click()
    expect(page.get_by_text("Please answer this.")).to_be_visible()
    expect(page.get_by_label("现在谁住在这里")).to_have_count(0)
    page.get_by_role("button", name="中文").click()
    words = page.get_by_label("现在谁住在这里")
    words.fill(WORDS)
    expect(page.get_by_text("请填写。")).to_have_count(0)
    parents.upload("rental_contract")
    other_town.settle()
    expect(parents.slot("rental_contract").get_by_text("已上传")).to_be_visible()
    expect(send).to_have_count(0)
    get.click()
    expect(page.locator("[role=status]").filter(has_text="前有效")).to_be_visible()
    code = parents.code()
    assert faults(page) == []
    words.fill("两个人。")
    expect(page.get_by_text("获取验证码后内容有改动")).to_be_visible()
    expect(page.locator("#code")).to_have_count(0)
    words.fill(WORDS)
    page.locator("#code").fill("000000" if code != "000000" else "111111")
    send.click()
    expect(page.locator("#code-fault")).to_be_visible()
    page.locator("#code").fill(code)
    send.click()
    expect(page.locator("[data-request]")).to_have_count(0)
    expect(page.locator("[data-word]")).to_be_visible()
    assert family.look()["request"] is None
