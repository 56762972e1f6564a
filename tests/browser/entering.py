"""A page that is signed in already, for tests of what comes after: no test of signing in."""

import json

import jwt
from playwright.sync_api import Page

from local.demo.client import Town

BLANK = "/icon.svg"
"""Of the site, and nothing happens there."""
KEPT = "session => sessionStorage.setItem('ruxue.session', session)"


def enter(page: Page, town: Town, sub: str, to: str) -> None:
    """Before `to`, with what signing in leaves in the tab: the token is the issuer's own, by its real code flow."""
    token = town.token(sub)
    claims = jwt.decode(token, options={"verify_signature": False})
    session = {
        "token": token,
        "expires": claims["exp"] * 1000,
        "subject": claims["sub"],
        "name": claims.get("name", claims["sub"]),
    }
    page.goto(f"{town.site}{BLANK}")
    page.evaluate(KEPT, json.dumps(session))
    page.goto(f"{town.site}{to}")
