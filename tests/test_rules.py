"""docs/rules.md names what is there: each rule once, its modules, and its tests, the first of them through the API."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
RULES = tuple(range(1, 50))
LIVES = 27


class Rule(NamedTuple):
    number: int
    modules: tuple[str, ...]
    tests: tuple[str, ...]


def rules() -> list[Rule]:
    rows = re.findall(r"^\| R(\d+) \|[^|]+\|([^|]+)\|([^|]+)\|$", _page(), re.MULTILINE)
    return [Rule(int(number), _named(modules), _named(tests)) for number, modules, tests in rows]


def lives() -> dict[str, tuple[str, ...]]:
    """What happened -> what plays it."""
    table = _page().partition("\n| life | played by |\n")[2]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", table, re.MULTILINE)
    return {life: _named(tests) for life, tests in rows}


def _page() -> str:
    return (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


def _named(cell: str) -> tuple[str, ...]:
    return tuple(re.findall(r"`([^`]+)`", cell))


@cache
def _tests_in(path: str) -> frozenset[str]:
    file = ROOT / path
    tree = ast.parse(file.read_text(encoding="utf-8")) if file.is_file() else ast.parse("")
    return frozenset(one.name for one in tree.body if isinstance(one, ast.FunctionDef))


def test_every_rule_has_its_row() -> None:
    assert tuple(rule.number for rule in rules()) == RULES


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"R{rule.number}")
def test_every_module_that_is_named_is_there(rule: Rule) -> None:
    assert rule.modules
    assert [one for one in rule.modules if not (ROOT / one).is_file()] == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"R{rule.number}")
def test_every_test_that_is_named_is_there(rule: Rule) -> None:
    named = [one.partition("::") for one in rule.tests]
    assert [f"{path}::{name}" for path, _, name in named if name not in _tests_in(path)] == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"R{rule.number}")
def test_the_first_test_is_named_after_its_rule_and_asks_the_api(rule: Rule) -> None:
    assert re.fullmatch(rf"tests/api/test_\w+\.py::test_r{rule.number}_\w+", rule.tests[0])


@pytest.mark.parametrize("tests", [pytest.param(tests, id=life) for life, tests in lives().items()])
def test_every_life_that_once_went_wrong_is_played_at_an_api_or_a_page(tests: tuple[str, ...]) -> None:
    named = [one.partition("::") for one in tests]
    assert [f"{path}::{name}" for path, _, name in named if name not in _tests_in(path)] == []
    assert all(re.match(r"tests/(api|review|browser)/", path) for path, _, _ in named)
    assert named


def test_the_lives_that_once_went_wrong_are_all_there() -> None:
    assert len(lives()) == LIVES
