from datetime import date

import pytest

from functions.registration.texts import text
from functions.registration.texts.dates import day_in_words, in_words


@pytest.mark.parametrize(
    ("language", "words"), [("zh-CN", "2022年9月1日"), ("en", "September 1, 2022"), ("fr", "2022年9月1日")]
)
def test_a_date_has_one_form_in_each_language(language, words):
    assert day_in_words(date(2022, 9, 1), language) == words


@pytest.mark.parametrize(
    ("written", "language", "words"),
    [
        ("2022-09-01", "zh-CN", "2022年9月1日"),
        ("2022-09-01 09:00", "zh-CN", "2022年9月1日 09:00"),
        ("2022-09-01 09:00", "en", "September 1, 2022 at 09:00"),
        ("26-7K3M-9QX", "zh-CN", "26-7K3M-9QX"),
        ("0592-2684508", "en", "0592-2684508"),
    ],
)
def test_a_text_writes_days_and_instants_in_that_form_and_leaves_the_rest(written, language, words):
    assert in_words(written, language) == words


def test_r1_the_refusal_of_a_young_child_writes_the_cutoff_as_the_page_does():
    assert "2016年8月31日" in text("too_young", name="林小雨", cutoff="2016-08-31")
