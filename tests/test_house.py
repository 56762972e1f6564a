"""The house stays one that a newcomer finds the way in: small files, few in a folder, each rule with its test."""

from collections import Counter
from pathlib import PurePosixPath
from statistics import median

import pytest

from tests.references import ROOT, files

DOMAIN = PurePosixPath("functions/registration")
LONGEST, MEDIAN, ENTRIES = 300, 100, 16

TESTED_BY = {
    "checking/authorities": "tests/cloud/gateways/test_gateways.py",
    "checks": "tests/registration/placing/test_outcome.py",
    "errors": "tests/api/test_refusals.py",
    "placing/statements": "tests/registration/placing/test_facts.py",
    "season/placing_faults": "tests/registration/season/test_file.py",
    "season/rules": "tests/registration/season/test_contradictions.py",
    "season/season": "tests/registration/season/test_season_data.py",
    "sms/limits": "tests/api/test_sms_attacks.py",
    "staff/decisions": "tests/review/test_decisions.py",
    "staff/searching": "tests/review/test_search.py",
    "values/spelling/beyond_gbk": "tests/registration/values/test_names.py",
    "values/characters": "tests/registration/values/test_names.py",
    "values/countries": "tests/registration/values/test_identity.py",
    "values/folding": "tests/registration/values/test_certificates.py",
    "values/localised": "tests/registration/season/test_view.py",
    "values/model": "tests/registration/values/test_strict.py",
    "values/resident_id": "tests/registration/values/test_identity.py",
    "values/spelling/surnames": "tests/registration/values/spelling/test_pinyin.py",
}
"""Modules without a test of their own name, and the test that holds them all the same."""


FILES = [PurePosixPath(path) for path in files()]
MODULES = sorted(
    str(path.relative_to(DOMAIN).with_suffix(""))
    for path in FILES
    if path.is_relative_to(DOMAIN) and path.suffix == ".py" and path.name != "__init__.py"
)


@pytest.mark.parametrize("module", MODULES)
def test_every_module_of_the_domain_has_its_test(module: str) -> None:
    own = PurePosixPath("tests/registration", module).with_name(f"test_{PurePosixPath(module).name}.py")
    held = {own, PurePosixPath(TESTED_BY[module])} if module in TESTED_BY else {own}
    assert held & set(FILES)
    assert module not in TESTED_BY or own not in FILES, "it has a test of its own now"


def test_only_modules_that_are_there_are_said_to_be_tested_elsewhere() -> None:
    assert set(TESTED_BY) <= set(MODULES)


def _lines() -> dict[str, int]:
    rooms = [PurePosixPath(room) for room in ("functions", "infra", "local", "web/src")]
    return {
        str(path): len((ROOT / path).read_text("utf-8").splitlines())
        for path in FILES
        if path.suffix in {".py", ".ts", ".vue"}
        and not path.name.endswith(".d.ts")
        and any(path.is_relative_to(room) for room in rooms)
        and path.name != "__init__.py"
    }


def test_files_are_short() -> None:
    lines = _lines()
    assert {path: number for path, number in lines.items() if number > LONGEST} == {}
    assert median(lines.values()) < MEDIAN


def test_a_folder_of_functions_holds_few_things() -> None:
    entries = {
        (ancestor, path.relative_to(ancestor).parts[0])
        for path in FILES
        for ancestor in path.parents
        if ancestor.is_relative_to("functions") or ancestor.is_relative_to("local")
        if path.name != "__init__.py"
    }
    counted = Counter(str(folder) for folder, _ in entries)
    assert {folder: number for folder, number in counted.items() if number > ENTRIES} == {}
