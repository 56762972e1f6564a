"""What the guardians' API answers: mypy holds the views to it, and docs/openapi.json is made from it.

A key that is not required is left out where there is nothing to say; what is None is null in JSON.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import CheckState
from functions.registration.documents import DocumentKind, DocumentState
from functions.registration.form import HomeKind
from functions.registration.placing.outcome import Outcome
from functions.registration.placing.results import Standing
from functions.registration.placing.reviewing import ReviewStanding
from functions.registration.registration import Action, NoticeKind, NoticeState, Source, Status
from functions.registration.requests import Asked, RequestReason, ReviewGround
from functions.registration.season.view import SeasonSummary
from functions.registration.values.code import Purpose
from functions.registration.values.localised import Localised


class Me(TypedDict):
    name: str
    verified: bool


class SeasonList(TypedDict):
    seasons: list[SeasonSummary]


class ConsentAnswer(TypedDict):
    notice_version: str
    answers: dict[str, bool]
    enough: Annotated[bool, Field(description="Whether a registration can begin online on these answers")]
    at: datetime


class PrefillAnswer(TypedDict):
    student: Annotated[dict[str, Any], Field(description="A part of the form's student")]
    guardians: list[dict[str, Any]]
    address: str | None
    provenance: dict[str, Source]
    registered: Annotated[
        bool,
        Field(description="Another account of the child's family has registered it: a second one is refused"),
    ]


class AskAnswer(TypedDict):
    """A question of `Declared` that is asked of families in this kind of home."""

    home: HomeKind
    field: str
    must: bool
    acquired_after: Annotated[
        date | None, Field(description="Asked only of a home that was acquired later; null: of any")
    ]


class MissingThing(TypedDict):
    field: str
    reason: str
    rule: str
    detail: str
    variables: dict[str, str]
    document: NotRequired[DocumentKind]
    student: NotRequired[int]
    why: NotRequired[Localised]


class Finding(TypedDict):
    field: str
    code: str
    detail: str


class CheckAnswer(TypedDict):
    id: str
    kind: CheckKind
    student: NotRequired[int]
    guardian: NotRequired[int]
    state: CheckState
    detail: str
    findings: list[Finding]
    reason: NotRequired[Annotated[str, Field(description="Why staff refused it; `detail` says it in words")]]
    objected_at: NotRequired[datetime]


class DocumentAnswer(TypedDict):
    id: str
    kind: DocumentKind
    student: NotRequired[int]
    check: NotRequired[str]
    for_review: NotRequired[Annotated[bool, Field(description="Brought for a review (R42)")]]
    state: DocumentState
    media_type: str
    size: int
    pages: NotRequired[int]
    upload_until: datetime
    reason: NotRequired[str]
    detail: NotRequired[str]
    link: NotRequired[Annotated[str, Field(description="Lives for minutes; only of one accepted document")]]


class UploadForm(TypedDict):
    url: str
    fields: dict[str, str]
    expires_at: datetime


class UploadAnswer(TypedDict):
    document: DocumentAnswer
    upload: UploadForm


class CodeAnswer(TypedDict):
    purpose: Purpose
    phone: str
    sent_at: datetime
    next_at: datetime
    expires_at: datetime


class NoticeAnswer(TypedDict):
    id: str
    kind: NoticeKind
    state: NoticeState
    sent_at: NotRequired[datetime]
    phone: NotRequired[str]


class MomentAnswer(TypedDict):
    at: datetime
    what: str
    detail: str


class DisputeAnswer(TypedDict):
    state: Annotated[
        Literal["contested", "displaced"],
        Field(description="Another account's claim on a child stands beside this one, or in its place"),
    ]
    students: list[int]
    detail: str
    until: Annotated[datetime | None, Field(description="By when guardianship may be shown by amending")]


class Deadlines(TypedDict):
    closes_at: datetime
    amendment_deadline: datetime
    publication_at: datetime


class SchoolAnswer(TypedDict):
    id: str
    name: Localised
    phone: str
    address: Localised | None
    seats: int | None


class Normalised(TypedDict):
    field: str
    value: str
    notes: Sequence[str]


class Saved(TypedDict):
    id: str
    status: Status
    version: int
    missing: list[MissingThing]
    asks: list[AskAnswer]
    actions: Sequence[Action]
    normalised: list[Normalised]


class AskedPaperAnswer(TypedDict):
    kind: DocumentKind
    student: NotRequired[int]
    given: Annotated[bool, Field(description="Whether it was uploaded and can be looked at")]


class AskedWordsAnswer(TypedDict):
    about: Asked
    detail: str


class RequestAnswer(TypedDict):
    """What staff ask the family for (R40)."""

    number: int
    check: str
    reason: RequestReason
    detail: str
    papers: list[AskedPaperAnswer]
    words: list[AskedWordsAnswer]
    asked_at: datetime
    until: datetime
    last_day: date
    days_left: Annotated[int, Field(description="Today and the last day included")]


class GroundAnswer(TypedDict):
    ground: ReviewGround
    detail: str


class ReviewAnswer(TypedDict):
    """The review that a family may ask for once, or asked for (R42)."""

    state: ReviewStanding
    detail: str
    until: Annotated[
        datetime, Field(description="Until when it may be asked for; asked for, until when decided")
    ]
    grounds: Annotated[list[GroundAnswer], Field(description="Those that may be given, or the one that was")]
    asked_at: NotRequired[datetime]


class Keeping(TypedDict):
    """Until when it is kept, and whether its family may have it erased now (R49)."""

    until: datetime
    erasable: bool
    detail: NotRequired[Annotated[str, Field(description="Why it cannot be erased now")]]


class RegistrationAnswer(TypedDict):
    id: str
    reference: Annotated[str, Field(description="Short, with a check character: to be read out")]
    season: str
    status: Status
    version: int
    form: Annotated[
        dict[str, Any], Field(description="As `Form`; once submitted, numbers and phones are masked")
    ]
    provenance: dict[str, Source]
    documents: list[DocumentAnswer]
    missing: list[MissingThing]
    asks: Annotated[
        list[AskAnswer], Field(description="What the rules on seats ask beyond the ordinary (R47)")
    ]
    checks: list[CheckAnswer]
    code: CodeAnswer | None
    notices: list[NoticeAnswer]
    timeline: list[MomentAnswer]
    actions: Sequence[Action]
    request: RequestAnswer | None
    review: ReviewAnswer | None
    deadlines: Deadlines
    keeping: Keeping
    outcome: Outcome | None
    results: Standing | None
    dispute: DisputeAnswer | None
    school: SchoolAnswer | None
    submitted_at: datetime | None
    updated_at: datetime


class RegistrationLine(TypedDict):
    """One registration in the list of one's own: what tells it from another, and how it stands."""

    id: str
    reference: Annotated[str, Field(description="Short, with a check character: to be read out")]
    season: str
    status: Status
    students: Annotated[list[str], Field(description="The children's names; empty until one is typed")]
    outcome: Outcome | None
    submitted_at: datetime | None
    updated_at: datetime


class UnreadableLine(TypedDict):
    """One that cannot be shown just now, by a fault of ours."""

    number: Annotated[str, Field(description="To be read out: its reference, or its id where that is gone")]
    phone: Annotated[str, Field(description="The office to call about it")]


class RegistrationList(TypedDict):
    registrations: list[RegistrationLine]
    unreadable: Annotated[
        list[UnreadableLine], Field(description="A second one for the same child must not be begun meanwhile")
    ]
