"""The certificate helper (R16)."""

import pytest
from playwright.sync_api import expect

from .conftest import NewFamily
from .family import FamilyAtThePage

pytestmark = pytest.mark.browser


def _at_the_number(parents: FamilyAtThePage) -> None:
    parents.begun()
    parents.go("home")
    parents.choose("property.kind", "parents_purchase")


@pytest.mark.parametrize(
    ("typed", "kind", "stored"),
    [
        ("闽(2020)厦门市不动产权第0084498号", "新版不动产权证", "闽（2020）厦门市不动产权第0084498号"),
        ("厦国土房证第 00123456 号-2", "厦国土房证", "厦国土房证第00123456号"),
        ("厦地房证第12345678号", "厦地房证", "厦地房证第12345678号"),
    ],
)
def test_the_kind_is_recognised_while_typing_and_the_number_is_shown_as_it_is_stored(
    family: NewFamily, typed: str, kind: str, stored: str
) -> None:
    parents = family("ordinary")
    _at_the_number(parents)
    parents.field("property.number").press_sequentially(typed)
    expect(parents.page.get_by_text(f"识别为：{kind}")).to_be_visible()
    expect(parents.page.locator("figure svg[role=img]")).to_have_accessible_name(
        f"示意图：{kind}上号码的位置"
    )
    parents.save()
    expect(parents.field("property.number")).to_have_value(stored)


def test_a_share_is_dropped_and_the_page_says_why(family: NewFamily) -> None:
    parents = family("ordinary")
    _at_the_number(parents)
    parents.field("property.number").fill("闽（2020）厦门市不动产权第0084498号-2")
    expect(parents.page.get_by_text("“-2”表示共有中的一份")).to_be_visible()
    parents.save()
    expect(parents.field("property.number")).to_have_value("闽（2020）厦门市不动产权第0084498号")
    expect(parents.page.get_by_text("“-2”表示共有中的一份")).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("闽（2025）厦门市不动产证明第6367870号", "抵押"),
        ("6367870", "只有数字还查不到"),
        ("闽（2025）厦门市不动产权证第", "还没有填完"),
    ],
)
def test_a_number_that_can_find_no_home_is_told_while_it_is_typed(
    family: NewFamily, typed: str, told: str
) -> None:
    parents = family("ordinary")
    _at_the_number(parents)
    parents.field("property.number").press_sequentially(typed)
    expect(parents.page.locator("[aria-live]").get_by_text(told)).to_be_visible()
    parents.field("property.number").fill("闽2025厦门市不动产权第6367870")
    expect(parents.page.get_by_text(told)).to_have_count(0)
    expect(parents.page.get_by_text("闽（2025）厦门市不动产权第6367870号")).to_be_visible()


@pytest.mark.parametrize(("proof", "day", "told"), [
    ("certificate", "1800-01-01", "早于 1900 年"),
    ("certificate", "2099-01-01", "不会晚于今天"),
    ("contract", "2099-01-01", "交房日期太远"),
])  # fmt: skip
def test_a_day_that_nobody_can_have_meant_is_told_at_once(
    family: NewFamily, proof: str, day: str, told: str
) -> None:
    parents = family("ordinary")
    _at_the_number(parents)
    parents.choose("property.proof", proof)
    parents.field("property.acquired_on").fill(day)
    parents.field("property.acquired_on").blur()
    expect(parents.page.locator("[id='property.acquired_on-fault']")).to_contain_text(told)
