"""The tree of canaries finds what a list of them would."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .watch import any_of

words = st.lists(st.text(alphabet="ab1.(林", min_size=1, max_size=5), max_size=8)


@given(words, st.text(alphabet="ab1.(林 ", max_size=20))
def test_a_text_holds_a_canary_exactly_where_one_of_them_stands_in_it(canaries: list[str], text: str) -> None:
    assert (any_of(canaries).search(text) is not None) == any(word in text for word in canaries)


@pytest.mark.parametrize("canaries", [["林小明", "林小"], ["a.b", "a(b"], ["138"]])
def test_every_canary_is_found_in_the_middle_of_a_text(canaries: list[str]) -> None:
    for word in canaries:
        assert any_of(canaries).search(f"…{word}…")


def test_without_canaries_nothing_is_found() -> None:
    assert any_of([]).pattern == re.compile("(?!)").pattern
