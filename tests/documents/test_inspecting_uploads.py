"""An upload gets its verdict once; quarantine is empty afterwards."""

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from functions.cloud.malware import MalwareScanner, NoScanner
from functions.cloud.queues.batches import ComeBackLater
from functions.cloud.uploads import Uploads
from functions.inspect_document.notification import Upload, uploads_in
from functions.inspect_document.upload import Result, inspect_upload
from functions.registration.documents import Document, DocumentKind, DocumentState

from .conftest import DOCUMENTS, QUARANTINE
from .files import HTML, blank_pdf, jpeg, saved

NOW = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
REG, DOC = "01HREG", "01HDOC"
NO_SCANNER = NoScanner()
UPLOAD = Upload(f"{REG}/{DOC}", NOW)


class Store:
    """The documents of one registration, in memory, with the table's conditions."""

    def __init__(self, *documents: Document) -> None:
        self.documents = {document.id: document for document in documents}
        self.writes = 0
        self.taken: dict[str, datetime] = {}

    def take_document(
        self, registration_id: str, document_id: str, *, until: datetime, now: datetime
    ) -> bool:
        if self.taken.get(document_id, now) > now:
            return False
        self.taken[document_id] = until
        return True

    def document_of(self, registration_id: str, document_id: str) -> Document | None:
        return self.documents.get(document_id) if registration_id == REG else None

    def accept_document(
        self, registration_id: str, document_id: str, *, media_type: str, size: int, pages: Any, now: datetime
    ) -> bool:
        changed = {"state": DocumentState.ACCEPTED, "media_type": media_type, "size": size, "pages": pages}
        return self._change(document_id, changed)

    def refuse_document(self, registration_id: str, document_id: str, *, reason: str, now: datetime) -> bool:
        return self._change(document_id, {"state": DocumentState.REFUSED, "reason": reason})

    def _change(self, document_id: str, changed: dict[str, Any]) -> bool:
        document = self.documents.get(document_id)
        if document is None or document.state is not DocumentState.AWAITING_UPLOAD:
            return False
        self.documents[document_id] = document.model_copy(update=changed)
        self.writes += 1
        return True


class LosesTheRace(Store):
    """Just before the verdict is written the guardian removes the document, or a twin message wins."""

    def __init__(self, *documents: Document, meanwhile: DocumentState | None) -> None:
        super().__init__(*documents)
        self.meanwhile = meanwhile

    def _change(self, document_id: str, changed: dict[str, Any]) -> bool:
        if self.meanwhile is None:
            del self.documents[document_id]
        else:
            self.documents[document_id] = awaited(state=self.meanwhile)
        return False


def awaited(**changed: Any) -> Document:
    return Document(
        id=DOC,
        kind=DocumentKind.STUDENT_PAGE,
        state=DocumentState.AWAITING_UPLOAD,
        media_type="image/jpeg",
        size=1000,
        asked_at=NOW - timedelta(minutes=10),
        upload_until=NOW,
    ).model_copy(update=changed)


def put(s3: Any, content: bytes, **others: Any) -> None:
    s3.put_object(Bucket=QUARANTINE, Key=UPLOAD.key, Body=content, **others)


def keys(s3: Any, bucket: str) -> list[str]:
    return [entry["Key"] for entry in s3.list_objects_v2(Bucket=bucket).get("Contents", [])]


def taken(
    store: Store, uploads: Uploads, upload: Upload = UPLOAD, scanner: MalwareScanner = NO_SCANNER
) -> Result:
    return inspect_upload(upload, store=store, uploads=uploads, scanner=scanner, now=NOW)


def test_a_good_photo_is_accepted_and_only_its_clean_copy_stays(s3: Any, uploads: Uploads) -> None:
    store = Store(awaited(media_type="image/png"))
    put(s3, jpeg())

    assert taken(store, uploads) is Result.ACCEPTED

    document = store.documents[DOC]
    copy = s3.get_object(Bucket=DOCUMENTS, Key=UPLOAD.key)
    assert (document.state, document.media_type) == (DocumentState.ACCEPTED, "image/jpeg")
    assert document.size == copy["ContentLength"]
    assert copy["ContentType"] == "image/jpeg"
    assert keys(s3, QUARANTINE) == []


def test_an_accepted_pdf_tells_its_pages(s3: Any, uploads: Uploads) -> None:
    store = Store(awaited())
    put(s3, saved(blank_pdf(3)))

    assert taken(store, uploads) is Result.ACCEPTED
    assert (store.documents[DOC].media_type, store.documents[DOC].pages) == ("application/pdf", 3)


def test_a_refused_file_says_why_and_is_kept_nowhere(s3: Any, uploads: Uploads) -> None:
    store = Store(awaited())
    put(s3, HTML)

    assert taken(store, uploads) is Result.REFUSED
    assert (store.documents[DOC].state, store.documents[DOC].reason) == (
        DocumentState.REFUSED,
        "not_an_image",
    )
    assert keys(s3, QUARANTINE) == keys(s3, DOCUMENTS) == []


def test_another_file_than_promised_is_refused(s3: Any, uploads: Uploads) -> None:
    store = Store(awaited())
    put(s3, jpeg(), Metadata={"sha256": "b3RoZXI="})

    assert taken(store, uploads) is Result.REFUSED
    assert store.documents[DOC].reason == "checksum_differs"


