"""Until when a registration is kept, as its family is told (R49)."""

from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.submitting.retention import kept_until, why_kept
from functions.registration.texts import text
from functions.registration.texts.dates import day_in_words
from functions.submit.guardian_answers import Keeping


def keeping_view(registration: Registration, season: Season, language: str) -> Keeping:
    """Until when it is kept, and in words why it cannot be erased now."""
    until = season.local(kept_until(registration, season))
    answer: Keeping = {"until": until, "erasable": True}
    if (why := why_kept(registration)) is not None:
        answer |= {"erasable": False, "detail": text(why, language, until=day_in_words(until, language))}
    return answer
