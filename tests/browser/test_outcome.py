"""After submitting: withdrawing, the closed season, and the outcome on the day."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, expect

from local.demo.client import Person, Town
from local.demo.family import Family
from local.demo.season import decide

from .conftest import NewFamily
from .family import FamilyAtThePage
from .looks import faults

pytestmark = pytest.mark.browser


def test_withdrawing_asks_first_takes_a_code_of_its_own_and_says_that_it_is_done(family: NewFamily) -> None:
    parents = family("wrong_guardian")
    parents.prepared("review", documents=True)
    parents.submit()
    parents.status()
    parents.page.get_by_role("link", name="撤回报名").click()
    parents.at("withdraw")
    parents.town.advance(minutes=2)
    parents.page.get_by_role("button", name="获取验证码").click()
    parents.page.locator("#code").fill(parents.code())
    parents.page.get_by_role("button", name="确定撤回").click()
    parents.word("withdrawn")


def confirmed_by_two(town: Town) -> None:
    """One supervisor proposes what was rehearsed, another confirms it."""
    season = town.call("GET", "/api/seasons").body["seasons"][0]["id"]
    first, second = Person(town, "supervisor"), Person(town, "supervisor2")
    path = f"/staff/seasons/{season}"
    first.ok("POST", f"{path}/rehearsal")
    town.settle()
    rehearsed = first.call("GET", f"{path}/rehearsal")
    seen = {"rehearsal": rehearsed.body["hash"], "pending": rehearsed.body["outcomes"]["pending"]}
    proposed = {"publication_at": first.ok("GET", f"{path}/publication")["publication_at"], **seen}
    tag = rehearsed.headers["ETag"]
    first.ok("PUT", f"{path}/publication", proposed, If_Match=tag)
    second.ok("POST", f"{path}/publication/confirmation", seen, If_Match=tag)


def accepted_from_abroad(town: Town) -> Family:
    """A foreign child whose papers staff accepted, and to whom nobody gave a school."""
    season = town.call("GET", "/api/seasons").body["seasons"][0]["id"]
    family = Family(town, town.population().stories["foreign_child"], season)
    family.applied()
    decide(Person(town, "reviewer"), family, "student-0", "accepted")
    return family


@pytest.mark.journey
def test_the_outcome_names_the_school_its_phone_and_what_comes_next_or_that_the_district_gives_one(
    new_context: Callable[..., BrowserContext], other_town: Town
) -> None:
    abroad = accepted_from_abroad(other_town)
    family = other_town.population().stories["ordinary"]
    parents = FamilyAtThePage(new_context().new_page(), other_town, family)
    parents.prepared("review", documents=True)
    parents.submit()
    other_town.settle()
    other_town.advance(days=25)
    stranger = FamilyAtThePage(new_context().new_page(), other_town, family)
    stranger.page.goto(other_town.site)
    expect(stranger.page.locator(".state")).to_contain_text("已于")
    assert faults(stranger.page) == []
    confirmed_by_two(other_town)
    other_town.advance(days=10)
    mine = parents.id
    parents.sign_in_again()
    parents.page.goto(f"{other_town.site}/#/r/{mine}")
    parents.word("admitted")
    outcome = parents.page.locator(".outcome")
    expect(outcome.get_by_role("link", name=re.compile(r"咨询电话 [0-9-]+"))).to_be_visible()
    school = outcome.locator(".school").inner_text().strip()
    placed = outcome.get_by_role("link", name="查看地图").get_attribute("href") or ""
    address = outcome.locator(".school + p").inner_text().strip()
    city = other_town.call("GET", "/api/seasons").body["seasons"][0]["district"]["city"]["zh-CN"]
    told = {"keyword": [f"{city}{address or school}"], "view": ["map"], "callnative": ["1"]}
    assert parse_qs(urlsplit(placed).query) == told, "the school's place, and nothing of the family"
    expect(outcome).to_contain_text("接下来")
    assert faults(parents.page) == []
    placed_later = FamilyAtThePage(new_context().new_page(), other_town, abroad.story)
    placed_later.sign_in()
    placed_later.page.goto(f"{other_town.site}/#/r/{abroad.id}")
    placed_later.word("admitted")
    expect(placed_later.page.locator(".outcome")).to_contain_text("学校由区里统筹安排，安排好后在这里显示")
    expect(placed_later.page.locator(".school")).to_have_count(0)
    assert faults(placed_later.page) == []
