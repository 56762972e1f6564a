"""An English page and its Chinese twin say the same: headings, commands, code, tables and links do not drift apart."""

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
CHINESE = ROOT / "docs" / "zh-CN"
RUNBOOKS = tuple(
    f"operations/runbooks/{page.stem}" for page in sorted((ROOT / "docs/operations/runbooks").iterdir())
)
PAIRS = {
    "README.md": "README.zh-CN.md",
    **{
        f"docs/{page}.md": f"docs/zh-CN/{page}.md"
        for page in (
            "deploy",
            "gateways",
            "operations/following",
            "pages",
            "reliability",
            "staff",
            "staff-console",
            *RUNBOOKS,
        )
    },
}
_BLOCK = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"(?:^ {4}.*\n?)+", re.MULTILINE)


class Page(NamedTuple):
    """What of a page must be the same in both languages."""

    headings: list[int]
    code: list[list[str]]
    names: Counter[str]
    rows: list[int]
    items: int
    pictures: list[str]


def told(text: str) -> Page:
    prose = _BLOCK.sub("", text)
    lines = _INDENTED.sub("", prose).splitlines()
    return Page(
        headings=[len(line) - len(line.lstrip("#")) for line in lines if re.match(r"#+ ", line)],
        code=[_commands(block) for block in (*_BLOCK.findall(text), *_INDENTED.findall(prose))],
        names=Counter(re.findall(r"`([^`\n]+)`", "\n".join(lines))),
        rows=[line.count("|") for line in lines if line.startswith("|")],
        items=sum(1 for line in lines if re.match(r"(-|\d+\.) ", line)),
        pictures=re.findall(r'src="([^"]+)"', text),
    )


def _commands(block: str) -> list[str]:
    """The lines without what is meant to be read: comments, explanations beside a name, placeholders."""
    bare = (re.split(r"\s+# |(?<=\S)\s{2,}", line.rstrip())[0] for line in block.strip("\n").splitlines())
    return [re.sub(r"<[^<>]*>", "<>", line).strip() for line in bare]


def _read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize(("english", "chinese"), PAIRS.items(), ids=PAIRS)
def test_both_languages_have_the_same_headings_commands_names_tables_and_pictures(
    english: str, chinese: str
) -> None:
    wanted, found = told(_read(english)), told(_read(chinese))
    assert found._asdict() == wanted._asdict()


@pytest.mark.parametrize(("english", "chinese"), PAIRS.items(), ids=PAIRS)
def test_each_page_links_its_twin_before_anything_else(english: str, chinese: str) -> None:
    for page, other in ((english, chinese), (chinese, english)):
        first = re.search(r"\]\(([^)]+)\)", _read(page))
        assert first is not None
        assert ((ROOT / page).parent / first[1]).resolve() == ROOT / other


@pytest.mark.parametrize("chinese", PAIRS.values(), ids=PAIRS.values())
def test_a_chinese_page_is_written_in_chinese(chinese: str) -> None:
    text = _INDENTED.sub("", _BLOCK.sub("", _read(chinese)))
    prose = re.sub(r"`[^`]*`|\([^)]*\)|<[^>]*>", "", text)
    paragraphs = [one for one in prose.split("\n\n") if len(re.findall(r"[A-Za-z]", one)) > 40]
    foreign = [one for one in paragraphs if len(re.findall(r"[\u4e00-\u9fff]", one)) < 20]
    assert foreign == []


def test_every_chinese_page_is_held_to_an_english_one() -> None:
    written = {str(page.relative_to(ROOT)) for page in CHINESE.rglob("*.md")}
    assert written == set(PAIRS.values()) - {"README.zh-CN.md"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("make run", "make walk"),
        ("## Find your way", "Find your way"),
        ("`make demo`", "`make a demo`"),
        ("| [infra/]", "[infra/]"),
        ("home-390.png", "home-391.png"),
    ],
)
def test_a_change_in_one_language_alone_shows(before: str, after: str) -> None:
    english = _read("README.md")
    assert before in english
    assert told(english.replace(before, after)) != told(english)
