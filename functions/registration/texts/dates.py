"""Dates as people read them, in the one form that pages, texts and receipts share."""

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
