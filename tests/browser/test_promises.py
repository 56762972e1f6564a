"""Size, policy, focus, targets, feedback: what the page must hold."""

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import NewFamily
from .stage import ROOT, unanswered

pytestmark = pytest.mark.browser
DIST = ROOT / "web" / "dist"
FIRST_LOAD = 60 * 1024
SMALL_TARGETS = """() => [...document.querySelectorAll('button, a, select, input:not([type=radio], [type=checkbox])')]
  .filter(one => one.checkVisibility() && !one.matches('.skip, [type=file]'))
  .map(one => ({ height: one.getBoundingClientRect().height, what: one.outerHTML.slice(0, 120) }))
  .filter(({ height }) => height > 1 && height < 43.5).map(({ what }) => what)"""
"""Labels around radio buttons, ticks and files are the target there, not the small control in them."""


def test_first_load_is_at_most_sixty_kilobytes_of_script_and_style(family: NewFamily) -> None:
    parents = family("ordinary")
    loaded: list[str] = []
    parents.page.on("response", lambda answer: loaded.append(answer.url))
    parents.page.goto(parents.town.site)
    expect(parents.page.locator("main h1")).to_be_visible()
    files = [DIST / "assets" / Path(url).name for url in loaded if re.search(r"/assets/.*\.(js|css)$", url)]
    assert len(files) >= 2
    assert sum(len(gzip.compress(file.read_bytes(), 6)) for file in files) <= FIRST_LOAD


def test_the_first_answer_shows_the_first_screen_and_what_takes_the_whole_season_follows(
    family: NewFamily,
) -> None:
    page = (parents := family("ordinary")).page
    with unanswered(page, "**/api/seasons/*"):
        page.goto(parents.town.site)
        expect(page.locator("main h1")).to_contain_text("小学入学报名")
        expect(page.locator(".hero button")).to_be_enabled()
        expect(page.get_by_role("heading", name="重要时间")).to_be_visible()
        expect(page.get_by_role("heading", name="开始前请准备好")).to_have_count(0)
    expect(page.get_by_role("heading", name="开始前请准备好")).to_be_visible()


def test_a_strict_policy_is_sent_and_inline_script_does_not_run(family: NewFamily) -> None:
    parents = family("ordinary")
    answer = parents.page.goto(parents.town.site)
    assert answer
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    source = (DIST / "index.html").read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", source)


def test_tokens_are_never_in_local_storage(family: NewFamily) -> None:
    parents = family("ordinary")
    parents.sign_in()
    expect(parents.page.locator("main h1")).to_have_text("我的报名")
    assert parents.page.evaluate("JSON.stringify(localStorage)") == "{}"
    assert "?" not in parents.page.url


def test_the_keyboard_alone_goes_from_the_first_question_to_the_next(family: NewFamily) -> None:
    parents = family("ordinary")
    parents.begin()
    expect(parents.page.locator("main h1")).to_be_focused()
    for _ in range(2):
        parents.page.keyboard.press("Tab")
    parents.page.keyboard.type(parents.form["students"][0]["identity_document"]["number"])
    parents.page.keyboard.press("Enter")
    parents.at("students/0/person")
    expect(parents.page.locator("main h1")).to_be_focused()


def test_focus_goes_to_the_error_summary_and_from_there_to_the_field(family: NewFamily) -> None:
    parents = family("ordinary")
    parents.begun()
    parents.go("guardians")
    parents.proceed()
    summary = parents.page.locator(".summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name=re.compile("手机号码")).click()
    expect(parents.field("guardians.0.phone")).to_be_focused()
    expect(parents.field("guardians.0.phone")).to_have_attribute("aria-invalid", "true")


def test_targets_are_large_enough_and_nothing_scrolls_sideways_at_twice_the_text_size(
    family: NewFamily,
) -> None:
    parents = family("ordinary")
    parents.begun()
    for screen in ("students/0/number", "students/0/household", "guardians", "home", "documents", "review"):
        parents.go(screen)
        small = parents.page.evaluate(SMALL_TARGETS)
        assert small == [], screen
    parents.page.evaluate("document.documentElement.style.fontSize = '200%'")
    for screen in ("students/0/number", "home", "documents", "review"):
        parents.go(screen)
        assert parents.page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), screen


def test_every_step_gives_its_feedback_before_the_server_has_answered(family: NewFamily) -> None:
    parents = family("ordinary")
    parents.consented()
    parents.sign_in()
    begin = parents.page.get_by_role("button", name=re.compile("开始报名|新建")).first
    expect(begin).to_be_visible()
    with unanswered(parents.page):
        begin.click()
        expect(begin).to_have_attribute("aria-busy", "true")
    parents.at("students/0/number")
    number = parents.field("students.0.identity_document.number")
    number.fill(parents.form["students"][0]["identity_document"]["number"])
    with unanswered(parents.page):
        parents.proceed()
        expect(parents.page.locator("button[aria-busy=true]")).to_be_visible()
    parents.at("students/0/person")
    with unanswered(parents.page):
        parents.proceed()
        expect(parents.page.locator("button[aria-busy=true]")).to_be_visible()
        parents.at("students/0/household")
        expect(parents.page.locator("[data-save]")).to_have_attribute("data-save", "saving")
    parents.save()


def test_the_inbox_shows_a_new_message_by_itself(family: NewFamily) -> None:
    parents = family("unrecorded_home")
    inbox = parents.page.context.new_page()
    inbox.goto(f"{parents.town.site}/inbox")
    expect(inbox.locator("h1")).to_be_visible()
    parents.prepared("review", documents=True)
    parents.pledge()
    expect(inbox.locator(".bubble b").filter(has_text=parents.code())).to_be_visible()
