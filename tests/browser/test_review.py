"""R42: a refused family asks for a review on its phone, two at the console change it, and the page says each step."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from local.demo.client import Person, Town
from local.demo.family import Family
from local.demo.office import job
from local.demo.season import decide

from .family import FamilyAtThePage
from .looks import faults
from .staff.desk import SMALL, StaffAtTheDesk
from .test_outcome import confirmed_by_two

pytestmark = pytest.mark.browser
WORDS = "街道补开了证明，请再看一次。"


def refused(town: Town) -> Family:
    """Published, refused by two before."""
    season = town.call("GET", "/api/seasons").body["seasons"][-1]["id"]
    family = Family(town, town.population().stories["other_home"], season)
    family.applied()
    for who in ("reviewer", "reviewer2"):
        decide(Person(town, who), family, "property", "refused")
    town.settle()
    town.advance(days=25)
    confirmed_by_two(town)
    town.advance(days=10)
    return family


def asks(parents: FamilyAtThePage) -> None:
    page = parents.page
    page.get_by_role("link", name="申请复核").click()
    parents.at("review-result")
    assert faults(page) == []
    page.get_by_role("button", name="提交复核申请").click()
    expect(page.get_by_text("请选择一项理由")).to_be_visible()
    expect(page.get_by_text("请写几句说明")).to_be_visible()
    assert faults(page) == []
    page.get_by_label("有新的证明材料").check()
    page.get_by_label("请说明情况").fill(WORDS)
    page.get_by_role("button", name="提交复核申请").click()
    expect(page.get_by_text("请先上传材料")).to_be_visible()
    parents.upload("other")
    parents.town.settle()
    expect(parents.slot("other").get_by_text("已上传")).to_be_visible()
    page.get_by_role("button", name="提交复核申请").click()


def reviews(desk: StaffAtTheDesk, case: str) -> None:
    desk.go(f"case/{case}")
    desk.at_case(case)
    panel = desk.page.locator("[data-review]")
    expect(panel).to_contain_text(WORDS)
    panel.get_by_label("更改结果").check()
    assert desk.faults_of_axe() == []
    panel.get_by_role("button", name="提交复核决定").click()
    expect(desk.page.locator(f"[data-case='{case}']")).to_have_count(0)


def test_r42_a_family_asks_for_a_review_two_change_the_result_and_each_step_is_told(
    new_context: Callable[..., BrowserContext], other_town: Town
) -> None:
    family = refused(other_town)
    parents = FamilyAtThePage(new_context().new_page(), other_town, family.story)
    parents.sign_in()
    parents.page.goto(f"{other_town.site}/#/r/{family.id}")
    parents.word("refused")
    review = parents.page.locator("[data-review]")
    expect(review).to_have_attribute("data-review", "possible")
    assert faults(parents.page) == []
    asks(parents)
    expect(review).to_have_attribute("data-review", "asked")
    parents.word("refused")
    assert faults(parents.page) == []

    involved = StaffAtTheDesk(new_context(SMALL).new_page(), other_town, "reviewer")
    involved.go(f"case/{family.id}")
    involved.at_case(family.id, looks_for="correction")
    expect(involved.page.locator("[data-review]")).to_contain_text("由没有参与过这份报名审核的同事办理")
    expect(involved.button("提交复核决定")).to_have_count(0)
    for who in ("reviewer3", "reviewer4"):
        reviews(StaffAtTheDesk(new_context(SMALL).new_page(), other_town, who), family.id)
    parents.status()
    parents.word("held")
    expect(review).to_have_attribute("data-review", "confirming")

    supervisor, path = Person(other_town, "supervisor2"), f"/staff/seasons/{family.season}"
    job(other_town, supervisor, family.season, "/publication/check")
    [changed] = supervisor.ok("GET", f"{path}/publication")["deviating"]
    result = {"registration": changed["registration"], "result": changed["published"]}
    supervisor.ok("POST", f"{path}/results", {"results": [result]})
    parents.status()
    parents.word("admitted")
    expect(review).to_have_attribute("data-review", "changed")
    assert faults(parents.page) == []
