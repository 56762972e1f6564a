"""What phones, gateways and copied text do to plain characters is undone, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.registration.values.folding import (
    DASHES,
    FILLERS,
    HALF_WIDTH,
    compact,
    half_width,
    plain_dashes,
    visible,
)

ASCII = "".join(map(chr, range(0x21, 0x7F)))


def test_every_full_width_sign_becomes_the_one_of_ascii() -> None:
    assert half_width("".join(map(chr, HALF_WIDTH))) == ASCII


@given(st.text(alphabet=ASCII, max_size=20))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert (half_width(text), plain_dashes(text), visible(text), compact(text)) == (text, text, text, text)


@pytest.mark.parametrize("dash", [*map(chr, DASHES)])
def test_every_dash_is_a_hyphen(dash: str) -> None:
    assert plain_dashes(f"1{dash}2") == "1-2"


@pytest.mark.parametrize("mark", ["\u200b", "\ufeff", "\u202e", "\u2066", *FILLERS])
def test_what_shows_nothing_is_taken_out(mark: str) -> None:
    assert visible(f"林{mark}样") == "林样"


@pytest.mark.parametrize("blank", [" ", "\t", "\u3000", "\u00a0", "\u2009"])
def test_compact_text_has_no_blanks(blank: str) -> None:
    assert compact(f"{blank}闽{blank}２{blank}") == "闽2"


@given(st.text(max_size=12))
def test_compacting_twice_changes_nothing_more(typed: str) -> None:
    assert compact(compact(typed)) == compact(typed)