def test_an_upload_after_its_time_is_refused_however_good(s3: Any, uploads: Uploads) -> None:
    store = Store(awaited())
    put(s3, jpeg())

    assert taken(store, uploads, Upload(UPLOAD.key, NOW + timedelta(seconds=1))) is Result.REFUSED
    assert store.documents[DOC].reason == "upload_expired"
    assert keys(s3, QUARANTINE) == keys(s3, DOCUMENTS) == []


def test_a_repeated_message_changes_nothing(s3: Any, uploads: Uploads) -> None:
    store = Store(awaited())
    put(s3, jpeg())
    taken(store, uploads)
    before = store.documents[DOC]

    assert taken(store, uploads) is Result.REPEATED
    assert store.documents[DOC] == before
    assert store.writes == 1
    assert keys(s3, DOCUMENTS) == [UPLOAD.key]


def test_a_second_file_under_an_accepted_document_is_dropped(s3: Any, uploads: Uploads) -> None:
    store = Store(awaited())
    put(s3, jpeg())
    taken(store, uploads)
    accepted = s3.get_object(Bucket=DOCUMENTS, Key=UPLOAD.key)["Body"].read()
    put(s3, saved(blank_pdf()))

    assert taken(store, uploads) is Result.REPEATED
    assert s3.get_object(Bucket=DOCUMENTS, Key=UPLOAD.key)["Body"].read() == accepted
    assert keys(s3, QUARANTINE) == []


def test_a_file_that_is_gone_already_changes_nothing(s3: Any, uploads: Uploads) -> None:
    store = Store(awaited())

    assert taken(store, uploads) is Result.REPEATED
    assert store.documents[DOC].state is DocumentState.AWAITING_UPLOAD


@pytest.mark.parametrize(
    "key", ["01HOTHER/01HDOC", f"{REG}/01HOTHER", "nothing-of-ours", f"{REG}/{DOC}/more"]
)
def test_a_file_of_no_known_document_is_deleted_and_counted(s3: Any, uploads: Uploads, key: str) -> None:
    s3.put_object(Bucket=QUARANTINE, Key=key, Body=jpeg())

    assert taken(Store(awaited()), uploads, Upload(key, NOW)) is Result.UNKNOWN
    assert keys(s3, QUARANTINE) == keys(s3, DOCUMENTS) == []


def test_no_copy_outlives_a_document_removed_meanwhile(s3: Any, uploads: Uploads) -> None:
    put(s3, jpeg())

    assert taken(LosesTheRace(awaited(), meanwhile=None), uploads) is Result.UNKNOWN
    assert keys(s3, DOCUMENTS) == []


def test_the_copy_stays_when_a_twin_message_was_first(s3: Any, uploads: Uploads) -> None:
    put(s3, jpeg())

    assert taken(LosesTheRace(awaited(), meanwhile=DocumentState.ACCEPTED), uploads) is Result.REPEATED
    assert keys(s3, DOCUMENTS) == [UPLOAD.key]


def test_a_file_that_we_could_not_draw_comes_back_and_stays_where_it_is(
    s3: Any, uploads: Uploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(awaited())
    put(s3, jpeg())
    monkeypatch.setattr(sys, "executable", "/bin/false")

    with pytest.raises(ComeBackLater):
        taken(store, uploads)

    assert store.documents[DOC].state is DocumentState.AWAITING_UPLOAD
    assert keys(s3, QUARANTINE) == [UPLOAD.key]


def test_a_file_that_we_could_not_draw_for_half_an_hour_is_refused_with_what_to_do(
    s3: Any, uploads: Uploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(awaited())
    put(s3, jpeg())
    monkeypatch.setattr(sys, "executable", "/bin/false")

    assert taken(store, uploads, Upload(UPLOAD.key, NOW - timedelta(minutes=30))) is Result.REFUSED

    assert store.documents[DOC].reason == "too_heavy"
    assert keys(s3, QUARANTINE) == []


def test_the_log_has_ids_and_the_result(s3: Any, uploads: Uploads, logged: list[dict[str, Any]]) -> None:
    put(s3, HTML)
    taken(Store(awaited()), uploads)

    [line] = [one for one in logged if one["message"] == "upload_inspected"]
    assert (line["registration_id"], line["document_id"], line["result"]) == (REG, DOC, "UploadRefused")


def notification(**changed: Any) -> str:
    record = {
        "eventName": "ObjectCreated:Post",
        "eventTime": "2026-07-01T09:00:00.000Z",
        "s3": {"bucket": {"name": QUARANTINE}, "object": {"key": "01H+REG%2F01HDOC"}},
    }
    return json.dumps({"Records": [record | changed]})


def test_a_notification_tells_key_and_time() -> None:
    assert uploads_in(notification()) == [Upload("01H REG/01HDOC", NOW)]


def test_other_events_and_s3s_test_tell_of_no_upload() -> None:
    assert uploads_in(notification(eventName="ObjectRemoved:Delete")) == []
    assert uploads_in(json.dumps({"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "b"})) == []


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '"s3:TestEvent"', "null", notification(eventTime="now"), notification(s3={})]
)
def test_what_is_no_notification_is_malformed(body: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        uploads_in(body)
