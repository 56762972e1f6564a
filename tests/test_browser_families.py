"""One town serves all browser tests of a worker: a child registers there once, whoever's test it is."""

import ast
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from local.population import population

BROWSER = Path(__file__).parent / "browser"
TOWNS = {"families": BROWSER, "staff": BROWSER / "staff"}
"""Staff's tests have a town of their own (`tests/browser/staff/conftest.py`)."""

STORIES = frozenset(population(1, date(2022, 7, 1), date(2016, 8, 31), bulk=0).stories)
HANDS_IN = {"pledge", "submit", "submitted", "tour"}
"""What asks for a code or submits: the phone takes one a minute, and the child is registered after."""

FIRST_TIME = {"tour", "at_the_notice"}
"""What begins before the notice, which an account answers once."""

OWN_TOWN = "other_town"


def _tests(town: str) -> list[ast.FunctionDef]:
    nodes = [
        node
        for path in sorted(TOWNS[town].glob("test_*.py"))
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    return [node for node in nodes if OWN_TOWN not in {argument.arg for argument in node.args.args}]


def _stories(test: ast.FunctionDef) -> set[str]:
    """Those that a test names, to a call, by a key or among its parameters."""
    nodes = [node for decorator in test.decorator_list for node in ast.walk(decorator)]
    for node in ast.walk(test):
        if isinstance(node, ast.Call):
            nodes += [*node.args, *(keyword.value for keyword in node.keywords)]
        elif isinstance(node, ast.Subscript):
            nodes.append(node.slice)
    return {
        node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)
    } & STORIES


def _calls(test: ast.FunctionDef) -> set[str]:
    called = [node.func for node in ast.walk(test) if isinstance(node, ast.Call)]
    methods = {one.attr for one in called if isinstance(one, ast.Attribute)}
    return methods | {one.id for one in called if isinstance(one, ast.Name)}


@pytest.mark.parametrize("town", TOWNS)
def test_no_two_browser_tests_of_a_town_hand_in_the_same_family(town: str) -> None:
    handed_in = Counter(story for test in _tests(town) if _calls(test) & HANDS_IN for story in _stories(test))
    assert handed_in
    assert [story for story, times in handed_in.items() if times > 1] == []


def test_who_is_asked_by_the_notice_appears_in_no_other_browser_test() -> None:
    tests = _tests("families")
    named = Counter(story for test in tests for story in _stories(test))
    asked = {story for test in tests if _calls(test) & FIRST_TIME for story in _stories(test)}
    assert asked
    assert sorted(story for story in asked if named[story] > 1) == []
