"""Time and the registries: what passes by itself, whoever does something meanwhile or nobody."""

from datetime import UTC, datetime, timedelta
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.faults.world import World

from .calendar import ZONE
from .house import SECOND, House
from .model import Model

REGISTRIES = ("household", "property")

DEEDS_A_JUMP = 5
"""Or the season is over before anybody has done anything."""

ASKED_AGAIN = (timedelta(hours=1, minutes=1), timedelta(minutes=10), timedelta(minutes=1))
"""A message that came back, one that the breaker sent back after it, and the clock once all are answered."""


class Clockwork(RuleBasedStateMachine):
    """With the model and the house that go through it together."""

    world: ClassVar[World]
    model: Model
    house: House
    story: list[str]
    """What was done, for whoever reads of a failure."""
    since: int
    """How many deeds were done since time passed last."""
    moves: int
    """How often it passed."""

    @property
    def now(self) -> datetime:
        return datetime.now(UTC)

    @precondition(lambda self: self.since >= DEEDS_A_JUMP)
    @rule(hours=st.sampled_from([1, 1, 24, 24 * 3]))
    def time_passes(self, hours: int) -> None:
        self._to(self.now + timedelta(hours=hours))

    @precondition(lambda self: self.since >= DEEDS_A_JUMP)
    @rule(ahead=st.sampled_from([-2, 2]))
    def the_next_milestone(self, ahead: int) -> None:
        """To a few minutes before it or behind it."""
        season = self.model.season
        days = [
            season.closes,
            season.amend_until,
            season.publication,
            season.review_until,
            season.results_until,
        ]
        coming = [day for day in days if day > self.now + timedelta(minutes=5)]
        if coming:
            self._to(min(coming) + timedelta(minutes=ahead))

    @precondition(lambda self: len(self.model.silent) < len(REGISTRIES))
    @rule(registry=st.sampled_from(REGISTRIES))
    def falls_silent(self, registry: str) -> None:
        if registry not in self.model.silent:
            self.story.append(f"silence of {registry}")
            self.model.falls_silent(registry)
            self.house.falls_silent(registry)

    @precondition(lambda self: self.model.silent)
    @rule(hours=st.sampled_from([23, 25]))
    def the_silence_lasts(self, hours: int) -> None:
        """For less, or for more, than anybody is patient (R32)."""
        self._to(self.now + timedelta(hours=hours))

    @precondition(lambda self: self.model.silent)
    @rule()
    def speak_again(self) -> None:
        """And are asked again by themselves, within two hours."""
        self.story.append("speech")
        for registry in sorted(self.model.silent):
            self.house.speaks_again(registry)
            self.model.speaks_again(registry, self.now + ASKED_AGAIN[0])
        for hour in ASKED_AGAIN:
            self._to(self.now + hour)

    def _to(self, to: datetime) -> None:
        self.story.append(f"{to.astimezone(ZONE):%m-%d %H:%M}")
        self.since = 0
        self.moves += 1
        self.world.clock.move_to(to)
        self.model.passes(self.now)
        self.house.ticks()
        self.world.clock.shift(SECOND)
        self._answered_meanwhile()

    def _answered_meanwhile(self) -> None:
        """Of a question that came at a wrong moment the rules say by when it is answered, and not whether already."""
        for name, case in self.model.cases.items():
            for check, told in () if case is None else case.checks.items():
                if told.lost is not None and self.house.has_answered(name, check):
                    told.answered()
