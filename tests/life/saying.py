"""What may not be said: a slot left open, nothing where something stood, a day that has passed."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from functions.registration.texts.dates import MONTHS

CHINESE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日(?: (\d\d):(\d\d))?")
ENGLISH = re.compile(rf"({'|'.join(MONTHS)}) (\d{{1,2}}), (\d{{4}})(?: (\d\d):(\d\d))?")
UNFILLED = re.compile(r"[{}]|\bNone\b|\bundefined\b|\bnull\b")


def instants(said: str, zone: str) -> Iterator[datetime]:
    """Each date in the words; a day counts until it ends."""
    for year, month, day, *time in CHINESE.findall(said):
        yield _instant(int(year), int(month), int(day), time, zone)
    for month, day, year, *time in ENGLISH.findall(said):
        yield _instant(int(year), MONTHS.index(month) + 1, int(day), time, zone)


def _instant(year: int, month: int, day: int, time: list[str], zone: str) -> datetime:
    if time[0]:
        return datetime(year, month, day, int(time[0]), int(time[1]), tzinfo=ZoneInfo(zone))
    return datetime(year, month, day, tzinfo=ZoneInfo(zone)) + timedelta(days=1)


def faults(said: str, zone: str, now: datetime) -> list[str]:
    """Why these words may not stand there at `now`; empty where they may."""
    past = [f"past {at:%Y-%m-%d %H:%M}" for at in instants(said, zone) if at <= now]
    return past + [f"unfilled {open_slot}" for open_slot in UNFILLED.findall(said)]


def details(view: Any) -> Iterator[str]:
    """Every sentence of an answer."""
    if isinstance(view, dict):
        for name, value in view.items():
            if name == "detail":
                yield value
            else:
                yield from details(value)
    elif isinstance(view, list | tuple):
        for one in view:
            yield from details(one)
