"""What a family is asked for, as its page shows it: in coded words, which tell no decision."""

from datetime import datetime

from functions.registration.checks import Check
from functions.registration.registration import Registration, Status
from functions.registration.requests import Request
from functions.registration.season.season import Season
from functions.registration.submitting.answering import given
from functions.registration.submitting.transitions import asked_now
from functions.registration.texts import text
from functions.submit.guardian_answers import AskedPaperAnswer, RequestAnswer

ASKED_IN = frozenset({Status.SUBMITTED, Status.DECIDED, Status.AMENDING})
"""Statuses in which a family still reads what it is asked for; it answers when its amendment is over."""


def is_asked(check: Check, registration: Registration, now: datetime) -> bool:
    """Whether its family still has time to answer what is asked about this check."""
    asked = asked_now(registration)
    return asked is not None and asked.check == check.id and now < asked.until


def request_view(
    registration: Registration, season: Season, language: str, now: datetime
) -> RequestAnswer | None:
    """None where nothing is asked, or its day has passed."""
    asked = asked_now(registration)
    if asked is None or registration.status not in ASKED_IN or now >= asked.until:
        return None
    last = asked.last_day(season.zone)
    return {
        "number": asked.number,
        "check": asked.check,
        "reason": asked.reason,
        "detail": text(f"asked_{asked.reason}", language),
        "papers": _papers(registration, asked),
        "words": [
            {"about": about, "detail": text(f"asked_about_{about}", language)} for about in asked.words
        ],
        "asked_at": asked.at,
        "until": asked.until,
        "last_day": last,
        "days_left": (last - season.local(now).date()).days + 1,
    }


def _papers(registration: Registration, asked: Request) -> list[AskedPaperAnswer]:
    shown: list[AskedPaperAnswer] = []
    for paper in asked.papers:
        view: AskedPaperAnswer = {
            "kind": paper.kind,
            "given": given(registration, asked, paper) is not None,
        }
        if paper.student is not None:
            view["student"] = paper.student
        shown.append(view)
    return shown
