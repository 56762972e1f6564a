"""Names tell the thing: no variable of the functions is a pronoun or a bare participle."""

import ast
from pathlib import PurePosixPath

import pytest

from tests.references import ROOT, files

UNTELLING = frozenset({"one", "it", "found", "told", "kept", "thing"})
"""Each says that something is there and not what: a reader has to look for where it came from."""

MODULES = sorted(
    path for path in files() if path.endswith(".py") and PurePosixPath(path).is_relative_to("functions")
)


def untelling(source: str) -> list[tuple[int, str]]:
    """Line and name of each variable and parameter that says nothing; a model's field is part of what is stored."""
    tree = ast.parse(source)
    fields = {
        id(statement.target)
        for owner in ast.walk(tree)
        if isinstance(owner, ast.ClassDef)
        for statement in owner.body
        if isinstance(statement, ast.AnnAssign)
    }
    given = [
        (node.lineno, node.id)
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and id(node) not in fields
    ]
    given += [(node.lineno, node.arg) for node in ast.walk(tree) if isinstance(node, ast.arg)]
    return sorted((line, name) for line, name in given if name in UNTELLING)


@pytest.mark.parametrize("module", MODULES)
def test_variables_are_named_by_the_thing_they_hold(module: str) -> None:
    assert untelling((ROOT / module).read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("found = query('x')", [(1, "found")]),
        ("def f(told: str) -> None: ...", [(1, "told")]),
        ("[one.id for one in checks]", [(1, "one")]),
        ("if (kept := f()):\n    pass", [(1, "kept")]),
        ("class Row:\n    found: int = 0", []),
        ("check = checks.found", []),
    ],
)
def test_whatever_gives_a_name_is_looked_at(source: str, named: list[tuple[int, str]]) -> None:
    assert untelling(source) == named
