"""Dates as people read them, in the one form that pages, texts and receipts share."""

import re
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_in_words(day: date, language: str) -> str:
    """
    >>> day_in_words(date(2022, 9, 1), "zh-CN")
    '2022年9月1日'
    >>> day_in_words(date(2022, 9, 1), "en")
    'September 1, 2022'
    """
    if language == "en":
        return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


WRITTEN = re.compile(r"(\d{4})-(\d{2})-(\d{2})( \d{2}:\d{2})?")
"""A day, and to the minute, as variables of a text hold it."""


def in_words(value: str, language: str) -> str:
    """A variable that is a day or an instant, as people read it; any other as it is.

    >>> in_words("2022-09-01 09:00", "zh-CN")
    '2022年9月1日 09:00'
    """
    written = WRITTEN.fullmatch(value)
    if written is None:
        return value
    year, month, day = (int(part) for part in written.groups()[:3])
    said, time = day_in_words(date(year, month, day), language), written[4] or ""
    return f"{said} at{time}" if time and language == "en" else f"{said}{time}"
