"""One town serves all browser tests of a worker: a child registers there once, whoever's test it is."""

import ast
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent / "browser"


def _submitted(test: ast.FunctionDef) -> set[str]:
    """The stories that a test takes from the shared town and hands in."""
    calls = [node for node in ast.walk(test) if isinstance(node, ast.Call)]
    if not any(isinstance(call.func, ast.Attribute) and call.func.attr == "submit" for call in calls):
        return set()
    named = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "family"]
    return {
        argument.value
        for call in named
        for argument in call.args[:1]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def test_no_two_browser_tests_submit_the_same_family() -> None:
    tests = [
        node
        for path in sorted(HERE.glob("test_*.py"))
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    submitted = Counter(story for test in tests for story in _submitted(test))
    assert submitted
    assert [story for story, times in submitted.items() if times > 1] == []
