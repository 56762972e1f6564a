"""What a check of the model can be, and what people may decide of it (R27, R37, R39)."""

from dataclasses import dataclass, field

PASSED, ABNORMAL, NO_RECORD = "passed", "abnormal", "no_record"
MANUAL, ACCEPTED, REFUSED = "manual_review", "accepted", "refused"
AWAY = "authority_unavailable"
TO_AMEND = {ABNORMAL, NO_RECORD}
DECIDED = {ACCEPTED, REFUSED}
"""By people."""
SETTLED = {PASSED, ACCEPTED}
OPEN = {MANUAL, AWAY}
"""Nobody said the last word."""


@dataclass
class Word:
    """One person's decision."""

    by: str
    result: str
    waits: bool


@dataclass
class Check:
    state: str
    denied: bool = False
    """Its authority said otherwise."""
    words: list[Word] = field(default_factory=list)
    since: int = 0
    """How many words were said before it was submitted last."""
    unmended: bool = False
    due: str | None = None
    """What its registry will say, where it did not answer."""
    read_as: str | None = None
    """What its family could mend when people decided it; None for what was theirs to decide."""

    def answered(self) -> None:
        """It is asked again by itself, until it answers."""
        if self.due is not None:
            self.state, self.denied, self.due = self.due, self.due == NO_RECORD, None

    @property
    def is_to_amend(self) -> bool:
        """Whether its family may mend it or speak against it: a decision that it cannot see changes nothing (R21)."""
        return (self.read_as if self.state in DECIDED else self.state) in TO_AMEND

    @property
    def first(self) -> Word | None:
        """The word that waits for a second person's."""
        said = self.words[self.since :]
        return said[-1] if said and said[-1].waits else None

    @property
    def is_open(self) -> bool:
        """Whether a person has something to look at."""
        return self.state == MANUAL or self.unmended or self.first is not None

    @property
    def involved(self) -> set[str]:
        """Who has nothing more to decide of it: all of them where two refused it, else the one who waits."""
        if self.state == REFUSED:
            return {word.by for word in self.words}
        return {self.words[-1].by} if self.first is not None else set()

    def _may_be_decided(self, result: str, *, is_looked_at: bool) -> bool:
        """Of what passed, only what a spot check finds, and the second word on it (R37)."""
        if self.state == PASSED:
            return is_looked_at or self.first is not None
        return self.state != AWAY and (result, self.state) != (REFUSED, REFUSED)

    def decided(self, by: str, result: str, *, paper: bool, is_looked_at: bool) -> str | None:
        """`now` or `waits` where the word counts, None where it is refused."""
        if not self._may_be_decided(result, is_looked_at=is_looked_at):
            return None
        against = result == ACCEPTED and self.denied
        if against and not paper:
            return None
        turns = result == ACCEPTED and self.state == REFUSED
        needs_two = turns or result == REFUSED or (against and self.state != ACCEPTED)
        if not needs_two:
            return "now"
        first = self.first
        same = first is not None and first.result == result
        if same and self.words[-1].by == by:
            return None
        if turns and by in self.involved:
            return None
        return "now" if same else "waits"
