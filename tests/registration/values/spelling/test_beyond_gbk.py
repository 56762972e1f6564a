"""R8: pairs of a character that GBK holds and the simplified one that it lacks."""

from functions.registration.values.spelling.beyond_gbk import PAIRS, SIMPLIFIED


def in_gbk(char: str) -> bool:
    return char.encode("gbk", errors="replace") != b"?"


def test_each_pair_is_two_characters_and_stands_once() -> None:
    pairs = PAIRS.split()
    assert {len(pair) for pair in pairs} == {2}
    assert len(SIMPLIFIED) == len(pairs)


def test_r8_gbk_holds_the_one_and_lacks_the_other() -> None:
    assert [pair for pair in PAIRS.split() if not in_gbk(pair[0]) or in_gbk(pair[1])] == []


def test_r8_no_simplified_form_is_itself_offered_for_another() -> None:
    assert SIMPLIFIED.keys().isdisjoint(SIMPLIFIED.values())
    assert SIMPLIFIED["頔"] == "𬱖"
