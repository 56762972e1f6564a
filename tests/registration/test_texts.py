from collections import Counter

import pytest

from functions.registration.texts import LANGUAGES, TextMissingError, areas, slots, text

ALL = [(area, code, words) for area, texts in areas() for code, words in texts.items()]


@pytest.mark.parametrize(("area", "code", "words"), ALL, ids=[f"{area}:{code}" for area, code, _ in ALL])
def test_every_code_speaks_both_languages_with_the_same_slots(area, code, words):
    assert set(words) == set(LANGUAGES)
    assert all(words[language].strip() for language in LANGUAGES)
    assert slots(words["zh-CN"]) == slots(words["en"])


def test_no_code_has_words_in_two_files():
    repeated = [code for code, times in Counter(code for _, code, _ in ALL).items() if times > 1]
    assert repeated == []


def test_slots_are_plain_names():
    assert [code for _, code, words in ALL for slot in slots(words["en"]) if not slot.isidentifier()] == []


def test_the_language_asked_for_is_spoken_and_chinese_otherwise():
    assert text("code_wrong", "en").startswith("The code")
    assert text("code_wrong", "fr") == text("code_wrong", "zh-CN") == text("code_wrong")
    assert text("code_wrong").startswith("验证码")


def test_variables_fill_their_slots_and_others_do_no_harm():
    assert "Lin" in text("too_young", "en", name="Lin", cutoff="2016-08-31", other="x")


def test_a_value_with_braces_is_shown_as_it_is():
    assert "{name}" in text("too_young", "en", name="{name}", cutoff="2016-08-31")


def test_a_missing_variable_and_an_unknown_code_are_errors():
    with pytest.raises(TextMissingError, match="wait"):
        text("code_tries_used_up")
    with pytest.raises(TextMissingError, match="no_such_code"):
        text("no_such_code")
