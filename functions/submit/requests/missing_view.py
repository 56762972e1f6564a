"""What a form is asked before it is submitted: what is missing (R22), and what its school's rules ask (R47)."""

from datetime import datetime

from functions.registration.registration import Registration
from functions.registration.season.declarations import asks
from functions.registration.season.season import Season
from functions.registration.submitting.missing import Missing, lacking
from functions.registration.texts import text
from functions.submit.guardian_answers import AskAnswer, MissingThing


def missing_view(
    registration: Registration, season: Season, language: str, now: datetime
) -> list[MissingThing]:
    """What must still be filled or uploaded, each with its rule and reason."""
    return [_missing_view(gap, language) for gap in lacking(registration, season, now)]


def asks_view(registration: Registration, season: Season) -> list[AskAnswer]:
    """What the rules of the child's school ask beyond the form's ordinary questions, by kind of home (R47)."""
    return [
        {
            "home": ask.home,
            "field": ask.field,
            "must": ask.must,
            "acquired_after": ask.acquired_after,
        }
        for ask in asks(registration.form, season)
    ]


def _missing_view(gap: Missing, language: str) -> MissingThing:
    view: MissingThing = {
        "field": gap.field,
        "reason": gap.reason,
        "rule": gap.rule,
        "detail": text(gap.reason, language, **gap.variables),
        "variables": gap.variables,
    }
    if gap.document is not None:
        view["document"] = gap.document
    if gap.student is not None:
        view["student"] = gap.student
    if gap.why is not None:
        view["why"] = gap.why
    return view
