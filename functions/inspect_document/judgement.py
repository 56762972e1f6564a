"""The result of a file in quarantine: scanned where the deployment has a scanner, then drawn."""

from datetime import datetime, timedelta

from functions.cloud.logs import logger
from functions.cloud.malware import MalwareScanner, Scan
from functions.cloud.queues.batches import ComeBackLater
from functions.cloud.uploads import Quarantined, Uploads
from functions.registration.documents import Document

from .inspection import fault_of, inspect
from .inspection_result import InspectionResult, Refused
from .notification import Upload
from .process import NotDrawn
from .store import DocumentStore

PATIENCE = timedelta(minutes=30)
"""How long a family waits for a file that keeps failing in our hands: four or five tries."""

LEASE = timedelta(seconds=60)
"""The function's time-out. A form takes its file as often as it is posted, and each tells the queue; while one is drawn
the others wait, and find it done: so a document is one process's work at a time, and not everybody's.
"""

SCANNING = timedelta(minutes=2)
SCANNED_SOON = 10
"""Seconds between questions while a scanner that works by itself is still at it; afterwards they grow apart."""

NOT_SCANNED = "UploadNotScanned"
"""How an upload is counted of which the scanner says nothing for so long that it may be away."""


def result_of(
    upload: Upload,
    document: Document,
    *,
    store: DocumentStore,
    uploads: Uploads,
    scanner: MalwareScanner,
    now: datetime,
) -> InspectionResult | None:
    """None when the file is gone. Raises `ComeBackLater` while it cannot be judged through no fault of its own."""
    if upload.at > document.upload_until:
        return Refused("upload_expired")
    file = uploads.read_quarantined(upload.key)
    if file is None:
        return None
    fault = fault_of(file.content, file.promised_sha256) or _fault_scanned(upload, file, scanner, now)
    if fault:
        return Refused(fault)
    if not store.take_document(*upload.ids, until=now + LEASE, now=now):
        raise ComeBackLater(int(LEASE.total_seconds()))
    return _drawn(upload, document, file, now)


def _fault_scanned(upload: Upload, file: Quarantined, scanner: MalwareScanner, now: datetime) -> str | None:
    """No verdict of the scanner is not a clean one. The bucket ends a wait that nobody ends: after a day the
    upload has expired."""
    match scanner.scan(upload.key, file):
        case Scan.CLEAN:
            return None
        case Scan.INFECTED:
            return "malware_found"
        case Scan.UNSCANNABLE:
            return "malware_not_scanned"
        case Scan.NO_VERDICT:
            if now - upload.at < SCANNING:
                raise ComeBackLater(SCANNED_SOON)
            raise ComeBackLater(waits_for=NOT_SCANNED)


def _drawn(upload: Upload, document: Document, file: Quarantined, now: datetime) -> InspectionResult:
    try:
        return inspect(file.content, document.media_type)
    except NotDrawn as fault:
        logger().error("upload_not_drawn", extra={"document_id": upload.ids[1], "reason": fault.reason})
        if now - upload.at < PATIENCE:
            raise ComeBackLater from fault
    return Refused("too_heavy")
