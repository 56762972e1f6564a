"""R4: readings of surnames that a character alone would get wrong."""

import re

from functions.registration.values.characters import is_han
from functions.registration.values.spelling.surnames import COMPOUND, READINGS, SEVERAL, SINGLE


def test_every_reading_is_pinyin_without_tones() -> None:
    for reading in (*READINGS.values(), *COMPOUND.values()):
        assert re.fullmatch(r"[a-z]{2,}", reading)


def test_a_single_surname_is_one_character_and_a_compound_two_or_more() -> None:
    assert {len(name) for name in READINGS} == {1}
    assert {len(name) for name in COMPOUND} <= {2, 3, 4}
    assert all(map(is_han, "".join((*READINGS, *COMPOUND))))


def test_no_surname_stands_twice() -> None:
    assert len(READINGS) == len(SINGLE.split())
    assert len(COMPOUND) == len(SEVERAL.split())


def test_r4_the_traditional_form_is_read_as_the_simplified_one() -> None:
    for simplified, traditional in (("单", "單"), ("区", "區"), ("员", "員"), ("乐", "樂"), ("长", "長")):
        assert READINGS[simplified] == READINGS[traditional]
    for simplified, traditional in (("欧阳", "歐陽"), ("闻人", "聞人"), ("万俟", "萬俟")):
        assert COMPOUND[simplified] == COMPOUND[traditional]


def test_what_is_a_surname_of_one_and_the_beginning_of_a_given_name_is_left_out() -> None:
    assert COMPOUND.keys().isdisjoint({"单于", "梁丘", "谷梁", "段干"})
