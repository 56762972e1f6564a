"""The sign-in page: one button for each account, with its story; made for a phone, without scripts."""

import base64
import hashlib
from collections.abc import Sequence
from html import escape

from .people import SignIn

STYLE = """
:root { color-scheme: light dark; --ink: #1d2733; --quiet: #5a6675; --paper: #f4f6f8; --card: #fff;
  --line: #d5dbe2; --mark: #0b5cad; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8edf3; --quiet: #a3afbd; --paper: #12171d; --card: #1b232c; --line: #36424f; --mark: #7db8f5; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
main { max-width: 34rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.35rem; margin: 0 0 .25rem; }
h2 { font-size: 1rem; margin: 1.75rem 0 .5rem; color: var(--quiet); }
p { margin: 0; color: var(--quiet); }
button { display: block; width: 100%; min-height: 3.5rem; margin: .5rem 0; padding: .7rem 1rem; text-align: start;
  font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line);
  border-radius: .6rem; cursor: pointer; }
button:hover, button:focus-visible { border-color: var(--mark); outline: 2px solid var(--mark); outline-offset: 1px; }
button b { display: block; overflow-wrap: anywhere; }
button span { color: var(--quiet); font-size: .9rem; }
"""
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()

_WORDS = {
    "zh-CN": {
        "title": "登录（本机演示）",
        "lead": "这些账号都是虚构的。选择一个账号继续，无需密码。",
        "guardian": "监护人",
        "staff": "工作人员",
        "out": "您已退出登录。",
    },
    "en": {
        "title": "Sign in (on this machine only)",
        "lead": "None of these people exist. Choose an account; there is no password.",
        "guardian": "Guardians",
        "staff": "Staff",
        "out": "You are signed out.",
    },
}


def sign_in_page(people: Sequence[SignIn], *, language: str) -> str:
    """The page in `zh-CN` or `en`; with nobody to choose from it says that one is signed out."""
    words = _WORDS[language]
    if not people:
        return _document(language, words["title"], f"<h1>{words['out']}</h1>")
    sections = "".join(
        f"<h2>{words[kind]}</h2>{''.join(_button(person, language) for person in people if person.kind == kind)}"
        for kind in ("guardian", "staff")
    )
    body = f'<h1>{words["title"]}</h1><p>{words["lead"]}</p><form method="post">{sections}</form>'
    return _document(language, words["title"], body)


def error_page(code: str, description: str) -> str:
    """A request that no page of ours makes: what is wrong with it, for developers."""
    return _document("en", code, f"<h1>{escape(code)}</h1><p>{escape(description)}</p>")


def _button(person: SignIn, language: str) -> str:
    story = person.story.get(language, "")
    return (
        f'<button name="sub" value="{escape(person.sub)}"><b>{escape(person.name)}</b>'
        f"<span>{escape(story)}</span></button>"
    )


def _document(language: str, title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head><body><main>{body}</main></body></html>"
    )
