"""The house stays one that a newcomer finds the way in: small files, few in a folder, each rule with its test."""

from collections import Counter
from pathlib import PurePosixPath
from statistics import median

import pytest

from tests.references import ROOT, files

DOMAIN = PurePosixPath("functions/registration")
LONGEST, MEDIAN, ENTRIES = 300, 100, 16

FILES = [PurePosixPath(path) for path in files()]
MODULES = sorted(
    str(path.relative_to(DOMAIN).with_suffix(""))
    for path in FILES
    if path.is_relative_to(DOMAIN) and path.suffix == ".py" and path.name != "__init__.py"
)


@pytest.mark.parametrize("module", MODULES)
def test_every_module_of_the_domain_has_a_test_of_its_name(module: str) -> None:
    assert (
        PurePosixPath("tests/registration", module).with_name(f"test_{PurePosixPath(module).name}.py")
        in FILES
    )


def _lines(*rooms: str) -> dict[str, int]:
    return {
        str(path): len((ROOT / path).read_text("utf-8").splitlines())
        for path in FILES
        if path.suffix in {".py", ".ts", ".vue"}
        and not path.name.endswith(".d.ts")
        and any(path.is_relative_to(room) for room in rooms)
        and path.name != "__init__.py"
    }


ROOMS = ("functions", "infra", "local", "web/src")


def test_no_file_is_long_and_no_test_either() -> None:
    long = {path: number for path, number in _lines(*ROOMS, "tests", "web/test").items() if number > LONGEST}
    assert long == {}


def test_half_of_the_files_are_short() -> None:
    lines = _lines(*ROOMS)
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
