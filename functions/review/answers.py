"""What the staff's API answers, as models: the source of docs/openapi.json. They are not imported at run time."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import CheckState
from functions.registration.documents import DocumentKind, DocumentState
from functions.registration.form import Form
from functions.registration.placing.outcome import Outcome
from functions.registration.registration import Moment, Notice, Pledge, Source, Status
from functions.registration.season.season import School, Season
from functions.registration.staff.differences import Difference, DocumentDifference
from functions.registration.staff.replay import Effect
from functions.registration.values.localised import Localised


class Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")


class StaffClaim(Answer):
    mine: bool
    until: datetime


class WaitingCase(Answer):
    id: str
    queues: list[str]
    since: datetime
    streets: list[str]
    communities: list[str]
    claim: StaffClaim | None


class QueueAnswer(Answer):
    cases: list[WaitingCase]
    cursor: str | None


class RegistrationSummary(Answer):
    id: str
    status: Status
    submitted_at: datetime | None
    updated_at: datetime
    checks: dict[str, CheckState]
    outcome: Outcome | None
    streets: list[str]
    communities: list[str]
    amendment_extended_to: datetime | None


class RegistrationSummaries(Answer):
    registrations: list[RegistrationSummary]
    cursor: str | None


class StaffFinding(Answer):
    field: str
    code: str
    detail: str


class StaffCheck(Answer):
    id: str
    kind: CheckKind
    state: CheckState
    version: int
    since: datetime
    attempts: int
    asked_at: datetime | None = None
    detail: str
    findings: list[StaffFinding]
    waits_for_second: bool
    registry: dict[str, Any] | None


class StaffDecision(Answer):
    check: str
    result: str
    reason: str | None = None
    by: str
    at: datetime
    waits_for_second: bool
    mine: bool
    note: str


class StaffDocument(Answer):
    id: str
    kind: DocumentKind
    student: int | None = None
    state: DocumentState
    media_type: str
    size: int
    reason: str | None = None
    pages: int | None = None


class StaffSuspicion(Answer):
    code: str
    registration: str
    detail: str


class StaffRegistration(Answer):
    """Everything of one registration; `form` is left out of the answer to a decision."""

    id: str
    season: str
    status: Status
    version: int
    form: Form | None = None
    provenance: dict[str, Source]
    documents: list[StaffDocument]
    checks: list[StaffCheck]
    decisions: list[StaffDecision]
    notices: dict[str, Notice]
    timeline: tuple[Moment, ...]
    pledge: Pledge | None = None
    created_at: datetime
    updated_at: datetime
    submitted_at: datetime
    streets: tuple[str, ...]
    communities: tuple[str, ...]
    amendment_extended_to: datetime | None = None
    queues: list[str]
    waiting_since: datetime | None
    claim: StaffClaim | None
    outcome: Outcome | None
    school: School | None
    changes: list[Difference]
    document_changes: list[DocumentDifference]
    suspicions: list[StaffSuspicion]


class HistoryAnswer(Answer):
    timeline: tuple[Moment, ...]
    decisions: list[StaffDecision]
    notices: list[Notice]


class DocumentLink(Answer):
    id: str
    kind: DocumentKind
    media_type: str
    link: str


class SchoolSeats(Answer):
    school: str
    name: Localised
    seats: int | None
    students: int


class QueueAge(Answer):
    oldest_since: datetime | None
    oldest_hours: int | None


class StatisticsAnswer(Answer):
    status: dict[str, int]
    days: dict[str, int]
    checks: dict[str, dict[str, int]]
    notices: dict[str, dict[str, int]]
    seats: list[SchoolSeats]
    queue: QueueAge
    authorities: dict[str, dict[str, int]]


class StaffSeasons(Answer):
    seasons: list[Season]


class SeasonVersion(Answer):
    version: int
    by: str
    at: datetime


class SeasonVersions(Answer):
    versions: list[SeasonVersion]


class ReplayAnswer(Answer):
    looked_at: int
    effects: list[Effect]
    cursor: str | None


class ExtensionAnswer(Answer):
    extended: int | None
    version: int


class ProposedSchool(Answer):
    school: str
    name: Localised
    seats: int
    students: int
    placed_later: list[str]


class AssignmentAnswer(Answer):
    hash: str
    schools: list[ProposedSchool]


class AssignmentConfirmed(Answer):
    changed: int
    left: int


class RehearsalAnswer(Answer):
    hash: str
    families: int
    outcomes: dict[str, int]
    schools: dict[str, int]
    pending: list[str]
    waiting_for_second: list[str]
    assignment: AssignmentAnswer
    unconfirmed_places: int


class RehearsalConfirmed(Answer):
    hash: str
    by: str
    at: datetime
    publication_at: datetime


class DeviationAnswer(Answer):
    registration: str
    rehearsed: str
    published: str


class PublicationAnswer(Answer):
    publication_at: datetime
    held: bool
    published: bool
    confirmed: RehearsalConfirmed | None
    deviations: int
    deviating: list[DeviationAnswer]


class PublicationSet(Answer):
    publication_at: datetime
    rehearsal: str


class ExportAnswer(Answer):
    id: str
    season: str
    format: str
    school: str | None = None
    state: str
    asked_at: datetime
    approved_at: datetime | None = None
    rows: int | None = None
    expires: int
    mine: bool
    link: str | None = None


class ExportsAnswer(Answer):
    exports: list[ExportAnswer]
