"""What a request says of its days, and that each of its codes has words in both languages."""

from datetime import UTC, date, datetime

import pytest

from functions.registration.requests import Asked, RequestReason
from functions.registration.texts import LANGUAGES, text

from .submitting.test_answering import request

MIDNIGHT = datetime(2022, 7, 11, 16, 0, tzinfo=UTC)
"""In Xiamen."""


def test_r40_the_last_day_is_the_one_that_ends_at_its_instant() -> None:
    asked = request(until=MIDNIGHT)
    assert asked.last_day("Asia/Shanghai") == date(2022, 7, 11)
    assert asked.last_day("UTC") == date(2022, 7, 11)


def test_a_request_ends_at_its_day_unless_it_ended_before() -> None:
    assert request(until=MIDNIGHT).until_ended == MIDNIGHT
    early = datetime(2022, 7, 9, tzinfo=UTC)
    assert request(until=MIDNIGHT, ended="answered", ended_at=early).until_ended == early


@pytest.mark.parametrize("language", LANGUAGES)
def test_r40_every_reason_and_question_has_words_that_tell_no_decision(language: str) -> None:
    codes = [f"asked_{one}" for one in RequestReason] + [f"asked_about_{one}" for one in Asked]
    for code in codes:
        said = text(code, language)
        assert not any(
            word in said for word in ("拒绝", "不通过", "不符合", "虚假", "refus", "false", "fail")
        )
