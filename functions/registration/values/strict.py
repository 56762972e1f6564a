"""Dates and booleans as JSON writes them, and no other way: 0, "yes" and 1556668800 are slips, not values."""

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, StrictBool
from pydantic_core import PydanticCustomError

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _day(value: Any) -> Any:
    if isinstance(value, str) and DAY.fullmatch(value):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise PydanticCustomError("date_format", "a day is written YYYY-MM-DD")


Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=date)]
"""A calendar day, `YYYY-MM-DD` (RFC 3339 full-date). Raises `date_format`."""

Flag = StrictBool
"""true or false."""
