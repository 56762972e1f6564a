"""The pages' tables are the domain's: made from them, and current."""

import pytest

from functions.registration.check_kinds import CheckKind
from functions.registration.documents import DocumentKind
from functions.registration.form import HomeKind
from functions.registration.staff.roles import Role
from infra import page_tables
from infra.page_tables import TARGET, typescript


def test_the_pages_tables_are_current() -> None:
    assert TARGET.read_text(encoding="utf-8") == typescript()


@pytest.mark.parametrize("word", [*CheckKind, *HomeKind, *DocumentKind, *Role])
def test_every_kind_is_a_row_of_the_pages_tables(word: str) -> None:
    assert f"\n  {word}: " in typescript()


def test_a_table_that_is_not_current_is_told(tmp_path, monkeypatch, capsys) -> None:
    stale = tmp_path / "vocabulary.ts"
    stale.write_text("export const HOMES = {}\n", encoding="utf-8")
    monkeypatch.setattr(page_tables, "TARGET", stale)
    monkeypatch.setattr("sys.argv", ["page_tables", "--check"])
    assert page_tables.main() == 1
    assert "make openapi" in capsys.readouterr().err
    monkeypatch.setattr("sys.argv", ["page_tables"])
    assert page_tables.main() == 0
    monkeypatch.setattr("sys.argv", ["page_tables", "--check"])
    assert page_tables.main() == 0
