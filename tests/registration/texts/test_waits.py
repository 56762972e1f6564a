import pytest

from functions.registration.texts import text
from functions.registration.texts.waits import wait_in_words


@pytest.mark.parametrize(
    ("seconds", "chinese", "english"),
    [
        (0, "1 秒", "1 second"),
        (1, "1 秒", "1 second"),
        (60, "60 秒", "60 seconds"),
        (61, "2 分钟", "2 minutes"),
        (3196, "54 分钟", "54 minutes"),
        (7200, "120 分钟", "120 minutes"),
        (7201, "3 小时", "3 hours"),
        (86400, "24 小时", "24 hours"),
    ],
)
def test_a_wait_is_told_in_seconds_up_to_a_minute_then_in_minutes_then_in_hours_and_never_as_none(
    seconds: int, chinese: str, english: str
) -> None:
    assert wait_in_words(str(seconds), "zh-CN") == chinese
    assert wait_in_words(str(seconds), "en") == english


@pytest.mark.parametrize("code", ["code_too_soon", "code_tries_used_up"])
def test_r24_whoever_has_to_wait_for_a_code_reads_how_long_in_words(code: str) -> None:
    assert "54 分钟后" in text(code, wait="3196")
    assert "in 54 minutes." in text(code, "en", wait="3196")
    assert "in 40 seconds." in text(code, "en", wait="40")
