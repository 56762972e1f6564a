"""All alarms at once: which sounded, and which sounds."""

from datetime import UTC, datetime

from .evaluating import Alarm, Span
from .series import Series
from .templates import ALARMS

EVALUATED = {name: Alarm(name.partition("/")[0], written) for name, written in ALARMS.items()}


def sounded(series: Series, start: datetime, end: datetime) -> dict[str, list[Span]]:
    """Each alarm that sounded between the two, and when."""
    found = {name: alarm.spans(series, start, end) for name, alarm in EVALUATED.items()}
    return {name: spans for name, spans in found.items() if spans}


def sounding(series: Series, now: datetime) -> set[str]:
    """Each alarm that sounds at this minute, whatever was before."""
    return {name for name, alarm in EVALUATED.items() if alarm.sounds(series, now, before=False)}


NOTHING_RUNS = sounding(Series(), datetime(2022, 7, 5, tzinfo=UTC))
"""Those that sound where nothing was measured: nobody calls the functions of the clock."""
