"""A case in a clerk's hands: what a family changed, what may be a duplicate, and what others did meanwhile."""

from uuid import uuid4

from playwright.sync_api import expect

from local.demo.client import Person, upload
from local.demo.family import Family

from .cases import Cases, state_untitled
from .conftest import NewStaff
from .desk import StaffAtTheDesk

NOTE = "出生证明看不清，已请家长补交"


def opened(clerk: StaffAtTheDesk, case: str) -> StaffAtTheDesk:
    clerk.go(f"case/{case}")
    clerk.at_case(case)
    return clerk


def refusing_with_a_note(clerk: StaffAtTheDesk) -> None:
    clerk.press("r", "1")
    clerk.page.get_by_label("备注（选填，家长看不到）", exact=True).fill(NOTE)


def test_a_resubmission_shows_what_stood_there_before_and_what_stands_there_now(
    staff: NewStaff, cases: Cases
) -> None:
    family = Family(cases.town, cases.city.stories["wrong_certificate"], cases.season)
    wrong, phone = family.form["property"]["number"], family.phone
    cases.submit(family)
    family.person.ok("POST", f"/registrations/{family.id}/amendment")
    state_untitled(family.form, family.form["property"]["address"])
    family.form["guardians"][0]["phone"] = "13900990001"
    family.save()
    upload(family.person, family.id, "property_proof")
    cases.town.settle()
    assert family.submit().status == 200
    cases.town.settle()

    clerk = opened(staff("reviewer"), family.id)
    expect(clerk.page.locator("[data-flag='changes']")).to_be_visible()
    row = clerk.page.locator("[data-changes] tr")
    number = row.filter(has_text="房产 · 证号")
    expect(number.locator("del")).to_have_text(wrong)
    expect(number.locator("ins")).to_have_text("—")
    changed = row.filter(has_text="监护人 1 · 手机")
    expect(changed.locator("del")).to_have_text(phone)
    expect(changed.locator("ins")).to_have_text("13900990001")
    expect(row.filter(has_text="姓名")).to_have_count(0)
    expect(row.filter(has_text="房产证明")).to_have_count(1)


def test_registrations_with_one_home_and_a_guardian_spelt_otherwise_are_laid_side_by_side(
    staff: NewStaff, cases: Cases
) -> None:
    first, second = cases.duplicates()
    clerk = opened(staff("reviewer"), second)
    expect(clerk.page.locator("[data-flag='suspicions']")).to_be_visible()
    found = clerk.page.locator("[data-suspicion]")
    expect(found).to_have_count(2)
    expect(clerk.page.locator("[data-suspicion='same_home']")).to_be_visible()
    expect(clerk.page.locator("[data-suspicion='guardian_spelt_otherwise']")).to_be_visible()
    clerk.press("d")
    beside = clerk.page.locator(f"[data-beside='{first}']")
    expect(beside).to_be_in_viewport()
    assert clerk.page.evaluate("document.scrollingElement.scrollTop") == 0
    expect(beside.locator("[data-path='students.0.identity_document.type']")).not_to_have_class("same")
    expect(beside.locator("[data-path='property.address']")).to_have_class("same")
    name = beside.locator("[data-path='guardians.0.name']")
    expect(name).not_to_have_class("same")
    expect(name.locator("td")).to_have_text(["Jean Dupond", "Jean Dupont"])
    assert clerk.faults_of_axe() == []
    clerk.press("d")
    expect(beside).to_have_count(0)


def test_a_decision_on_what_changed_meanwhile_is_not_made_and_its_note_is_kept(
    staff: NewStaff, cases: Cases
) -> None:
    case = cases.submit(cases.from_abroad())
    clerk = opened(staff("reviewer"), case)
    refusing_with_a_note(clerk)
    colleague = Person(cases.town, "reviewer2")
    read = colleague.call("GET", f"/staff/registrations/{case}?reason=supervision")
    verdict = {"check": "student-0", "result": "accepted", "reason": "confirmed_by_phone", "note": ""}
    colleague.ok(
        "POST",
        f"/staff/registrations/{case}/decisions",
        verdict,
        If_Match=read.headers["ETag"],
        Idempotency_Key=str(uuid4()),
    )

    clerk.press("Enter")
    clerk.said("刚有变化")
    expect(clerk.page.locator("[data-decisions]")).to_contain_text("已电话核实")
    expect(clerk.page.locator("[data-kept]")).to_contain_text(NOTE)
    clerk.mode("idle")
    assert clerk.faults_of_axe() == []
    clerk.press("Enter")
    assert [one["reason"] for one in cases.seen(case)["decisions"]] == ["confirmed_by_phone"]

    clerk.press("r")
    expect(clerk.page.get_by_label("备注（选填，家长看不到）", exact=True)).to_have_value(NOTE)
    clerk.press("1", "Enter")
    clerk.said("等待第二人确认")
    assert cases.seen(case)["decisions"][-1]["note"] == NOTE


def test_a_claim_that_ran_out_says_so_and_a_colleague_may_have_the_case_meanwhile(
    staff: NewStaff, cases: Cases
) -> None:
    case = cases.submit(cases.from_abroad())
    claim = f"/staff/registrations/{case}/claim"
    clerk = opened(staff("reviewer"), case)
    stands = clerk.page.locator("[data-claim]")
    clerk.press("c")
    expect(stands).to_contain_text("我的")
    refusing_with_a_note(clerk)
    clerk.page.get_by_text("材料不足").click()
    cases.town.advance(minutes=16)
    clerk.press("h")
    expect(stands).to_contain_text("到期")

    colleague = Person(cases.town, "reviewer2")
    colleague.ok("POST", claim)
    clerk.press("Enter")
    expect(stands).to_contain_text("同事办理中")
    expect(clerk.page.get_by_label("备注（选填，家长看不到）", exact=True)).to_have_value(NOTE)
    assert cases.seen(case)["decisions"] == []

    colleague.ok("DELETE", claim)
    clerk.press("Enter")
    clerk.said("等待第二人确认")
    assert cases.seen(case)["decisions"][-1]["note"] == NOTE
