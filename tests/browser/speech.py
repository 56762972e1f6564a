"""What a screen reader finds on a screen, kept as a file that people review: `make speech` writes them anew."""

import os
import re
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from playwright.sync_api import Page, expect

from .form import AT_ONCE, Json

MARK = "## "
KEPT = Path(__file__).parent / "speech"
UNSETTLED = "main [aria-busy=true], main .spinner, [data-save=waiting], [data-save=saving]"
RENEW = os.environ.get("RUXUE_SPEECH") == "renew"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
CHANGING = (
    (r"https?://127\S+", "‹link›"),
    (r"\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日", "‹day›"),
    (rf"\d{{1,2}} (?:{MONTHS}),? \d{{4}}|(?:{MONTHS}) \d{{1,2}},? \d{{4}}", "‹day›"),
    (r"\d{4}-\d{2}-\d{2}", "‹day›"),
    (r"(?:星期|周)[一二三四五六日天]|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", "‹weekday›"),
    (r"\d{1,2}:\d{2}(?::\d{2})?", "‹time›"),
    (r"还剩 \d+ 天", "还剩 ‹n› 天"),
    (r"\d+ days left", "‹n› days left"),
    (r"含今天还有 \d+ 天", "含今天还有 ‹n› 天"),
    (r"\d+ days, today included", "‹n› days, today included"),
    (r'(?<=button ")(?:\d+ (?:秒|分钟)后可重新获取|重新获取验证码)', "‹another code›"),
    (r'(?<=button ")(?:New code in \d+ (?:s|min)\b|Send a new code)', "‹another code›"),
    (r"(?<=status: )(?:已保存|正在保存…|Saved|Saving…)", "‹saved›"),
    (r"\d\d-[0-9A-Z]{4}-[0-9A-Z]{3}", "‹reference›"),
    (r"[0-9*Xx]*\d[0-9*Xx-]{3,}", "‹digits›"),
    (r'(?m): "([^"]*)"$', r": \1"),
)
"""What differs from one day, family or run to the next -> how it is written down."""


ITEM = re.compile(r"^ *- listitem:\n(?: +- (?:paragraph|text): .*\n)+ +- time: .*\n?", re.MULTILINE)
TIMED = re.compile(rf"(?:{ITEM.pattern})+", re.MULTILINE)


def _values(form: object, at: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(form, dict):
        for key, value in form.items():
            yield from _values(value, f"{at}.{key}" if at else key)
    elif isinstance(form, list):
        for index, value in enumerate(form):
            yield from _values(value, f"{at}.{index}")
    elif isinstance(form, str) and re.search(r"[^a-z_]", form):
        yield form, at


def heard(page: Page, form: Json, *parts: str) -> str:
    """The tree of roles, names and states, without what is of a day or of a family; once the server has answered."""
    page.evaluate(AT_ONCE)
    expect(page.locator(UNSETTLED)).to_have_count(0)
    text = "\n".join(page.locator(f"#app > {part}").aria_snapshot() for part in parts or ("main",))
    text = ID.sub("‹id›", text)  # first: by chance a short answer, such as a country's number, is part of one
    for value, at in sorted(_values(form), key=lambda one: -len(one[0])):
        text = text.replace(value, f"‹{at}›")
    for changing, written in CHANGING:
        text = re.sub(changing, written, text)
    return _in_order(text)


def _in_order(text: str) -> str:
    """What happened at one time is told in any order: such lists are written in one."""
    return TIMED.sub(lambda found: "".join(sorted(ITEM.findall(found[0]))), text)


class Listener:
    """Listens to one screen after another of a tour; `unlike` says what is not as it was reviewed."""

    def __init__(self, tour: str) -> None:
        self._file = KEPT / f"{tour}.txt"
        self._was = dict(read(self._file)) if self._file.exists() else {}
        self._now: dict[str, str] = {}

    def listen(self, screen: str, page: Page, form: Json, *parts: str) -> None:
        self._now[screen] = heard(page, form, *parts)

    def unlike(self) -> dict[str, list[str]]:
        """Screen -> the lines that are new or gone; nothing where they are being written anew."""
        if RENEW:
            KEPT.mkdir(exist_ok=True)
            self._file.write_text(
                "".join(f"{MARK}{one}\n{tree}\n" for one, tree in self._now.items()), "utf-8"
            )
            return {}
        screens = [*self._now, *(one for one in self._was if one not in self._now)]
        return {one: told for one in screens if (told := self._differing(one))}

    def _differing(self, screen: str) -> list[str]:
        was, now = self._was.get(screen, "").splitlines(), self._now.get(screen, "").splitlines()
        return list(unified_diff(was, now, "reviewed", "now", lineterm="", n=1))


def read(file: Path) -> Iterator[tuple[str, str]]:
    """Each screen of a reviewed tour, and its tree."""
    for part in file.read_text("utf-8").split(MARK)[1:]:
        screen, _, tree = part.partition("\n")
        yield screen, tree.removesuffix("\n")
