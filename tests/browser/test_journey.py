"""The journey as families go it, on a phone and at a desk."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import NewFamily
from .stage import DESK, PHONE

pytestmark = pytest.mark.browser


@pytest.mark.journey
def test_ordinary_family_types_at_most_twelve_fields_and_everything_is_confirmed(family: NewFamily) -> None:
    parents = family("ordinary", PHONE)
    parents.begin()
    parents.fill()
    parents.submit()
    assert len([*parents.touched, "code"]) <= 12, parents.touched
    parents.status()
    parents.word("checked")
    for check in ("student-0", "guardian-0", "guardian-1", "property"):
        parents.check(check, "passed")
    expect(parents.page.get_by_text(re.compile(r"138\*\*\*\*\d{4}")).first).to_be_visible()


def test_what_the_registry_knew_says_so_and_needs_only_a_look(family: NewFamily) -> None:
    parents = family("private_use_name", DESK)
    parents.begin()
    parents.number()
    expect(parents.page.get_by_text("来自公安户籍登记")).to_be_visible()
    expect(parents.field("students.0.name")).to_contain_text("䶮")
    for path in ("name", "name_pinyin", "sex", "birth_date"):
        assert parents.known(f"students.0.{path}"), path


@pytest.mark.journey
def test_a_wrong_certificate_number_is_amended_where_the_finding_stands(family: NewFamily) -> None:
    parents = family("wrong_certificate", DESK)
    parents.prepared("review", documents=True)
    parents.submit()
    parents.status()
    parents.word("abnormal")
    finding = parents.page.locator("[data-check=property] .finding")
    expect(finding).to_contain_text("产权证号")
    finding.get_by_role("button").click()
    parents.page.get_by_role("button", name="开始修改").click()
    parents.at("home")
    correction = parents.story.correction
    assert correction
    parents.field("property.number").fill(correction["property"]["number"])
    parents.proceed("documents")
    parents.proceed("review")
    parents.town.local("POST", "clock", {"advance_seconds": 61})
    parents.submit()
    parents.status()
    parents.word("checked")
    parents.check("property", "passed")


def test_twins_share_a_home_and_a_rare_character_goes_to_staff(family: NewFamily) -> None:
    parents = family("twins", PHONE)
    parents.begin()
    parents.number(0)
    parents.person(0)
    parents.household(0, last=False)
    parents.number(1)
    parents.person(1)
    first = parents.form["students"][0]["household"]
    expect(parents.field("students.1.household.street")).to_have_value(first["street"])
    expect(parents.field("students.1.household.community")).to_have_value(first["community"])
    expect(parents.page.locator("#same-1")).to_be_checked()
    parents.household(1)
    expect(parents.page.locator("main")).to_contain_text("𬱖")
    parents.proceed("guardians")
    parents.guardians()
    parents.home()
    parents.documents()
    parents.submit()
    parents.status()
    expect(parents.page.get_by_role("heading", name=re.compile("𬱖")).first).to_be_visible()
    parents.check("student-0", "passed")
    parents.check("student-1", "manual_review")


@pytest.mark.parametrize(
    ("story", "state"),
    [
        ("grandparents_home", "passed"),
        ("new_home", "passed"),
        ("shared_certificate", "passed"),
        ("public_rental", "manual_review"),
        ("low_rent", "manual_review"),
        ("other_home", "manual_review"),
        ("collective", "not_required"),
    ],
)
def test_each_kind_of_home_can_be_submitted(family: NewFamily, story: str, state: str) -> None:
    parents = family(story)
    parents.prepared("home", {key: value for key, value in parents.form.items() if key != "property"})
    parents.home()
    parents.documents()
    parents.submit()
    parents.status()
    check = parents.page.locator("[data-check=property]")
    if state == "not_required" and not check.count():
        return
    parents.check("property", state)


def test_an_address_that_was_offered_for_a_bought_home_goes_with_it(family: NewFamily) -> None:
    parents = family("ordinary")
    parents.prepared("home", {key: value for key, value in parents.form.items() if key != "property"})
    same = parents.page.locator("#same-home")
    for kind in ("parents_purchase", "grandparents_purchase"):
        parents.choose("property.kind", kind)
        expect(same).to_be_checked()
    parents.choose("property.kind", "low_rent")
    expect(same).not_to_be_checked()
    expect(parents.field("property.address")).to_have_value("")


def test_a_child_who_is_too_young_is_named_and_the_form_is_kept(family: NewFamily) -> None:
    parents = family("too_young")
    parents.prepared("review", documents=True)
    parents.pledge()
    expect(parents.page.locator(".banner.error")).to_contain_text(parents.form["students"][0]["name"])
    expect(parents.page.locator("#code")).to_have_count(0)


def test_a_child_who_is_too_young_is_told_at_the_number_before_anything_else_is_filled_in(
    family: NewFamily,
) -> None:
    parents = family("too_young")
    parents.begin()
    parents.type_number()
    summary = parents.page.locator(".summary")
    expect(summary).to_contain_text("今年不能报名")
    parents.page.get_by_role("button", name="English").click()
    expect(summary).to_contain_text("cannot register this year")


def test_a_name_that_is_not_the_numbers_is_told_by_field_with_whom_to_call(family: NewFamily) -> None:
    parents = family("wrong_student")
    parents.prepared("review", documents=True)
    parents.pledge()
    problem = parents.page.locator(".banner.error")
    expect(problem.locator("a[href='tel:0592-2684508']")).to_be_visible()
    problem.get_by_role("link", name=re.compile("去修改")).first.click()
    parents.at("students/0/person")


def test_an_unverified_account_is_told_where_to_verify_and_nothing_else(family: NewFamily) -> None:
    parents = family("unverified")
    parents.sign_in()
    expect(parents.page.locator("main h1")).to_have_text("您的账号还没有实名认证")
    expect(parents.page.get_by_role("button", name=re.compile("报名"))).to_have_count(0)


def test_a_child_with_a_passport_is_asked_for_no_household_registration(family: NewFamily) -> None:
    parents = family("foreign_child")
    parents.begin()
    parents.number()
    expect(parents.page.locator("label[for='students.0.name_pinyin']")).to_contain_text("选填")
    parents.person()
    screen = parents.page.locator("main")
    expect(screen).to_contain_text("不用填写户口")
    expect(screen).not_to_contain_text("户籍")
    expect(parents.field("students.0.household.status")).to_have_count(0)


def test_the_papers_to_have_at_hand_are_those_of_the_home_that_one_chooses(family: NewFamily) -> None:
    parents = family("ordinary")
    parents.page.goto(parents.town.site)
    papers = parents.page.locator(".papers")
    expect(papers).to_contain_text("产权证或购房合同")
    parents.page.locator("#ready-home").select_option("low_rent")
    expect(papers).to_contain_text("租赁合同")
    expect(papers).not_to_contain_text("产权证")


def test_the_page_is_complete_in_english(family: NewFamily) -> None:
    parents = family("foreign_child", DESK, language="en")
    parents.begin()
    parents.fill()
    parents.submit()
    parents.status()
    own_words = parents.page.locator("main").inner_text().replace(parents.form["students"][0]["name"], "")
    for guardian in parents.form["guardians"]:
        own_words = own_words.replace(guardian["name"], "")
    assert not re.search(r"[\u4e00-\u9fff]", own_words), own_words
