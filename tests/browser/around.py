"""The screens around a registration that is not all right: findings, objection, a request, an amendment, one's data."""

import re

from playwright.sync_api import BrowserContext, expect

from local.demo.client import Person, Town, upload
from local.demo.more import asked_by
from local.population import Population

from .family import FamilyAtThePage
from .tour import Look

WRONG_DAY = "2011-11-11"


def around(context: BrowserContext, town: Town, city: Population, look: Look, *, story: str) -> None:
    """A family that states the wrong day for its home, says that it is right, and is asked for more."""
    family = FamilyAtThePage(context.new_page(), town, city.stories[story])
    family.form = family.form | {"property": family.form["property"] | {"acquired_on": WRONG_DAY}}
    family.prepared("review", documents=True)
    _own_data(family, look)
    family.submit()
    family.status()
    family.word("abnormal")
    look("status-abnormal", family)
    _objection(family, look)
    _request(family, look)
    _amendment(family, look)
    _notice(family, look)


def _own_data(family: FamilyAtThePage, look: Look) -> None:
    family.go("data")
    family.page.get_by_role("button", name=re.compile("^(立即删除|Erase it now)$")).click()
    expect(family.page.locator(".button.danger")).to_be_visible()
    look("data-erasing", family)
    family.go("review")


def _objection(family: FamilyAtThePage, look: Look) -> None:
    family.page.locator("[data-check=property] a[href*='/object/']").click()
    family.at("object/property")
    look("objection", family)
    person = Person(family.town, family.story.account.sub)
    upload(person, family.id, "other", check="property")
    family.town.settle()
    words = {"explanation": "2011年装修时登记。"}
    person.ok("POST", f"/registrations/{family.id}/checks/property/objection", words)
    family.status()
    family.check("property", "manual_review")
    look("status-objected", family)


def _request(family: FamilyAtThePage, look: Look) -> None:
    clerk = Person(family.town, "reviewer")
    asked = {
        "check": "property",
        "reason": "paper_unreadable",
        "papers": [{"kind": "title_certificate"}],
        "words": ["residence"],
    }
    asked_by(clerk, family.id, asked)
    clerk.ok("DELETE", f"/staff/registrations/{family.id}/claim")
    family.status()
    family.word("asked")
    look("status-asked", family)
    family.page.locator("a[href$='/more']").click()
    family.at("more")
    look("request", family)
    family.go("data")
    expect(family.page.locator("[data-part=code]")).to_be_visible()
    look("data-closed", family)
    family.opens_the_copy()
    expect(family.page.locator("[data-part=readings] li").first).to_be_visible()
    look("data-read", family)


def _amendment(family: FamilyAtThePage, look: Look) -> None:
    family.go("amend/home")
    look("amendment-begin", family)
    family.page.locator(".actions .primary").click()
    expect(family.page.locator(".filling")).to_be_visible()
    family.status()
    family.word("amending")
    look("status-amending", family)
    family.go("keep")
    look("amendment-cancel", family)


def _notice(family: FamilyAtThePage, look: Look) -> None:
    season = family.town.call("GET", "/api/seasons").body["seasons"][0]["id"]
    family.page.goto(f"{family.town.site}/#/notice/{season}")
    family.agree(household_registry=True)
    expect(family.page.locator("[role=status].banner")).to_be_visible()
    look("notice-refused", family)
