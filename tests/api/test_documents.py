"""Uploads through the API, the bucket and the real inspector: what is refused says why, and nothing is lost."""

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn

import pytest
import time_machine

from functions.cloud import composition, settings
from functions.cloud.malware import NoScanner
from functions.cloud.queues.batches import ComeBackLater
from functions.cloud.table import keys
from functions.inspect_document import inspection
from functions.inspect_document.handler import inspect_document
from functions.inspect_document.judgement import LEASE
from functions.inspect_document.notification import Upload
from functions.inspect_document.process import NotDrawn
from functions.inspect_document.upload import Result, inspect_upload
from tests.documents.files import HTML, blank_pdf, jpeg, saved, zipped

from .client import Client, Json
from .household import Household, accepted_document

NONE_FAILED: dict[str, list[Any]] = {"batchItemFailures": []}


def asked(family: Household, content: bytes, **changed: Any) -> Json:
    body = {
        "kind": "household_front_page",
        "media_type": "image/jpeg",
        "size": max(1, len(content)),
        "sha256": base64.b64encode(hashlib.sha256(content).digest()).decode(),
    }
    answer: Json = family.client.ok("POST", f"{family.path}/documents", body | changed)
    return answer


def arrived(family: Household, answer: Json, content: bytes, *, at: datetime | None = None) -> None:
    """The file stands in quarantine as S3 keeps it, and the inspector gets S3's own message."""
    fields = answer["upload"]["fields"]
    bucket = settings.buckets().quarantine
    metadata = {"sha256": fields["x-amz-meta-sha256"]}
    family.cloud.clients.s3.put_object(Bucket=bucket, Key=fields["key"], Body=content, Metadata=metadata)
    record = {
        "eventName": "ObjectCreated:Post",
        "eventTime": (at or datetime.now(UTC)).isoformat(),
        "s3": {"bucket": {"name": bucket}, "object": {"key": fields["key"]}},
    }
    message = {
        "messageId": "1",
        "receiptHandle": "1",
        "body": json.dumps({"Records": [record]}),
        "attributes": {"ApproximateReceiveCount": "1"},
        "messageAttributes": {},
        "eventSource": "aws:sqs",
    }
    assert inspect_document({"Records": [message]}, None) == NONE_FAILED


def uploaded(family: Household, content: bytes, **changed: Any) -> Json:
    answer = asked(family, content, **changed)
    arrived(family, answer, content)
    shown: Json = family.client.ok("GET", f"{family.path}/documents/{answer['document']['id']}")
    return shown


def leases(family: Household) -> list[str]:
    return [name for name in family.cloud.item(keys.registration(family.id)) if name.startswith("drawing")]


@pytest.fixture
def begun(family: Household) -> Household:
    family.begin().save()
    return family


def test_a_photo_is_accepted_and_has_a_short_lived_link(begun: Household) -> None:
    shown = uploaded(begun, jpeg())
    assert (shown["state"], shown["media_type"]) == ("accepted", "image/jpeg")
    assert "X-Amz-Expires=300" in shown["link"]
    missing = {one["field"]: one["reason"] for one in begun.look()["missing"]}
    assert "documents.household_front_page" not in missing


def test_a_pdf_is_accepted_with_its_pages(begun: Household) -> None:
    shown = uploaded(begun, saved(blank_pdf(2)), media_type="application/pdf")
    assert (shown["state"], shown["pages"]) == ("accepted", 2)


