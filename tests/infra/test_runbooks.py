"""Whoever is woken by an alarm finds the page that its mail names, in both languages; and no page tells of none."""

import re
from pathlib import Path

import pytest

from tests.alarms.templates import ALARMS

DOCS = Path(__file__).parents[2] / "docs"
ENGLISH = DOCS / "operations" / "runbooks"
CHINESE = DOCS / "zh-CN" / "operations" / "runbooks"
PARTS = {ENGLISH: ("Look at", "Do", "Call"), CHINESE: ("查看", "处理", "联系")}
SAID = {ENGLISH: ("People notice", "It means"), CHINESE: ("人们看到", "含义")}
NAMES = {name.rpartition("/")[2] for name in ALARMS}


def _page(name: str) -> str:
    """The page that the description of an alarm of this name leads to."""
    descriptions = [alarm["AlarmDescription"] for key, alarm in ALARMS.items() if key.endswith(f"/{name}")]
    [page] = {
        match[1]
        for match in (
            re.search(r"\(docs/operations/runbooks/([\w-]+\.md)#(\w+)\)$", one) for one in descriptions
        )
        if match is not None and match[2] == name.lower()
    }
    return page


def _sections(page: Path) -> dict[str, str]:
    """What stands under each heading, by the heading's words."""
    _, *parts = re.split(r"^## ", page.read_text("utf-8"), flags=re.MULTILINE)
    return {part.partition("\n")[0].strip("`"): part.partition("\n")[2].strip("\n") for part in parts}


@pytest.mark.parametrize("folder", PARTS, ids=["en", "zh-CN"])
@pytest.mark.parametrize("name", sorted(NAMES))
def test_an_alarm_names_the_page_that_says_what_people_notice_and_what_it_means(
    name: str, folder: Path
) -> None:
    section = _sections(folder / _page(name))[name]
    assert [label for label in SAID[folder] if re.search(rf"\*\*{label}\*\*[:：] ?\S", section)] == list(
        SAID[folder]
    )


@pytest.mark.parametrize("folder", PARTS, ids=["en", "zh-CN"])
def test_every_page_says_what_to_look_at_what_to_do_and_whom_to_call(folder: Path) -> None:
    for page in folder.iterdir():
        sections = _sections(page)
        assert all(sections[part] for part in PARTS[folder])
        assert re.search(r"^    aws ", sections[PARTS[folder][0]], re.MULTILINE)


@pytest.mark.parametrize("folder", PARTS, ids=["en", "zh-CN"])
def test_no_page_and_no_section_tells_of_an_alarm_that_is_not_there(folder: Path) -> None:
    told = [
        (page.name, name)
        for page in folder.iterdir()
        for name in _sections(page)
        if name not in PARTS[folder]
    ]
    assert sorted(told) == sorted((_page(name), name) for name in NAMES)


def test_every_file_is_a_page_of_both_languages_and_the_folder_stays_small() -> None:
    pages = {page.name for page in ENGLISH.iterdir()}
    assert pages == {page.name for page in CHINESE.iterdir()}
    assert len(pages) <= 16
