"""ICAO 9303: Latin letters beyond A to Z."""

import pytest

from functions.registration.values.spelling.transliteration import transliterated


@pytest.mark.parametrize(
    ("capitals", "plain"),
    [
        ("NGUYỄN THỊ ĐÀO", "NGUYEN THI DAO"),
        ("ŁUKASZ", "LUKASZ"),
        ("SØREN", "SOEREN"),
        ("ÞÓR", "THOR"),
        ("ZOË", "ZOE"),
    ],
)
def test_a_letter_is_written_as_travel_documents_print_it(capitals, plain) -> None:
    assert transliterated(capitals) == plain
    assert transliterated(plain) == plain
