"""A season's own texts exist in both languages, and any other language reads Chinese."""

import pytest
from pydantic import ValidationError

from functions.registration.values.localised import Localised

WORDS = {"zh-CN": "思明区", "en": "Siming"}


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Siming"), *((name, "思明区") for name in ("zh-CN", "fr", ""))]
)
def test_a_text_is_english_where_english_is_asked_for_and_chinese_else(language: str, words: str) -> None:
    assert Localised.model_validate(WORDS).in_language(language) == words


@pytest.mark.parametrize(
    "spoilt",
    [
        {"en": "Siming"},
        {"zh-CN": "思明区"},
        WORDS | {"en": " "},
        WORDS | {"fr": "x"},
        WORDS | {"en": "x" * 4001},
    ],
)
def test_a_text_that_lacks_a_language_is_refused(spoilt: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Localised.model_validate(spoilt)


def test_it_is_written_as_it_was_read() -> None:
    assert Localised.model_validate(WORDS).model_dump() == WORDS
