"""What a family sees of its result: the confirmed one, once the instant has come (R21, R29, R43, R44)."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Self

from functions.registration.checks import Check, CheckState
from functions.registration.errors import NotPossibleNow
from functions.registration.registration import Action, Registration, Status
from functions.registration.season.season import Season
from functions.registration.submitting.transitions import actions

from .outcome import Outcome, is_published, outcome_as_it_stands
from .school import school_of


class Line(NamedTuple):
    """One family's result."""

    registration: str
    outcome: str
    school: str
    """Empty where none appears."""

    def __str__(self) -> str:
        return " ".join(self)

    @classmethod
    def read(cls, written: str) -> Self:
        """What `str` wrote."""
        return cls(*written.split(" "))

    @property
    def result(self) -> str:
        """As it is confirmed and compared: `admitted siming-1`, `pending`."""
        return f"{self.outcome} {self.school}".strip()


def line_of(registration: Registration, season: Season) -> Line | None:
    """What this family would see; None where nothing is published to it."""
    outcome = outcome_as_it_stands(registration)
    if outcome is None:
        return None
    school = school_of(registration, season) if outcome is Outcome.ADMITTED else None
    return Line(registration.id, outcome.value, school.id if school else "")


def result_of(registration: Registration, season: Season) -> str:
    """Its line's result; empty where it has none."""
    line = line_of(registration, season)
    return "" if line is None else line.result


class Standing(StrEnum):
    """Where a submitted family's result stands for its own eyes."""

    AHEAD = "ahead"
    LATE = "late"
    """The date came and nobody had confirmed the results: nothing is published."""
    HELD = "held"
    """Results are out; this family's changed since it was confirmed, and waits to be confirmed again."""
    SHOWN = "shown"


def standing(registration: Registration, season: Season, now: datetime) -> Standing | None:
    """None where there is nothing to be told: never submitted, or withdrawn."""
    result = result_of(registration, season)
    if not result:
        return None
    if not is_published(season, now):
        return Standing.AHEAD if now < season.publication_at else Standing.LATE
    return Standing.SHOWN if registration.confirmed_result == result else Standing.HELD


def is_shown(registration: Registration, season: Season, now: datetime) -> bool:
    return standing(registration, season, now) is Standing.SHOWN


def published_outcome(registration: Registration, season: Season, now: datetime) -> Outcome | None:
    """The outcome for its guardian's eyes: None unless it is the confirmed one, from the instant on."""
    return outcome_as_it_stands(registration) if is_shown(registration, season, now) else None


BY_STAFF = frozenset({Action.DECIDE, Action.REQUEST})
"""Not its guardian's."""


DECIDED = frozenset({Outcome.ADMITTED, Outcome.REFUSED})

SEEN: Mapping[Action, frozenset[Outcome]] = {
    Action.DECLINE: frozenset({Outcome.ADMITTED}),
    Action.REVIEW: DECIDED,
}
"""What a family must see of its outcome to do it (R42, R43)."""


def open_actions(registration: Registration, season: Season, now: datetime) -> tuple[Action, ...]:
    """What its guardian may do now: by the table, and by what it sees of its outcome (R42, R43)."""
    outcome = published_outcome(registration, season, now)
    return tuple(
        action
        for action in actions(registration, season, now)
        if action not in BY_STAFF and (action not in SEEN or outcome in SEEN[action])
    )


def refuse_closed(registration: Registration, action: Action, season: Season, now: datetime) -> None:
    """Raises NotPossibleNow for what its guardian may not do now."""
    if action not in open_actions(registration, season, now):
        raise NotPossibleNow(status=registration.status, action=action)


VEILED = frozenset({CheckState.ACCEPTED, CheckState.REFUSED})
"""What only staff's decision makes."""


def shown_state(check: Check, registration: Registration, season: Season, now: datetime) -> CheckState:
    """A check's state for its guardian: what staff have or decided stays 待审核 until its result shows (R21, R32).

    What it could amend when staff decided reads as it did, so that the page does not turn by the decision.
    """
    if check.state in VEILED and not is_shown(registration, season, now):
        before = None if is_published(season, now) else check.read_as
        return before or CheckState.MANUAL_REVIEW
    return CheckState.MANUAL_REVIEW if check.is_handed_over else check.state


def shown_status(registration: Registration, season: Season, now: datetime) -> Status:
    """The whole's status for its guardian: that a decision exists is hidden until its result shows too."""
    shown = is_shown(registration, season, now)
    if registration.status is Status.DECIDED and not shown:
        return Status.SUBMITTED
    if registration.status is Status.SUBMITTED and shown:
        return Status.DECIDED
    return registration.status
