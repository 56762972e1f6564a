"""What a family gets of all that is held about its registration (R49)."""

from datetime import datetime
from typing import Annotated, Any, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from functions.cloud.staff.readings import Looked
from functions.registration.staff.roles import Role
from functions.submit.guardian_answers import DocumentAnswer, RegistrationAnswer


class ConsentHeld(TypedDict):
    notice_version: str
    answers: dict[str, bool]
    at: datetime


class PledgeHeld(TypedDict):
    version: str
    at: datetime


class ReadingHeld(TypedDict):
    """Who of the staff looked, and when."""

    at: datetime
    role: Role
    what: Annotated[Looked, Field(description="`read`: the form; `document_read`: one paper")]


class QuestionHeld(TypedDict):
    """That a registry was asked about a person of the form."""

    at: datetime
    door: Annotated[str, Field(description="`prefill`, `code` or `submission`: what it was asked for")]


class ObjectionHeld(TypedDict):
    check: str
    words: str


class EarlierForm(TypedDict):
    """What was submitted before, or was being changed when an amendment ended."""

    kind: Annotated[str, Field(description="`previous` or `abandoned`")]
    form: dict[str, Any]


class CopyAnswer(TypedDict):
    made_at: datetime
    open_until: Annotated[
        datetime | None, Field(description="Until when it can be read; null where no code is asked for")
    ]
    registration: RegistrationAnswer
    papers: Annotated[list[DocumentAnswer], Field(description="Each accepted one with a link of minutes")]
    earlier: list[EarlierForm]
    objections: list[ObjectionHeld]
    asked_to_review: NotRequired[Annotated[str, Field(description="What was written to ask for a review")]]
    consents: list[ConsentHeld]
    pledge: PledgeHeld | None
    questions: list[QuestionHeld]
    readings: Annotated[list[ReadingHeld], Field(description="Newest first; 200 at most")]
