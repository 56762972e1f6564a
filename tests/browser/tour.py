"""Every screen of the guardians' page, once: for the screenshots and for axe."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, expect

from local.demo.client import Town
from local.population import Population

from . import photos
from .family import FamilyAtThePage

FIRST_SEEN = ("other_community", "institution_owner")
"""Their accounts answer the notice here and nowhere else: an account reads it by itself only once."""

Look = Callable[[str, FamilyAtThePage], None]


def tour(
    context: BrowserContext, town: Town, city: Population, look: Look, *, story: str = "ordinary"
) -> None:
    """Goes through the whole journey and calls `look(name, family)` on every screen and error state."""
    family = FamilyAtThePage(context.new_page(), town, city.stories[story])
    _before(family, look)
    _students(family, look)
    _guardians_and_home(family, look)
    _documents(family, look)
    _submitting(family, look)


def _before(family: FamilyAtThePage, look: Look) -> None:
    family.page.goto(family.town.site)
    expect(family.page.locator("main h1")).to_be_visible()
    look("welcome", family)
    for help_page in ("questions", "accessibility"):
        family.page.goto(f"{family.town.site}/#/{help_page}")
        expect(family.page.locator("main a[href^='tel:']")).to_be_visible()
        look(help_page, family)
    family.sign_in()
    expect(family.page.get_by_role("heading", level=1)).to_have_text(re.compile("我的报名|My registrations"))
    look("mine", family)


def _students(family: FamilyAtThePage, look: Look) -> None:
    family.page.get_by_role("button", name=re.compile("开始报名|新建|Begin")).first.click()
    family.page.wait_for_url(re.compile("#/notice/"))
    expect(family.page.locator("main h1")).to_be_visible()
    look("notice", family)
    family.agree()
    family.at("students/0/number")
    look("number", family)
    family.proceed()
    expect(family.page.locator(".summary")).to_be_visible()
    look("number-missing", family)
    family.field("students.0.identity_document.number").fill("350299202004055439")
    family.proceed()
    expect(family.page.locator("[data-save]")).to_have_attribute("data-save", "refused")
    expect(family.page.locator(".fault").first).to_be_visible()
    look("number-wrong", family)
    family.number()
    look("person-known", family)
    family.person()
    look("household", family)
    family.household()
    family.at("guardians")
    family.go("students")
    look("students", family)
    family.proceed("guardians")


def _guardians_and_home(family: FamilyAtThePage, look: Look) -> None:
    look("guardians", family)
    family.proceed()
    expect(family.page.locator(".summary")).to_be_visible()
    look("guardians-missing", family)
    family.guardians()
    look("home-kind", family)
    claim = family.form["property"]
    for kind in ("public_rental", "low_rent", "other"):
        family.choose("property.kind", kind)
        look(f"home-{kind}", family)
    family.choose("property.kind", claim["kind"])
    look("home-bought", family)
    family.field("property.number").fill(claim["number"].lower() + "-2")
    look("home-number-share", family)
    family.field("property.number").fill("厦国土房证第12345678号")
    look("home-number-old", family)
    family.choose("property.proof", "contract")
    look("home-contract", family)
    family.choose("property.proof", claim["proof"])
    family.home()


def _documents(family: FamilyAtThePage, look: Look) -> None:
    family.save()
    expect(family.slot("birth_certificate", 0)).to_be_visible()
    look("documents", family)
    family.slot("birth_certificate", 0).locator("summary").click()
    expect(family.slot("birth_certificate", 0).locator("svg.sample")).to_be_visible()
    look("documents-sample", family)
    family.upload("birth_certificate", 0, photos.blurred())
    expect(family.page.locator("[data-stage=flawed]")).to_be_visible()
    look("documents-blurred", family)
    family.page.get_by_role("button", name=re.compile("旋转或裁剪|Turn or crop")).click()
    expect(family.page.locator("canvas.preview")).to_be_visible()
    look("documents-adjust", family)
    family.page.locator("[data-stage=flawed]").get_by_role("button", name=re.compile("移除|Remove")).click()
    family.upload("birth_certificate", 0, photos.not_an_image())
    expect(family.page.locator("[data-stage=refused]")).to_be_visible()
    look("documents-refused", family)
    family.page.locator("[data-stage=refused]").get_by_role("button", name=re.compile("移除|Remove")).click()
    family.go("review")
    family.save()
    expect(family.page.locator("#gaps")).to_be_visible()
    look("review-gaps", family)
    family.go("documents")
    family.documents()


def _submitting(family: FamilyAtThePage, look: Look) -> None:
    expect(family.page.locator(".banner.success")).to_be_visible()
    look("review", family)
    family.pledge()
    code = family.code()
    look("code", family)
    family.page.locator("#code").fill("000000" if code != "000000" else "111111")
    family.page.get_by_role("button", name=re.compile("^(提交报名|Submit)")).click()
    expect(family.page.locator("#code-fault")).to_be_visible()
    look("code-wrong", family)
    family.page.locator("#code").fill(code)
    family.page.get_by_role("button", name=re.compile("^(提交报名|Submit)")).click()
    family.at("done")
    look("done", family)
    family.status()
    look("status", family)
    for screen in ("receipt", "data"):
        family.go(screen)
        look(screen, family)
    family.page.goto(f"{family.town.site}/#/r/{family.id}")
    family.page.get_by_role("link", name=re.compile("^(撤回报名|Withdraw)$")).click()
    family.at("withdraw")
    look("withdraw", family)
