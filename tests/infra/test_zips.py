"""Each role's zip holds its functions and all that they may ever import; a function starts with its own part of it."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import distributions, packages_distributions
from pathlib import Path
from typing import Any

import pytest

from infra.template import INFRA, PROJECTS
from infra.wheels import name_of, shipped
from infra.zips import BEHIND_THE_GATEWAY, MIB, ZIPS, Zip

from .conftest import of_type, rendered

ROOT = INFRA.parent
NEEDS_NO_WHEEL = frozenset(sys.stdlib_module_names) | {"chalice", "functions"}
"""Chalice's runtime is two files beside the wheels."""

THE_AUTHORIZERS = "functions.cloud.web.sign_in"
"""Every route names the authorizer, whose own function alone runs it."""

BOUNDS = {("guardians", "api"): 12, ("guardians", "authorizer"): 12, ("staff", "authorizer"): 12}
"""MiB; of any other 40."""


def functions(project: str) -> dict[str, Any]:
    return of_type(rendered(project), "AWS::Serverless::Function")


def carrier(function: dict[str, Any]) -> str:
    return str(function["CodeUri"]).removeprefix("./").removesuffix(".zip")


@cache
def source_of(module: str, project: str) -> Path | None:
    """A module's file in the repository; None for what is none of ours."""
    for base in (INFRA / project, ROOT):
        path = base / Path(*module.split("."))
        for file in (path.with_suffix(".py"), path / "__init__.py"):
            if file.is_file():
                return file
    return None


def imported(node: ast.AST, package: str) -> Iterator[str]:
    """Every module that is imported anywhere below, also within a function; what only types need left out."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            parts = package.split(".")[: len(package.split(".")) - child.level + 1] if child.level else []
            base = ".".join([*parts, *([child.module] if child.module else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in child.names)
        yield from imported(child, package)


@cache
def imported_by(file: Path, package: str) -> tuple[str, ...]:
    """A file is parsed once for all functions that reach it."""
    return tuple(imported(ast.parse(file.read_text()), package))


@cache
def carried(names: tuple[str, ...]) -> set[str]:
    """The distributions of a zip."""
    return set(shipped(distributions(), list(names)))


@cache
def provided() -> dict[str, set[str]]:
    """First name of a module -> the distributions that have it."""
    return {module: {name_of(name) for name in names} for module, names in packages_distributions().items()}


def reached(module: str, project: str) -> set[str]:
    """The module and all that it may import, others' by their first name."""
    found = set() if module == "functions.cloud.web.authorizing" else {THE_AUTHORIZERS}
    waiting = [module]
    while waiting:
        name = waiting.pop()
        ours = name.split(".")[0] == "functions" or name == module
        file = source_of(name, project) if ours else None
        if file is None:
            found |= set() if ours else {name.split(".")[0]}
            continue
        if name in found:
            continue
        found.add(name)
        package = name if file.name == "__init__.py" else name.rpartition(".")[0]
        waiting += imported_by(file, package)
        waiting += [package] if package else []
    return found


HIDDEN = frozenset({"__import__", "import_module", "find_spec", "exec", "eval"})
"""By what a module could import another under a name that no reader of its source sees."""


def test_no_function_imports_by_a_name_that_cannot_be_followed() -> None:
    used = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "functions").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and (name := ast.unparse(node.func).rpartition(".")[2]) in HIDDEN
    }
    assert used == set()


EVERY = [(project, name) for project in PROJECTS for name in functions(project)]


@pytest.mark.parametrize(("project", "name"), EVERY)
def test_a_functions_zip_holds_whatever_it_may_import(project: str, name: str) -> None:
    function = functions(project)[name]
    one: Zip = ZIPS[project][carrier(function)]
    modules = reached(function["Handler"].rpartition(".")[0], project)
    rooms = {module.split(".")[1] for module in modules if module.startswith("functions.")}
    assert rooms <= {"registration", "cloud", *one.rooms}
    lacking = {
        module
        for module in {module.split(".")[0] for module in modules} - NEEDS_NO_WHEEL - {"api", "receipt"}
        if not carried(tuple(one.distributions)) & provided().get(module, set())
    }
    assert lacking == set()


