from datetime import date

import pytest

from functions.registration.texts.dates import day_in_words


@pytest.mark.parametrize(
    ("language", "words"), [("zh-CN", "2022年9月1日"), ("en", "September 1, 2022"), ("fr", "2022年9月1日")]
)
def test_a_date_has_one_form_in_each_language(language, words):
    assert day_in_words(date(2022, 9, 1), language) == words
