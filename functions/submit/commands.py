"""What guardians send, beside the form itself."""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StringConstraints

from functions.cloud.uploads import MAX_UPLOAD
from functions.registration.check_kinds import CheckId
from functions.registration.documents import DocumentKind
from functions.registration.requests import Asked, ReviewGround
from functions.registration.values.code import Purpose
from functions.registration.values.free_text import FreeText
from functions.registration.values.identity import IdentityDocument
from functions.registration.values.model import Model


class NewRegistration(Model):
    season: Annotated[str, StringConstraints(max_length=60)]


class Prefill(Model):
    season: Annotated[str, StringConstraints(max_length=60)]
    identity_document: IdentityDocument


class ConsentCommand(Model):
    notice_version: Annotated[str, StringConstraints(max_length=40)]
    answers: Annotated[
        dict[Annotated[str, StringConstraints(max_length=40)], StrictBool], Field(max_length=20)
    ]
    """Each consent by itself; a refusal is an answer."""


class NewDocument(Model):
    kind: DocumentKind
    student: Annotated[int, Field(strict=True, ge=0, le=5)] | None = None
    media_type: Annotated[
        str, StringConstraints(pattern=r"^(image/(jpeg|png|webp|heic|heif)|application/pdf)$")
    ]
    check: CheckId | None = None
    """The finding that it speaks against (R39)."""
    for_review: Literal[True] | None = None
    """It is brought for a review (R42)."""
    size: Annotated[int, Field(strict=True, ge=1, le=MAX_UPLOAD)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{43}=$")]
    """Base64 of the file's SHA-256, as S3 checks it."""


class ObjectionCommand(Model):
    explanation: FreeText
    """Why it is right as written (R39)."""


class HandedIn(Model):
    """What a family says to what staff asked for (R40): the papers were uploaded before."""

    words: Annotated[dict[Asked, FreeText], Field(max_length=len(Asked))] = {}
    explanation: FreeText | None = None
    """Why a paper cannot be brought, or anything else."""


class ReviewCommand(Model):
    """Asks for a review, once (R42): the papers were uploaded before."""

    ground: ReviewGround
    explanation: FreeText


Digits = Annotated[str, StringConstraints(pattern=r"^\d{6}$")]


class CodeCommand(Model):
    purpose: Purpose | None = None
    """What the code is for (R45); left out: to submit what is being typed."""
    answer: HandedIn | None = None
    """What the code is to hand in (R40): for other words or papers it is none."""


class AnswerCommand(HandedIn):
    code: Digits


class WithdrawalCommand(Model):
    code: Digits


class CopyCommand(Model):
    code: Digits


class SubmissionCommand(Model):
    code: Digits
    pledge_version: Annotated[str, StringConstraints(max_length=40)]
