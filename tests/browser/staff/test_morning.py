"""A clerk's morning: cases decided by keyboard alone, and a refusal that needs a second person."""

import pytest
from playwright.sync_api import expect

from .cases import Cases
from .conftest import NewStaff

TEN = 10


@pytest.mark.journey
def test_ten_cases_are_decided_by_keyboard_alone_with_three_keys_each(staff: NewStaff, cases: Cases) -> None:
    families = [cases.from_abroad() for _ in range(TEN)]
    cases.submit(*families)
    mine = {family.id for family in families}
    clerk = staff("reviewer")
    expect(clerk.rows.first).to_be_visible()
    clerk.press("j", "k", "Enter")
    decided: set[str] = set()
    while decided < mine:
        case = clerk.case
        assert case not in decided
        if case in mine:
            clerk.press("c")
            expect(clerk.page.locator("[data-claim].success")).to_be_visible()
            clerk.press("a", "Enter")
            decided.add(case)
        else:
            clerk.press("n")
        clerk.left(case)
    for registration in mine:
        seen = cases.seen(registration)
        assert seen["outcome"] == "admitted", (registration, seen["checks"])
        assert [one["mine"] for one in seen["decisions"]] == [True]


@pytest.mark.journey
def test_a_refusal_takes_effect_only_with_a_second_person(staff: NewStaff, cases: Cases) -> None:
    case = cases.submitted("public_rental")
    first, second = staff("reviewer"), staff("reviewer2")
    first.go(f"case/{case}")
    first.at_case(case)
    first.press("r", "Enter")
    expect(first.page.locator(".bar .finding")).to_be_visible()
    first.press("2")
    first.page.get_by_label("备注（选填，家长看不到）", exact=True).fill("合同缺一页")
    first.press("Enter")
    first.said("等待第二人确认")
    assert cases.seen(case)["outcome"] == "pending"

    first.go(f"case/{case}")
    first.at_case(case)
    expect(first.page.locator("[data-first]")).to_contain_text("须由另一位同事确认")
    expect(first.button("不通过")).to_be_disabled()

    second.go(f"case/{case}")
    second.at_case(case)
    expect(second.page.locator("[data-first]")).to_contain_text("合同缺一页")
    second.press("r", "Enter")
    second.said("不通过")
    second.left(case)
    seen = cases.seen(case)
    assert seen["outcome"] == "refused"
    assert [one["reason"] for one in seen["decisions"]] == ["documents_contradict", "documents_contradict"]


def test_a_colleagues_case_can_be_read_but_not_decided(staff: NewStaff, waiting: str) -> None:
    first, second = staff("reviewer"), staff("reviewer2")
    first.go(f"case/{waiting}")
    first.at_case(waiting)
    first.press("c")
    expect(first.page.locator("[data-claim].success")).to_be_visible()
    second.go(f"case/{waiting}")
    second.at_case(waiting)
    expect(second.page.locator("[data-claim]")).to_contain_text("同事办理中")
    expect(second.button("^通过")).to_be_disabled()
    second.press("a")
    second.mode("idle")
    first.press("c")
    expect(first.page.locator("[data-claim]")).to_contain_text("未领取")


def test_letters_typed_into_the_note_are_no_commands(staff: NewStaff, cases: Cases, waiting: str) -> None:
    clerk = staff("reviewer")
    clerk.go(f"case/{waiting}")
    clerk.at_case(waiting)
    clerk.press("r", "1")
    note = clerk.page.get_by_label("备注（选填，家长看不到）", exact=True)
    note.focus()
    clerk.page.keyboard.type("nacr123")
    expect(note).to_have_value("nacr123")
    clerk.at_case(waiting)
    clerk.press("Escape")
    clerk.mode("idle")
    assert cases.seen(waiting)["decisions"] == []


def test_a_document_is_zoomed_and_turned_by_keys(staff: NewStaff, waiting: str) -> None:
    clerk = staff("reviewer")
    clerk.go(f"case/{waiting}")
    clerk.at_case(waiting)
    picture = clerk.page.locator(".glass img")
    expect(picture).to_be_visible()
    clerk.press("+", "t")
    expect(clerk.page.locator("[data-zoom]")).to_have_text("125%")
    expect(clerk.page.locator(".glass")).to_have_attribute("data-turn", "90")
    clerk.press("0")
    expect(clerk.page.locator("[data-zoom]")).to_have_text("100%")
    before = picture.get_attribute("alt")
    clerk.press("]")
    expect(picture).not_to_have_attribute("alt", str(before))
