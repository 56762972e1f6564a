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
    findings: tuple[Finding, ...] = ()
    since: datetime
    """When it came into this state; an open check keeps the moment when it was queued."""
    attempts: int = 0
    asked_at: datetime | None = None
    """When the authority was last asked, or asked for once more by the reconciler."""

    @property
    def index(self) -> int | None:
        """Which student or guardian it is about, from 0; None for the home."""
        return self.id.position
