"""Waits as people read them: in the largest unit that still tells one from another, never none and never too short."""

from typing import Final

MINUTE: Final = 60
HOUR: Final = 60 * MINUTE
UNITS: Final = (
    (MINUTE, 1, {"zh-CN": "秒", "en": "second"}),
    (2 * HOUR, MINUTE, {"zh-CN": "分钟", "en": "minute"}),
    (None, HOUR, {"zh-CN": "小时", "en": "hour"}),
)
"""Up to how many seconds (the last: however long), in what, and its word."""


def wait_in_words(value: str, language: str) -> str:
    """A variable that is a whole number of seconds; any other as it is.

    >>> wait_in_words("3196", "zh-CN")
    '54 分钟'
    >>> wait_in_words("60", "en")
    '60 seconds'
    """
    if not value.isdecimal():
        return value
    seconds = max(1, int(value))
    size, word = next((size, word) for most, size, word in UNITS if most is None or seconds <= most)
    number = -(-seconds // size)
    if language == "en":
        return f"{number} {word['en']}{'' if number == 1 else 's'}"
    return f"{number} {word['zh-CN']}"
