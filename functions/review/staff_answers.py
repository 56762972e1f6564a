"""What the staff's API answers: mypy holds the views to it, and docs/openapi.json is made from it.

A key that is not required is left out where there is nothing to say; what is None is null in JSON.
"""

from datetime import datetime
from typing import Any, NotRequired

from typing_extensions import TypedDict

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import CheckState
from functions.registration.documents import DocumentKind, DocumentState
from functions.registration.form import Form
from functions.registration.placing.outcome import Outcome
from functions.registration.registration import (
    Delivery,
    Moment,
    NoticeKind,
    NoticeState,
    Pledge,
    Source,
    Status,
)
from functions.registration.requests import Asked, AskedPaper, RequestEnd, RequestReason
from functions.registration.season.season import School, Season
from functions.registration.staff.differences import Difference, DocumentDifference
from functions.registration.staff.trials.replay import Effect
from functions.registration.values.localised import Localised
from functions.review.decision_answers import StaffDecision, StaffReview, StaffWithdrawal
from functions.review.season.job_answers import JobAnswer


class StaffClaim(TypedDict):
    mine: bool
    until: datetime


class WaitingCase(TypedDict):
    id: str
    reference: str
    students: list[str]
    """The children's names."""
    queues: list[str]
    since: datetime
    streets: list[str]
    communities: list[str]
    claim: StaffClaim | None


class QueueAnswer(TypedDict):
    cases: list[WaitingCase]
    cursor: str | None


class RegistrationSummary(TypedDict):
    id: str
    reference: str
    students: list[str]
    """The children's names as they were submitted last."""
    status: Status
    submitted_at: datetime | None
    updated_at: datetime
    checks: dict[str, CheckState]
    outcome: Outcome | None
    streets: list[str]
    communities: list[str]
    amendment_extended_to: datetime | None


class RegistrationSummaries(TypedDict):
    registrations: list[RegistrationSummary]
    cursor: str | None


class StaffFinding(TypedDict):
    field: str
    code: str
    detail: str


class StaffLateAnswer(TypedDict):
    """What the registry answered after staff had decided on papers (R32)."""

    at: datetime
    state: CheckState
    findings: list[StaffFinding]


class StaffCheck(TypedDict):
    id: str
    kind: CheckKind
    state: CheckState
    version: int
    since: datetime
    attempts: int
    asked_at: NotRequired[datetime]
    detail: str
    findings: list[StaffFinding]
    waits_for_second: bool
    """For somebody other than the last one who decided."""
    to_decide: bool
    """By the one who asks."""
    denied: bool
    """Its authority speaks against it: accepting names a paper and takes two people (R37)."""
    refused_by_two: bool
    """Accepting it takes two who have not decided it (R37)."""
    handed_over_at: NotRequired[datetime]
    objected_at: NotRequired[datetime]
    objection: NotRequired[str]
    unmended_at: NotRequired[datetime]
    late: StaffLateAnswer | None
    registry: dict[str, Any] | None


class StaffDocument(TypedDict):
    id: str
    kind: DocumentKind
    student: NotRequired[int]
    check: NotRequired[str]
    for_review: NotRequired[bool]
    state: DocumentState
    media_type: str
    size: int
    reason: NotRequired[str]
    pages: NotRequired[int]
    removed: NotRequired[bool]
    """By the family, after staff had acted on it."""


class StaffSuspicion(TypedDict):
    code: str
    registration: str
    detail: str


class StaffNotice(TypedDict):
    """One SMS as it stands; its phone is masked."""

    id: str
    kind: NoticeKind
    state: NoticeState
    since: datetime
    sent_at: NotRequired[datetime]
    phone: NotRequired[str]
    reason: NotRequired[str]
    provider: NotRequired[str]
    delivery: NotRequired[Delivery]


class StaffRequest(TypedDict):
    """What its family was asked for (R40), and what it answered."""

    number: int
    check: str
    reason: RequestReason
    papers: list[AskedPaper]
    words: list[Asked]
    by: str
    mine: bool
    at: datetime
    until: datetime
    ended: RequestEnd | None
    ended_at: datetime | None
    said: NotRequired[dict[str, str]]
    explanation: NotRequired[str | None]


class StaffCaseNote(TypedDict):
    """For staff alone."""

    by: str
    mine: bool
    at: datetime
    note: str


class StaffRegistration(TypedDict):
    """Everything of one registration; `form` is left out of the answer to a decision."""

    id: str
    reference: str
    season: str
    status: Status
    version: int
    form: NotRequired[Form]
    provenance: dict[str, Source]
    documents: list[StaffDocument]
    checks: list[StaffCheck]
    decisions: list[StaffDecision]
    notices: dict[str, StaffNotice]
    timeline: tuple[Moment, ...]
    pledge: NotRequired[Pledge]
    created_at: datetime
    updated_at: datetime
    submitted_at: datetime
    first_submitted_at: NotRequired[datetime]
    streets: tuple[str, ...]
    communities: tuple[str, ...]
    amendment_extended_to: NotRequired[datetime]
    queues: list[str]
    waiting_since: datetime | None
    claim: StaffClaim | None
    outcome: Outcome | None
    school: School | None
    changes: list[Difference]
    document_changes: list[DocumentDifference]
    abandoned: list[Difference]
    abandoned_documents: list[DocumentDifference]
    suspicions: list[StaffSuspicion]
    requests: NotRequired[list[StaffRequest]]
    kept: NotRequired[StaffClaim | None]
    """Whose it is first, now that its family answered or its day passed."""
    case_notes: NotRequired[list[StaffCaseNote]]
    review: NotRequired[StaffReview | None]
    withdrawal: NotRequired[StaffWithdrawal | None]


class HistoryAnswer(TypedDict):
    timeline: tuple[Moment, ...]
    decisions: list[StaffDecision]
    notices: list[StaffNotice]


class DocumentLink(TypedDict):
    id: str
    kind: DocumentKind
    media_type: str
    link: str


class SchoolSeats(TypedDict):
    school: str
    name: Localised
    seats: int | None
    students: int


class QueueAge(TypedDict):
    oldest_since: datetime | None
    oldest_hours: int | None


class StatisticsAnswer(TypedDict):
    status: dict[str, int]
    days: dict[str, int]
    checks: dict[str, dict[str, int]]
    notices: dict[str, dict[str, int]]
    spot_checks: dict[str, int]
    seats: list[SchoolSeats]
    queue: QueueAge
    authorities: dict[str, dict[str, int]]


class StaffSeasons(TypedDict):
    seasons: list[Season]


class SeasonVersion(TypedDict):
    version: int
    by: str
    at: datetime


class SeasonVersions(TypedDict):
    versions: list[SeasonVersion]


class ReplayAnswer(TypedDict):
    looked_at: int
    effects: list[Effect]
    cursor: str | None


class ExtensionAnswer(TypedDict):
    version: int
    job: JobAnswer | None
    """Where each family's own deadline is set, one after the other."""


class ExportAnswer(TypedDict):
    id: str
    season: str
    format: str
    school: NotRequired[str]
    state: str
    asked_at: datetime
    approved_at: NotRequired[datetime]
    rows: NotRequired[int]
    expires: int
    mine: bool
    link: NotRequired[str]
    job: NotRequired[JobAnswer]
    """How far it is, once it was approved."""


class ExportsAnswer(TypedDict):
    exports: list[ExportAnswer]
