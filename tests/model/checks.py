"""What a check of the model can be, and what people may decide of it (R27, R32, R37, R39)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

PASSED, ABNORMAL, NO_RECORD = "passed", "abnormal", "no_record"
MANUAL, ACCEPTED, REFUSED = "manual_review", "accepted", "refused"
AWAY = "authority_unavailable"
TO_AMEND = {ABNORMAL, NO_RECORD}
DECIDED = {ACCEPTED, REFUSED}
"""By people."""
SETTLED = {PASSED, ACCEPTED}
OPEN = {MANUAL, AWAY}
"""Nobody said the last word."""
PATIENCE = timedelta(hours=24)
"""How long a registry may be silent before people have the check as well (R32)."""
CONTRADICTIONS = {(ACCEPTED, NO_RECORD), (REFUSED, PASSED)}
"""What people decided, and what the registry says afterwards."""


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
    asked: datetime | None = None
    """Since when it waits for that."""
    handed: bool = False
    """Whether staff have had it too, its registry being silent for so long (R32)."""
    contradicted: bool = False
    """Whether its registry said otherwise once people had decided it."""
    lost: datetime | None = None
    """When at the latest its question came while the form did not say any more what was submitted: nobody puts it again
    before it is two hours old and the form is what it was."""
    read_as: str | None = None
    """What its family could mend when people decided it; None for what was theirs to decide."""

    def answered(self) -> None:
        """It is asked again by itself, until it answers: in place of what people were to decide, or beside what they
        did. A pass does not undo a refusal that waits for its second person.
        """
        if self.due is None:
            return
        said, self.due, self.lost = self.due, None, None
        self.denied |= said == NO_RECORD
        if self.state in DECIDED:
            self.contradicted = (self.state, said) in CONTRADICTIONS
        else:
            self.state = MANUAL if said == PASSED and self.first is not None else said
            self.handed = False

    def looked_at_again(self, now: datetime, *, is_silent: bool) -> None:
        """What people refused, when its family submits it again: by people, and by a registry that never answered."""
        self.state, self.read_as, self.contradicted = MANUAL, None, False
        if self.due is not None:
            self.state, self.asked = AWAY, now
            if not is_silent:
                self.answered()

    def waits_too_long(self, now: datetime) -> bool:
        return self.state == AWAY and self.asked is not None and now - self.asked > PATIENCE

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
    def is_people_s(self) -> bool:
        """Whether it is theirs to decide."""
        return self.state == MANUAL or (self.state == AWAY and self.handed)

    @property
    def is_open(self) -> bool:
        """Whether a person has something to look at."""
        return self.is_people_s or self.unmended or self.needs_second

    @property
    def needs_second(self) -> bool:
        """Whether another person than the last has a word to say."""
        return self.first is not None or self.contradicted

    @property
    def involved(self) -> set[str]:
        """Who has nothing more to decide of it: all of them where two refused it, else the one who waits."""
        if self.state == REFUSED:
            return {word.by for word in self.words}
        return {self.words[-1].by} if self.needs_second else set()

    def _may_be_decided(self, result: str, *, is_looked_at: bool) -> bool:
        """Of what passed, only what a spot check finds, and the second word on it (R37)."""
        if self.state == PASSED:
            return is_looked_at or self.first is not None
        if self.state == AWAY:
            return self.handed
        return self.contradicted or (result, self.state) != (REFUSED, REFUSED)

    def decided(self, by: str, result: str, *, paper: bool, is_looked_at: bool) -> str | None:
        """`now` or `waits` where the word counts, None where it is refused."""
        if not self._may_be_decided(result, is_looked_at=is_looked_at):
            return None
        against = result == ACCEPTED and self.denied
        if (against and not paper) or (self.contradicted and self.words[-1].by == by):
            return None
        turns = result == ACCEPTED and self.state == REFUSED
        stays = self.contradicted and result == self.state
        needs_two = turns or result == REFUSED or (against and self.state != ACCEPTED)
        if stays or not needs_two:
            return "now"
        first = self.first
        same = first is not None and first.result == result
        if same and self.words[-1].by == by:
            return None
        if turns and by in self.involved:
            return None
        return "now" if same else "waits"
