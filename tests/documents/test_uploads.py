"""A form takes one file into quarantine; links and keys say nothing about people."""

import base64
import hashlib
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from botocore.exceptions import ClientError

from functions.cloud.uploads import MAX_UPLOAD, UploadForm, Uploads
from tests.patience import PATIENCE

from .conftest import DOCUMENTS, QUARANTINE

CONTENT = b"a photo"
SHA256 = base64.b64encode(hashlib.sha256(CONTENT).digest()).decode()


def form_of(uploads: Uploads, size: int = len(CONTENT), **others: Any) -> UploadForm:
    return uploads.presign("REG", "DOC", media_type="image/png", size=size, sha256_base64=SHA256, **others)


def policy_of(form: UploadForm) -> dict[str, Any]:
    policy: dict[str, Any] = json.loads(base64.b64decode(form["fields"]["policy"]))
    return policy


def test_a_form_is_for_one_key_type_length_and_checksum(uploads: Uploads) -> None:
    conditions = policy_of(form_of(uploads))["conditions"]

    for exact in (
        {"bucket": QUARANTINE},
        {"key": "REG/DOC"},
        {"Content-Type": "image/png"},
        {"x-amz-checksum-algorithm": "SHA256"},
        {"x-amz-checksum-sha256": SHA256},
        {"x-amz-meta-sha256": SHA256},
        ["content-length-range", len(CONTENT), len(CONTENT)],
    ):
        assert exact in conditions
    assert not any("starts-with" in condition for condition in conditions)


@pytest.mark.parametrize(("seconds", "given"), [(600, {}), (30, {"expires_in": 30})])
def test_a_form_expires_after_ten_minutes_or_as_said(uploads: Uploads, seconds: int, given: Any) -> None:
    from datetime import UTC, datetime

    before = datetime.now(UTC)
    expires = datetime.fromisoformat(policy_of(form_of(uploads, **given))["expiration"])

    assert -2 <= (expires - before).total_seconds() - seconds <= 2


@pytest.mark.parametrize("size", [0, -1, MAX_UPLOAD + 1])
def test_no_form_for_a_size_outside_the_limits(uploads: Uploads, size: int) -> None:
    with pytest.raises(ValueError, match="size"):
        form_of(uploads, size=size)
    assert form_of(uploads, size=MAX_UPLOAD)["fields"]


def test_what_is_posted_with_the_form_is_read_from_quarantine_with_its_promise(uploads: Uploads) -> None:
    form = form_of(uploads)
    answer = requests.post(form["url"], data=form["fields"], files={"file": CONTENT}, timeout=PATIENCE)
    assert answer.status_code == 204

    found = uploads.read_quarantined("REG/DOC")

    assert found is not None
    assert (found.content, found.promised_sha256) == (CONTENT, SHA256)


def test_reading_stops_one_byte_past_the_limit(uploads: Uploads, s3: Any) -> None:
    s3.put_object(Bucket=QUARANTINE, Key="REG/DOC", Body=bytes(MAX_UPLOAD + 500))

    found = uploads.read_quarantined("REG/DOC")

    assert found is not None
    assert len(found.content) == MAX_UPLOAD + 1
    assert found.promised_sha256 is None


def test_what_is_gone_reads_as_nothing_and_can_be_deleted_again(uploads: Uploads) -> None:
    uploads.delete_quarantined("REG/DOC")

    assert uploads.read_quarantined("REG/DOC") is None


def test_another_failure_of_s3_is_not_taken_for_gone(s3: Any) -> None:
    with pytest.raises(ClientError, match="NoSuchBucket"):
        Uploads(s3, "no-such-bucket", DOCUMENTS).read_quarantined("REG/DOC")


def test_a_link_shows_the_clean_copy_inline_for_five_minutes(uploads: Uploads) -> None:
    uploads.put_clean("REG", "DOC", b"clean", "image/jpeg")
    link = uploads.link("REG", "DOC", "image/jpeg")

    query = parse_qs(urlsplit(link).query)
    assert query["X-Amz-Expires"] == ["300"]
    assert query["response-content-disposition"] == ['inline; filename="document.jpg"']
    assert query["response-content-type"] == ["image/jpeg"]
    assert requests.get(link, timeout=PATIENCE).content == b"clean"


def test_a_removed_document_is_gone(uploads: Uploads, s3: Any) -> None:
    uploads.put_clean("REG", "DOC", b"clean", "image/jpeg")
    uploads.remove("REG", "DOC")

    assert "Contents" not in s3.list_objects_v2(Bucket=DOCUMENTS)