def test_every_zip_carries_a_function_and_is_bounded() -> None:
    for project, zips in ZIPS.items():
        assert {carrier(function) for function in functions(project).values()} == set(zips)
        assert set(BEHIND_THE_GATEWAY[project]) <= set(functions(project))
        for name, one in zips.items():
            assert one.largest == BOUNDS.get((project, name), 40) * MIB


RARE = ("boto3", "fpdf", "fontTools", "PIL", "pi_heif", "pypdfium2", "pypinyin", "segno", "xlsxwriter")
READS_TOKENS = ("jwt", "functions.cloud.web.sign_in")
OTHERS = ("functions.review", "functions.jobs", "functions.submit", "functions.publish", "functions.dispatch")

NEVER_AT_START: dict[str, tuple[str, ...]] = {
    "infra.guardians.api": (
        *RARE, *READS_TOKENS, "urllib3", "aws_lambda_powertools", "functions.review", "functions.publish",
        "functions.submit.receipt", "functions.cloud.staff.audit", "functions.registration.placing.assignment",
    ),
    "infra.staff.api": (*RARE, *READS_TOKENS, "functions.submit", "functions.jobs"),
    "infra.guardians.receipt": ("boto3", "pypinyin", *READS_TOKENS, "functions.submit.handler"),
    "functions.cloud.web.authorizing": (
        *RARE, *OTHERS, "ulid", "functions.cloud.table", "functions.cloud.composition", "functions.registration.form",
        "functions.registration.registration", "functions.registration.season", "functions.registration.texts",
    ),
    "functions.notify.handler": (*RARE, *READS_TOKENS, *OTHERS),
    "functions.verify_identity.handler": (*RARE, *READS_TOKENS, *OTHERS),
    "functions.verify_property.handler": (*RARE, *READS_TOKENS, *OTHERS),
    "functions.inspect_document.handler": ("boto3", "pypinyin", "fpdf", *READS_TOKENS, *OTHERS),
    "functions.dispatch.handler": (*RARE, *READS_TOKENS, "functions.submit", "functions.review"),
    "functions.publish.handler": (*RARE, *READS_TOKENS, "functions.submit", "functions.review"),
    "functions.erase.handler": (*RARE, *READS_TOKENS, *OTHERS),
    "functions.delivery.handler": (*RARE, *READS_TOKENS, *OTHERS),
    "functions.on_call.handler": (*RARE, *READS_TOKENS, *OTHERS, "ulid", "functions.cloud.table"),
    "functions.review.workers": (*RARE, *READS_TOKENS, "functions.submit", "functions.review.handler"),
    "functions.jobs.handler": (*RARE, *READS_TOKENS, "functions.submit", "functions.review"),
}  # fmt: skip
"""Where a function begins -> what no process of it has imported before it is asked anything."""

SHOW = "import importlib, sys; importlib.import_module(sys.argv[1]); print('\\n'.join(sys.modules))"


def test_every_function_is_looked_at_as_it_starts() -> None:
    modules = {
        one["Handler"].rpartition(".")[0] for project in PROJECTS for one in functions(project).values()
    }
    named = {name.removeprefix("infra.guardians.").removeprefix("infra.staff.") for name in NEVER_AT_START}
    assert modules == named


@pytest.mark.parametrize("module", NEVER_AT_START)
def test_a_function_starts_without_what_only_others_or_rare_paths_need(module: str) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", SHOW, module], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = done.stdout.split()
    never = NEVER_AT_START[module]
    assert [one for one in loaded if any(one == name or one.startswith(f"{name}.") for name in never)] == []


BUILT = """
import infra.guardians.api
from pydantic import BaseModel

def built(kind):
    for inner in kind.__subclasses__():
        if inner.__pydantic_complete__ and vars(inner).get("__pydantic_fields__"):
            yield inner.__name__
        yield from built(inner)

print(*built(BaseModel))
"""
BUILT_AT_START = {
    "Finding": "what some checks find is the same each time",
    "Retention": "a season's schema tells its default",
    "When": "a season's schema tells its default",
}


def test_the_guardians_api_starts_without_a_validator_that_only_a_default_needs() -> None:
    """A default that is made by its class builds the class's validator, in every function that imports it."""
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", BUILT], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert set(done.stdout.split()) == set(BUILT_AT_START)
