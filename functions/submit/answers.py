"""What the guardians' API answers, as models: the source of docs/openapi.json, and what tests hold the API to.

They are not imported at run time.
"""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import CheckState
from functions.registration.documents import DocumentKind, DocumentState
from functions.registration.placing.outcome import Outcome
from functions.registration.registration import Action, NoticeKind, NoticeState, Source, Status
from functions.registration.season.document_rules import DocumentRule
from functions.registration.season.season import (
    Admissible,
    Choice,
    Community,
    Contacts,
    District,
    PledgeText,
    PropertyRule,
    Street,
)
from functions.registration.season.view import SeasonState
from functions.registration.values.localised import Localised


class Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")


class FieldError(Answer):
    field: str = Field(description="Dotted path, such as students.0.identity_document.number")
    code: str
    detail: str


class Problem(Answer):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[FieldError]


class Me(Answer):
    name: str
    verified: bool


class SeasonDates(Answer):
    """What both answers about a season hold; instants in the district's own time."""

    id: str
    district: District
    year: int
    title: Localised
    is_sample: bool
    zone: str
    opens_at: datetime
    closes_at: datetime
    amendment_deadline: datetime
    publication_at: datetime
    results_until: datetime


class SeasonSummary(SeasonDates):
    state: SeasonState


class SeasonList(Answer):
    seasons: list[SeasonSummary]


class SeasonAnswer(SeasonDates):
    """Everything a page needs of a season; see functions/registration/season/view.py."""

    sample_note: Localised | None = None
    publication_held: bool
    cutoff_birth_date: date
    admissible: tuple[Admissible, ...]
    streets: tuple[Street, ...]
    communities: tuple[Community, ...]
    document_rules: tuple[DocumentRule, ...]
    property_rules: tuple[PropertyRule, ...]
    pledge: PledgeText
    contacts: Contacts
    choices: dict[str, tuple[Choice, ...]]
    texts: dict[str, Localised]


class PrefillAnswer(Answer):
    student: dict[str, Any] = Field(description="A part of the form's student")
    guardians: list[dict[str, Any]]
    address: str | None
    provenance: dict[str, Source]


class MissingThing(Answer):
    field: str
    reason: str
    rule: str
    detail: str
    variables: dict[str, str] = {}
    document: DocumentKind | None = None
    student: int | None = None
    why: Localised | None = None


class Finding(Answer):
    field: str
    code: str
    detail: str


class CheckAnswer(Answer):
    id: str
    kind: CheckKind
    student: int | None = None
    guardian: int | None = None
    state: CheckState
    detail: str
    findings: list[Finding]


class DocumentAnswer(Answer):
    id: str
    kind: DocumentKind
    student: int | None = None
    state: DocumentState
    media_type: str
    size: int
    pages: int | None = None
    upload_until: datetime
    reason: str | None = None
    detail: str | None = None
    link: str | None = Field(default=None, description="Lives for minutes; only of one accepted document")


class UploadForm(Answer):
    url: str
    fields: dict[str, str]
    expires_at: datetime


class UploadAnswer(Answer):
    document: DocumentAnswer
    upload: UploadForm


class CodeAnswer(Answer):
    phone: str
    next_at: datetime
    expires_at: datetime


class NoticeAnswer(Answer):
    id: str
    kind: NoticeKind
    state: NoticeState
    sent_at: datetime | None = None
    phone: str | None = None


class MomentAnswer(Answer):
    at: datetime
    what: str
    detail: str


class Deadlines(Answer):
    closes_at: datetime
    amendment_deadline: datetime
    publication_at: datetime


class SchoolAnswer(Answer):
    id: str
    name: Localised
    phone: str
    address: Localised | None = None
    seats: int | None = None


class Normalised(Answer):
    field: str
    value: str
    notes: list[str]


class Saved(Answer):
    id: str
    status: Status
    version: int
    missing: list[MissingThing]
    actions: list[Action]
    normalised: list[Normalised]


class RegistrationAnswer(Answer):
    id: str
    season: str
    status: Status
    version: int
    form: dict[str, Any] = Field(description="As `Form`; once submitted, numbers and phones are masked")
    provenance: dict[str, Source]
    documents: list[DocumentAnswer]
    missing: list[MissingThing]
    checks: list[CheckAnswer]
    notices: list[NoticeAnswer]
    timeline: list[MomentAnswer]
    actions: list[Action]
    deadlines: Deadlines
    outcome: Outcome | None
    school: SchoolAnswer | None
    submitted_at: datetime | None
    updated_at: datetime


class RegistrationList(Answer):
    registrations: list[RegistrationAnswer]
