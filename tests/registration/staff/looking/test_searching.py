"""R46: staff find a case by whole values alone, in each form in which they may be kept."""

import pytest

from functions.registration.errors import InvalidInput
from functions.registration.form import Form
from functions.registration.staff.looking.searching import SearchBy, sought_of, typed_as
from tests.registration.season.cases import GUARDIAN, form, number, student


def mac(*parts: str) -> str:
    return "|".join(parts)


def test_r46_a_form_is_found_by_everybody_s_number_and_name_and_by_guardians_phones() -> None:
    sought = sought_of(form(student()), "siming-2022", mac)
    assert sought == tuple(
        sorted(
            f"sought|siming-2022|{by}|{value}"
            for by, value in (
                ("number", number("20160501", "002")),
                ("name", "林样例"),
                ("number", GUARDIAN["identity_document"]["number"]),
                ("name", "陈样例"),
                ("phone", "13800000000"),
            )
        )
    )


def test_r46_an_empty_form_is_found_by_nothing() -> None:
    assert sought_of(Form(), "siming-2022", mac) == ()


@pytest.mark.parametrize(
    ("by", "typed", "kept"),
    [
        (SearchBy.NAME, " 林 样例 ", "林样例"),
        (SearchBy.PHONE, "138 0000 0000", "13800000000"),
        (SearchBy.NUMBER, "h９９９９９９９９", "H99999999"),
    ],
)
def test_r46_what_was_typed_is_folded_as_what_is_kept(by: SearchBy, typed: str, kept: str) -> None:
    assert kept in typed_as(by, typed)


@pytest.mark.parametrize("by", list(SearchBy))
@pytest.mark.parametrize("typed", ["", "  "])
def test_r46_nothing_typed_is_a_slip_and_no_search(by: SearchBy, typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        typed_as(by, typed)
    assert refused.value.faults[0].field == "value"
