"""R8: characters of names in every coding that keyboards and gateways still send."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from functions.registration.values.characters import (
    DOTS,
    GB_18030_PRIVATE_USE,
    canonical,
    is_description,
    is_han,
    is_rare,
    is_variation_selector,
)


def test_r8_gbk_s_eighty_private_codes_are_real_characters() -> None:
    assert sorted(GB_18030_PRIVATE_USE) == list(range(0xE815, 0xE865))
    assert all(unicodedata.category(chr(code)) != "Co" for code in GB_18030_PRIVATE_USE.values())


def test_r8_a_private_code_becomes_what_it_stands_for() -> None:
    for private, code in GB_18030_PRIVATE_USE.items():
        assert canonical(chr(private)) == canonical(chr(code)) != chr(private)


def test_r8_han_characters_are_known_in_every_plane() -> None:
    assert all(map(is_han, "林々〇𬱖\U0003134a"))
    assert not any(map(is_han, "a·ア"))


def test_r8_rare_is_what_older_systems_lack() -> None:
    assert all(map(is_rare, "頔𬱖䶮⿰"))
    assert not any(map(is_rare, "林A·"))


def test_marks_that_describe_or_choose_a_glyph_are_told_apart() -> None:
    assert is_description("⿱")
    assert not is_description("林")
    assert is_variation_selector("\ufe0f")
    assert is_variation_selector("\U000e0100")
    assert not is_variation_selector("林")


def test_every_look_alike_of_the_middle_dot_is_one_dot() -> None:
    assert set(DOTS.values()) == {"\u00b7"}
    assert "\u00b7" not in map(chr, DOTS)


@given(st.text(max_size=12))
def test_folding_twice_changes_nothing_more(typed: str) -> None:
    assert canonical(canonical(typed)) == canonical(typed)
