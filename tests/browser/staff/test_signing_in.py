"""Signing in at the console as people do: every other test of it is there already."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from local.demo.client import Town

from .desk import SMALL


@pytest.mark.parametrize(("sub", "screen"), [("reviewer", "queue"), ("auditor", "audit")])
def test_a_member_signs_in_at_the_issuer_and_comes_back_to_their_first_screen(
    new_context: Callable[..., BrowserContext], town: Town, sub: str, screen: str
) -> None:
    page = new_context(SMALL).new_page()
    page.goto(f"{town.site}/staff/")
    page.get_by_role("button", name=re.compile("^(登录|Sign in)$")).click()
    page.locator(f"button[value='{sub}']").click()
    page.wait_for_url(f"{town.site}/staff/**")
    expect(page.locator("header .name")).to_be_visible()
    expect(page.locator("nav a[aria-current=page]")).to_have_attribute("href", f"#/{screen}")
    assert "?" not in page.url
