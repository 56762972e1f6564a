"""docs/recipes.md, played: each recipe on a copy of the house, in as many files as it says, and seen to work."""

from pathlib import Path

import pytest

from . import authority, scenarios
from .branch import ROOT, Branch

RECIPES = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")


@pytest.fixture
def house(tmp_path: Path) -> Branch:
    return Branch(tmp_path)


def told(title: str) -> set[str]:
    """The files that the recipe of this title lists: those in its table's first column."""
    [section] = [part for part in RECIPES.split("\n## ") if part.startswith(f"{title}\n")]
    rows = (line for line in section.splitlines() if line.startswith("| `"))
    return {row.split("`")[1] for row in rows}


def test_a_third_authority_is_seen_from_the_form_to_the_console_in_fifteen_files(house: Branch) -> None:
    authority.play(house)
    house.run(scenarios.AUTHORITY)
    written = house.touched - {"functions/verify_insurance/__init__.py"}
    assert len(written) + len({"pyproject.toml"}) <= 15
    generic = {path.replace("insurance", "<name>") for path in written} | {"pyproject.toml"}
    assert told("A third authority") == generic


def test_a_kind_of_document_is_asked_for_uploaded_and_shown_in_three_files(house: Branch) -> None:
    documents = "functions/registration/documents.py"
    house.insert(
        documents,
        '    BIRTH_CERTIFICATE = "birth_certificate"\n',
        '    VACCINATION_RECORD = "vaccination_record"\n',
    )
    house.insert(
        documents,
        "    DocumentKind.BIRTH_CERTIFICATE: _A_STUDENTS,\n",
        "    DocumentKind.VACCINATION_RECORD: _A_STUDENTS,\n",
    )
    house.insert(
        "seasons/siming-2022/choices.json",
        '  "document_kind": [\n',
        '    {"value": "vaccination_record", "label": {"zh-CN": "预防接种证", "en": "Vaccination record"}},\n',
    )
    house.insert(
        "seasons/siming-2022/document_rules.json",
        "[\n",
        '  {"any_of": ["vaccination_record"], "each_student": true, "rule": "R22",'
        ' "reason": {"zh-CN": "供学校建立健康档案", "en": "For the school\'s health record"}},\n',
    )
    house.run(scenarios.DOCUMENT)
    assert len(house.touched) <= 3
    assert told("A kind of document") == house.touched


def test_a_role_that_sees_figures_only_sees_nothing_else_in_four_files(house: Branch) -> None:
    roles = "functions/registration/staff/roles.py"
    house.insert(roles, '    AUDITOR = "auditor"\n', '    OBSERVER = "observer"\n')
    house.insert(
        roles,
        "ROLES: Mapping[Role, frozenset[Permission]] = {\n",
        "    Role.OBSERVER: frozenset({Permission.LIST_SEASONS, Permission.FIGURES}),\n",
    )
    house.run(scenarios.ROLE)
    beside = {"local/city.py", "tests/review/test_matrix.py", "docs/staff.md"}
    assert all((ROOT / path).is_file() for path in beside)
    assert told("A role of the staff") == house.touched | beside
    assert len(house.touched | beside) <= 4


@pytest.mark.parametrize("title", ["A notice", "A language", "A kind of check"])
def test_the_other_recipes_name_files_that_there_are(title: str) -> None:
    assert told(title)
    assert [path for path in told(title) if not (ROOT / path).is_file()] == []
