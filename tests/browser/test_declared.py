"""R47: the questions that only the rules of the child's school ask, where the page asks the home."""

import re
from copy import deepcopy

import pytest
from playwright.sync_api import expect

from .conftest import NewFamily

pytestmark = pytest.mark.browser


def test_r47_what_no_registry_tells_is_asked_with_the_home_and_kept_with_the_answers(
    family: NewFamily,
) -> None:
    tenants = family("public_rental")
    tenants.form = deepcopy(tenants.form)
    del tenants.form["declared"]
    tenants.form["students"][0]["household"] |= {"street": "350203003", "community": "350203003001"}
    tenants.prepared("home")
    questions = tenants.page.get_by_role("heading", name="学位安排需要了解的情况")
    expect(questions).to_be_visible()
    tenants.choose("property.kind", "collective")
    expect(questions).to_have_count(0)
    tenants.choose("property.kind", "public_rental")
    tenants.proceed()
    expect(tenants.page.locator(".summary")).to_contain_text("父母名下其他住房")
    tenants.choose("declared.no_other_home", "yes")
    tenants.proceed("documents")
    expect(tenants.slot("property_proof")).to_contain_text("住房查询证明")
    tenants.go("review")
    expect(tenants.page.locator("main")).to_contain_text("没有其他住房")
    tenants.page.reload()
    tenants.go("home")
    expect(tenants.field("declared.no_other_home").locator("input[value=yes]")).to_be_checked()
    expect(tenants.page.get_by_text(re.compile("哥哥或姐姐就读的小学"))).to_be_visible()
