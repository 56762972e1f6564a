"""Screens that an ordinary journey does not meet."""

import re

from playwright.sync_api import Browser, expect

from local.demo.client import Town
from local.population import Population

from .family import FamilyAtThePage
from .stage import context
from .tour import Look


def more(browser: Browser, size: dict[str, int], town: Town, city: Population, look: Look) -> None:
    def family(story: str, language: str = "zh-CN") -> FamilyAtThePage:
        return FamilyAtThePage(
            context(browser, size, language=language).new_page(), town, city.stories[story]
        )

    _unverified(family("unverified"), look)
    _too_young(family("too_young"), look)
    _english(family("foreign_child", "en"), look)
    _amendment(family("wrong_certificate"), look)
    _out_of_service(family("shared_certificate"), look)
    _twins(family("twins"), look)
    _inbox(family("ordinary"), look)
    _after_the_season(family("single_parent"), family("new_home"), look)


def _unverified(family: FamilyAtThePage, look: Look) -> None:
    family.sign_in()
    expect(family.page.locator("main h1")).to_have_text(re.compile("没有实名认证"))
    look("unverified", family)


def _too_young(family: FamilyAtThePage, look: Look) -> None:
    family.begin()
    family.type_number()
    expect(family.page.locator(".summary")).to_be_visible()
    look("too-young", family)


def _english(family: FamilyAtThePage, look: Look) -> None:
    family.page.goto(family.town.site)
    expect(family.page.locator("main h1")).to_be_visible()
    look("en-welcome", family)
    family.begin()
    look("en-number", family)
    family.number()
    look("en-person", family)
    family.person()
    look("en-household", family)
    family.household()
    family.at("guardians")
    look("en-guardians", family)
    family.guardians()
    family.home()
    look("en-documents", family)
    family.documents()
    look("en-review", family)
    family.submit()
    look("en-done", family)
    family.status()
    look("en-status", family)


def _amendment(family: FamilyAtThePage, look: Look) -> None:
    family.begin()
    family.fill()
    family.submit()
    family.status()
    family.word("abnormal")
    look("status-abnormal", family)


def _out_of_service(family: FamilyAtThePage, look: Look) -> None:
    family.town.local("PUT", "authorities/property", {"mode": "down"})
    family.begin()
    family.fill()
    family.submit()
    family.status()
    family.check("property", "authority_unavailable")
    look("status-out-of-service", family)
    family.town.local("PUT", "authorities/property", {"mode": "ok"})


def _twins(family: FamilyAtThePage, look: Look) -> None:
    family.begin()
    family.fill()
    look("twins-review", family)
    family.go("students")
    look("twins-students", family)
    family.go("review")
    family.submit()
    family.status()
    look("twins-status", family)


def _inbox(family: FamilyAtThePage, look: Look) -> None:
    family.page.goto(f"{family.town.site}/inbox")
    expect(family.page.locator(".bubble").first).to_be_visible()
    look("inbox", family)


def _after_the_season(family: FamilyAtThePage, stranger: FamilyAtThePage, look: Look) -> None:
    family.prepared("review", documents=True)
    family.submit()
    family.town.advance(days=25)
    stranger.page.goto(family.town.site)
    expect(stranger.page.locator(".state")).to_be_visible()
    look("closed", stranger)
    family.town.advance(days=10)
    mine = family.id
    family.sign_in_again()
    family.page.goto(f"{family.town.site}/#/r/{mine}")
    expect(family.page.locator(".outcome")).to_be_visible()
    look("outcome", family)
