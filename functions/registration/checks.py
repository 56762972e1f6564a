"""Checks and what they found (docs/words.md, docs/life.md)."""

from datetime import datetime
from enum import StrEnum

from functions.registration.values.model import Model

from .check_kinds import CheckId, CheckKind


class CheckState(StrEnum):
    QUEUED = "queued"
    AUTHORITY_UNAVAILABLE = "authority_unavailable"
    NO_RECORD = "no_record"
    ABNORMAL = "abnormal"
    PASSED = "passed"
    MANUAL_REVIEW = "manual_review"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    NOT_REQUIRED = "not_required"


OPEN = frozenset({CheckState.QUEUED, CheckState.AUTHORITY_UNAVAILABLE})
"""An authority still has to answer."""

TO_AMEND = frozenset({CheckState.NO_RECORD, CheckState.ABNORMAL})
"""The guardian can put it right (R27)."""

SETTLED = frozenset({CheckState.PASSED, CheckState.ACCEPTED, CheckState.NOT_REQUIRED})
"""Nothing stands against admission."""


class Finding(Model):
    """One field that did not agree, by a stable code. It never holds the registry's value."""

    field: str
    code: str


DECIDED = frozenset({CheckState.ACCEPTED, CheckState.REFUSED})
"""By people."""

CONTRADICTIONS = frozenset(
    {
        (CheckState.ACCEPTED, CheckState.ABNORMAL),
        (CheckState.ACCEPTED, CheckState.NO_RECORD),
        (CheckState.REFUSED, CheckState.PASSED),
    }
)
"""What people decided, and what the authority then answered."""


class LateAnswer(Model):
    """What an authority answered after people had decided on papers (R32)."""

    state: CheckState
    findings: tuple[Finding, ...] = ()
    at: datetime


class Check(Model):
    """One question put to one authority, about one student, one guardian or the home.

    `version` is the registration's version whose submission queued it; `covers` is a keyed MAC of the answers that
    it tests, so that a resubmission sees what changed.
    """

    id: CheckId
    kind: CheckKind
    state: CheckState
    version: int
    covers: str
    covers_too: tuple[str, ...] = ()
    """The same answers under the other keys that were held: what was decided before a rotation names them so."""
    answered: int | None = None
    """The version under which its authority's last answer was sealed; None where there is none to this question."""
    findings: tuple[Finding, ...] = ()
    since: datetime
    """When it came into this state; an open check keeps the moment when it was queued."""
    attempts: int = 0
    asked_at: datetime | None = None
    """When the authority was last asked, or asked for once more by the reconciler."""
    handed_over_at: datetime | None = None
    """When staff got it, its authority being silent (R32); forgotten with an answer that came before they decided."""
    late: LateAnswer | None = None
    objected_at: datetime | None = None
    """When the family said that it is right as written (R39)."""
    unmended_at: datetime | None = None
    """When staff got it because nobody could mend it any more (R39)."""
    denied_as: CheckState | None = None
    """What its authority said against these answers, once people looked past it or the family objected (R37)."""

    read_as: CheckState | None = None
    """What its family read when people decided it, and reads on until its result shows (R21); None: 待审核."""

    def is_of(self, answers: str) -> bool:
        """Whether it tests the answers of this MAC, as `covers` was under any key that was held."""
        return answers in {self.covers, *self.covers_too}

    @property
    def is_unmended(self) -> bool:
        return self.state in TO_AMEND and self.unmended_at is not None

    @property
    def is_to_amend(self) -> bool:
        """Whether its family may put it right or speak against it; decisions that it cannot see change nothing."""
        return (self.read_as if self.state in DECIDED else self.state) in TO_AMEND

    @property
    def denial(self) -> CheckState | None:
        """The authority's word against these answers, whatever people made of it; None where it said none."""
        if self.state in TO_AMEND:
            return self.state
        late = None if self.late is None else self.late.state
        return late if late in TO_AMEND else self.denied_as

    @property
    def index(self) -> int | None:
        """Which student or guardian it is about, from 0; None for the home."""
        return self.id.position

    @property
    def is_handed_over(self) -> bool:
        """Whether people may decide it on papers while its authority is still asked."""
        return self.state in OPEN and self.handed_over_at is not None

    @property
    def is_asked(self) -> bool:
        """Whether its authority still has to answer: what was decided without it too."""
        unanswered = self.handed_over_at is not None and self.late is None
        return self.state in OPEN or (self.state in DECIDED and unanswered)

    @property
    def is_contradicted(self) -> bool:
        """Whether a late answer speaks against the decision, and nobody decided since."""
        return (
            self.late is not None
            and self.since < self.late.at
            and (self.state, self.late.state) in CONTRADICTIONS
        )
