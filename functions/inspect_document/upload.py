"""One upload from quarantine to its result."""

from datetime import datetime
from enum import StrEnum

from functions.cloud.logs import logger
from functions.cloud.malware import MalwareScanner
from functions.cloud.uploads import Uploads
from functions.registration.documents import Document, DocumentState

from .inspection_result import Clean, Refused
from .judgement import result_of
from .notification import Upload
from .store import DocumentStore


class Result(StrEnum):
    """What became of an upload, as it is counted."""

    ACCEPTED = "UploadAccepted"
    REFUSED = "UploadRefused"
    REPEATED = "UploadRepeated"
    UNKNOWN = "UploadUnknown"


def inspect_upload(
    upload: Upload, *, store: DocumentStore, uploads: Uploads, scanner: MalwareScanner, now: datetime
) -> Result:
    """Accept or refuse what was uploaded, and empty the quarantine of it.

    A repeated message changes nothing: the result is written only on a document that awaits its upload, and the
    file is deleted after that. A second file under the same key, sent before the form expired, is dropped.
    Raises `ComeBackLater` while the file cannot be judged through no fault of its own; it stays in quarantine.
    """
    registration_id, document_id = upload.ids
    document = store.document_of(registration_id, document_id)
    result = _judged(upload, document, store=store, uploads=uploads, scanner=scanner, now=now)
    uploads.delete_quarantined(upload.key)
    logger().info(
        "upload_inspected",
        extra={"registration_id": registration_id, "document_id": document_id, "result": result.value},
    )
    return result


def _judged(
    upload: Upload,
    document: Document | None,
    *,
    store: DocumentStore,
    uploads: Uploads,
    scanner: MalwareScanner,
    now: datetime,
) -> Result:
    if document is None:
        return Result.UNKNOWN
    if document.state is not DocumentState.AWAITING_UPLOAD:
        return Result.REPEATED
    result = result_of(upload, document, store=store, uploads=uploads, scanner=scanner, now=now)
    if result is None:
        return Result.REPEATED
    registration_id, document_id = upload.ids
    if isinstance(result, Refused):
        written = store.refuse_document(registration_id, document_id, reason=result.code, now=now)
        return Result.REFUSED if written else Result.REPEATED
    return _keep(registration_id, document_id, result, store=store, uploads=uploads, now=now)


def _keep(
    registration_id: str,
    document_id: str,
    clean: Clean,
    *,
    store: DocumentStore,
    uploads: Uploads,
    now: datetime,
) -> Result:
    # The copy first: what the table calls accepted must be there to be seen.
    uploads.put_clean(registration_id, document_id, clean.content, clean.media_type)
    if store.accept_document(
        registration_id,
        document_id,
        media_type=clean.media_type,
        size=len(clean.content),
        pages=clean.pages,
        now=now,
    ):
        return Result.ACCEPTED
    if store.document_of(registration_id, document_id) is None:
        # The guardian removed it meanwhile; the copy must not outlive that.
        uploads.remove(registration_id, document_id)
        return Result.UNKNOWN
    return Result.REPEATED
