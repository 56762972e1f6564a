"""Dates, instants and booleans as JSON writes them, and no other way: 0, "yes" and 1556668800 are slips, not values."""

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, StrictBool
from pydantic_core import PydanticCustomError

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _day(value: Any) -> Any:
    if isinstance(value, str) and DAY.fullmatch(value):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise PydanticCustomError("date_format", "a day is written YYYY-MM-DD")


DAYS = range(1850, 2200)
"""Years of a day that anybody alive or any home still standing could name: another is a slip (a browser's field takes
0022), which arithmetic and other readers cannot bear.
"""

YEARS = range(2000, DAYS.stop)
"""Years of an instant."""


def _of_days(day: date) -> date:
    if day.year not in DAYS:
        raise PydanticCustomError("date_range", "no day of anybody alive")
    return day


Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=date), AfterValidator(_of_days)]
"""A calendar day, `YYYY-MM-DD` (RFC 3339 full-date), that can be meant. Raises `date_format`, `date_range`."""

WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}T.+", re.ASCII)


def _written(value: Any) -> Any:
    if isinstance(value, datetime) or (isinstance(value, str) and WRITTEN.fullmatch(value)):
        return value
    raise PydanticCustomError("datetime_format", "an instant is written YYYY-MM-DDThh:mm:ss and its offset")


def _of_our_time(moment: datetime) -> datetime:
    if moment.year not in YEARS:
        raise PydanticCustomError("datetime_range", "no instant of a season")
    return moment


Instant = Annotated[
    AwareDatetime,
    BeforeValidator(_written, json_schema_input_type=AwareDatetime),
    AfterValidator(_of_our_time),
]
"""An instant with its offset (RFC 3339 date-time), of this century or the next. Raises `datetime_…`."""

Flag = StrictBool
"""true or false."""
