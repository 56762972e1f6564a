"""Uploads: asked for, looked at, removed (docs/promises.md)."""

from datetime import datetime, timedelta
from typing import Protocol

from functions.cloud.table.accounts.editing import Editable
from functions.cloud.table.days import Day
from functions.cloud.table.items import WrittenUnreadableError, set_aside
from functions.cloud.table.registrations import Loaded
from functions.cloud.uploads import FORM_SECONDS, UploadForm
from functions.registration.documents import DOCUMENT_KINDS, Document, DocumentState
from functions.registration.errors import Fault, InvalidInput, KeyReused, NotFound
from functions.registration.keyed import Keyed
from functions.registration.registration import Registration
from functions.submit import guardian_answers
from functions.submit.commands import NewDocument
from functions.submit.guardian_answers import DocumentAnswer, UploadAnswer
from functions.submit.view import document_view


class UploadRecords(Protocol):
    def add_document(
        self,
        registration_id: str,
        owner: Keyed,
        document: Document,
        *,
        editable: Editable,
        day: Day,
        now: datetime,
    ) -> Document: ...


class DocumentRecords(Protocol):
    def get(self, registration_id: str, owner: Keyed) -> Loaded: ...

    def remove_document(
        self, registration_id: str, owner: Keyed, document_id: str, *, editable: Editable, now: datetime
    ) -> Registration: ...


class DocumentFiles(Protocol):
    def presign(
        self, registration_id: str, document_id: str, *, media_type: str, size: int, sha256_base64: str
    ) -> UploadForm: ...

    def link(self, registration_id: str, document_id: str, *, media_type: str) -> str: ...

    def remove(self, registration_id: str, document_id: str) -> None: ...


def ask_upload(
    registration_id: str,
    owner: Keyed,
    command: NewDocument,
    *,
    new_id: str,
    records: UploadRecords,
    files: DocumentFiles,
    editable: Editable,
    day: Day,
    language: str,
    now: datetime,
) -> UploadAnswer:
    """Notes the document and signs one upload of it: 1 AWS call.

    `new_id` is the same where a request comes again under its Idempotency-Key; another body under it is refused.
    Raises KeyReused and what `add_document` raises.
    """
    if DOCUMENT_KINDS[command.kind].of_one_student and command.student is None:
        raise InvalidInput(Fault("student", "missing"))
    document = Document(
        id=new_id,
        kind=command.kind,
        student=command.student,
        state=DocumentState.AWAITING_UPLOAD,
        media_type=command.media_type,
        size=command.size,
        asked_at=now,
        upload_until=now + timedelta(seconds=FORM_SECONDS),
        check=command.check,
        for_review=command.for_review,
    )
    known = records.add_document(registration_id, owner, document, editable=editable, day=day, now=now)
    asked = (command.kind, command.student, command.check, command.for_review)
    if (known.kind, known.student, known.check, known.for_review) != asked:
        raise KeyReused
    document = known
    signed = files.presign(
        registration_id,
        document.id,
        media_type=command.media_type,
        size=command.size,
        sha256_base64=command.sha256,
    )
    upload: guardian_answers.UploadForm = {
        "url": signed["url"],
        "fields": signed["fields"],
        "expires_at": document.upload_until,
    }
    return {"document": document_view(document, language), "upload": upload}


def look(
    registration_id: str,
    owner: Keyed,
    document_id: str,
    *,
    records: DocumentRecords,
    files: DocumentFiles,
    language: str,
) -> DocumentAnswer:
    """Its state and, once it is accepted, a link that lives minutes. Raises NotFound."""
    document = records.get(registration_id, owner).registration.documents.get(document_id)
    if document is None:
        raise NotFound
    view = document_view(document, language)
    if document.state is DocumentState.ACCEPTED:
        view["link"] = files.link(registration_id, document_id, media_type=document.media_type)
    return view


def remove(
    registration_id: str,
    owner: Keyed,
    document_id: str,
    *,
    records: DocumentRecords,
    files: DocumentFiles,
    editable: Editable,
    now: datetime,
) -> None:
    """First the record, then the file: a file without a record is nobody's and its bucket ages it out.

    The file of a paper that was submitted stays: it comes back where the amendment comes to nothing (R38). One that
    staff acted on is taken from the family alone (R36). So does one of a registration that cannot be read.
    """
    try:
        left = records.remove_document(registration_id, owner, document_id, editable=editable, now=now)
    except WrittenUnreadableError as damaged:
        set_aside(damaged)
        return
    if document_id not in {*left.previous_documents, *left.kept_documents}:
        files.remove(registration_id, document_id)
