"""Every reason for refusing a file has its words."""

import ast
from pathlib import Path

import functions.inspect_document as room
from functions.registration.texts import LANGUAGES, text


def codes() -> set[str]:
    """Every snake_case string that the room passes to `Refused` or returns as a fault."""
    found = set()
    for file in Path(str(room.__file__)).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            for part in _places(node):
                found |= {
                    leaf.value
                    for leaf in ast.walk(part)
                    if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)
                }
    return {code for code in found if code.isidentifier()}


def _places(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refused":
        if node.args and isinstance(node.args[0], ast.IfExp):
            return [node.args[0].body, node.args[0].orelse]
        return [arg for arg in node.args if isinstance(arg, ast.Constant)]
    if isinstance(node, ast.Return) and isinstance(node.value, ast.Constant):
        return [node.value]
    if isinstance(node, ast.Return) and isinstance(node.value, ast.IfExp):
        return [part for part in (node.value.body, node.value.orelse) if isinstance(part, ast.Constant)]
    return []


def test_every_reason_for_refusing_a_file_has_its_words_in_both_languages() -> None:
    reasons = codes()

    assert len(reasons) == 18
    for code in reasons:
        zh, en = (text(code, language) for language in LANGUAGES)
        assert zh != en
        assert zh.endswith("。")
        assert en.endswith(".")
