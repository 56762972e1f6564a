"""What the source does with ids and with closed sets, read from its syntax tree."""

import ast
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from functions.registration.check_kinds import Authority, CheckKind
from functions.registration.documents import DocumentKind
from functions.registration.form import HomeKind, Part
from functions.registration.registration import NoticeKind
from functions.registration.season.homes import Tenure
from functions.registration.sms.notices import Until
from functions.registration.staff.roles import Permission, Role

ROOT = Path(__file__).parent.parent

VOCABULARIES: tuple[type[StrEnum], ...] = (
    Authority, CheckKind, DocumentKind, HomeKind, NoticeKind, Part, Permission, Role, Tenure, Until,
)  # fmt: skip
NAMES = frozenset(kind.__name__ for kind in VOCABULARIES)

TAKES_APART = frozenset(
    {"startswith", "endswith", "split", "rsplit", "partition", "rpartition", "removeprefix", "removesuffix"}
)


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Each module of the functions by its path below `functions/`."""
    for path in sorted((ROOT / "functions").rglob("*.py")):
        yield path.relative_to(ROOT / "functions").as_posix(), ast.parse(path.read_text())


def takes_text_apart(tree: ast.Module) -> Counter[str]:
    """How often it calls each method that looks inside a text."""
    return Counter(
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in TAKES_APART
    )


def _is_table(node: ast.expr) -> bool:
    """A constant of a module, by its spelling, or a table written out on the spot."""
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    return isinstance(node, ast.Dict) or (bool(name) and name.lstrip("_").isupper())


def _takes_all_else(pattern: ast.pattern) -> bool:
    """`case _`, or a bare name that catches as much."""
    return isinstance(pattern, ast.MatchAs) and pattern.pattern is None


def defaults(tree: ast.Module) -> Iterator[str]:
    """Each table that is asked with something to fall back on, and each `case _`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.match_case) and _takes_all_else(node.pattern):
            yield "case _"
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "get"
            and len(node.args) == 2
            and _is_table(node.func.value)
        ):
            yield ast.unparse(node.func.value)


def _of_a_vocabulary(test: ast.expr) -> bool:
    return any(
        isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in NAMES
        for node in ast.walk(test)
    )


def elses(tree: ast.Module) -> Iterator[str]:
    """Each question for one member of a vocabulary that has another answer for all the rest."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If | ast.IfExp) and node.orelse and _of_a_vocabulary(node.test):
            yield ast.unparse(node.test)


def written_out(tree: ast.Module) -> Iterator[str]:
    """Each member of a vocabulary that stands as a bare text where it is compared or looked up."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            yield from (
                one.value
                for one in (node.left, *node.comparators)
                if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value in MEMBERS
            )


MEMBERS = frozenset(member.value for kind in (CheckKind, HomeKind, DocumentKind, Role) for member in kind) - {
    "other",
    "property",
    "collective",
}