BAD_FILES: dict[str, tuple[bytes, str]] = {
    "HTML called photo.jpg": (HTML, "not_an_image"),
    "truncated JPEG": (jpeg()[:2000], "image_damaged"),
    "0 bytes": (b"", "empty"),
    "ZIP": (zipped(), "kind_not_accepted"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_not_what_it_says_is_refused_with_its_reason(begun: Household, name: str) -> None:
    content, reason = BAD_FILES[name]
    shown = uploaded(begun, content)
    assert (shown["state"], shown["reason"]) == ("refused", reason)
    assert shown["detail"]
    assert "link" not in shown
    missing = {one["field"]: one["reason"] for one in begun.look()["missing"]}
    assert missing["documents.household_front_page"] == "document_refused"
    assert begun.look()["form"] == begun.form


def test_another_file_than_was_promised_is_refused(begun: Household) -> None:
    answer = asked(begun, b"what was promised")
    arrived(begun, answer, jpeg())
    shown = begun.client.ok("GET", f"{begun.path}/documents/{answer['document']['id']}")
    assert (shown["state"], shown["reason"]) == ("refused", "checksum_differs")


def test_an_upload_after_its_ten_minutes_is_refused(begun: Household, clock: time_machine.Traveller) -> None:
    answer = asked(begun, jpeg())
    until = datetime.fromisoformat(answer["document"]["upload_until"])
    assert until == datetime.now(UTC) + timedelta(minutes=10)
    arrived(begun, answer, jpeg(), at=until + timedelta(seconds=1))
    shown = begun.client.ok("GET", f"{begun.path}/documents/{answer['document']['id']}")
    assert (shown["state"], shown["reason"]) == ("refused", "upload_expired")


def test_the_upload_form_fits_one_key_type_size_and_content(begun: Household) -> None:
    content = jpeg()
    upload = asked(begun, content)["upload"]
    policy = json.loads(base64.b64decode(upload["fields"]["policy"]))
    assert ["content-length-range", len(content), len(content)] in policy["conditions"]
    assert {"Content-Type": "image/jpeg"} in policy["conditions"]
    assert upload["fields"]["key"].startswith(f"{begun.id}/")
    assert policy["expiration"] == "2022-07-05T02:10:00Z"


def test_a_removed_document_is_gone(begun: Household) -> None:
    shown = uploaded(begun, jpeg())
    path = f"{begun.path}/documents/{shown['id']}"
    assert begun.client.call("DELETE", path).status == 204
    assert begun.client.call("GET", path).status == 404
    assert begun.client.call("DELETE", path).status == 404
    objects = begun.cloud.clients.s3.list_objects_v2(Bucket=settings.buckets().documents, Prefix=begun.id)
    assert objects["KeyCount"] == 0


def test_what_is_removed_while_it_is_drawn_leaves_no_lease(begun: Household) -> None:
    paper, now = asked(begun, jpeg())["document"]["id"], datetime.now(UTC)
    assert composition.result_table().take_document(begun.id, paper, until=now + LEASE, now=now)
    assert begun.client.call("DELETE", f"{begun.path}/documents/{paper}").status == 204
    assert leases(begun) == []


def test_a_submitted_registration_takes_and_loses_no_document(family: Household) -> None:
    family.submitted()
    [first, *_] = family.look()["documents"]
    body = {"kind": "other", "media_type": "image/jpeg", "size": 9, "sha256": "A" * 43 + "="}
    assert family.client.call("POST", f"{family.path}/documents", body).status == 409
    assert family.client.call("DELETE", f"{family.path}/documents/{first['id']}").status == 409


def test_sixty_documents_are_enough_for_one_registration(begun: Household) -> None:
    begun.accepted(accepted_document(f"01D0C{0:021d}", "other"))
    stored = begun.stored()
    [one] = stored.documents.values()
    many = {f"01D0C{index:021d}": one for index in range(60)}
    begun.cloud.put(stored.model_copy(update={"documents": many}))
    body = {"kind": "other", "media_type": "image/jpeg", "size": 9, "sha256": "A" * 43 + "="}
    answer = begun.client.call("POST", f"{begun.path}/documents", body)
    assert (answer.status, answer.code) == (409, "too_many_documents")
    assert "retry-after" not in answer.headers, "waiting brings no room"


def test_a_form_that_is_posted_again_and_again_is_one_process_s_work_at_a_time(
    begun: Household, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, drawn = jpeg(), list[str]()
    answer = asked(begun, content)
    upload = Upload(answer["upload"]["fields"]["key"], datetime.now(UTC))
    begun.cloud.clients.s3.put_object(Bucket=settings.buckets().quarantine, Key=upload.key, Body=content)

    def look() -> Result:
        return inspect_upload(
            upload,
            store=composition.result_table(),
            uploads=composition.uploads(),
            scanner=NoScanner(),
            now=datetime.now(UTC),
        )

    def posted_again_meanwhile(kind: str, *_: Any) -> NoReturn:
        drawn.append(kind)
        with pytest.raises(ComeBackLater):
            look()
        raise NotDrawn("timed_out")

    with monkeypatch.context() as patch:
        patch.setattr(inspection, "draw", posted_again_meanwhile)
        with pytest.raises(ComeBackLater):
            look()
    assert drawn == ["JPEG"], "the twin waits for whoever draws"
    clock.shift(LEASE)
    assert look() is Result.ACCEPTED
    assert leases(begun) == []


def test_another_account_sees_no_document(begun: Household, stranger: Client) -> None:
    shown = uploaded(begun, jpeg())
    assert stranger.call("GET", f"{begun.path}/documents/{shown['id']}").status == 404
