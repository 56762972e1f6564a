"""R13: free text of any script, of limited length, with nothing that cannot be seen."""

from typing import Any

import pytest

from functions.registration.values.free_text import FREE_LENGTH, LINE_LENGTH, FreeText, LineText, NoteText

from .errors import code, parsed


@pytest.mark.parametrize("mark", list("\u202e\u202a\u2066\u2069\u200f\u061c"))
def test_marks_that_turn_the_reading_direction_are_left_out(mark: str) -> None:
    assert parsed(LineText, f"湖滨南路{mark}12号") == "湖滨南路12号"
    assert parsed(FreeText, f"{mark}情况说明\n第二行") == "情况说明\n第二行"


@pytest.mark.parametrize("typed", ["第\x00号", "第\n号", "\ud800"])
def test_a_line_holds_no_control_characters(typed: str) -> None:
    assert code(LineText, typed) in {"control_character", "string_unicode"}


@pytest.mark.parametrize("kind", [LineText, FreeText, NoteText])
def test_what_nobody_can_see_is_no_text(kind: Any) -> None:
    assert code(kind, "\u202e \u2066") == "empty_text"


def test_line_breaks_of_every_system_become_one_kind() -> None:
    assert parsed(FreeText, "一\r\n二\r三") == "一\n二\n三"


def test_length_is_limited() -> None:
    assert code(LineText, "路" * (LINE_LENGTH + 1)) == "string_too_long"
    assert code(FreeText, "路" * (FREE_LENGTH + 1)) == "string_too_long"
