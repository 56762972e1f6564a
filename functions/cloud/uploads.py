"""Uploaded documents: a form to post one file into quarantine, and what happens to the file afterwards.

Keys hold ids only, `<registration id>/<document id>` in both buckets. Both encrypt by default with the
data key, so no header asks for it; whoever signs a form needs `kms:GenerateDataKey`, whoever reads
`kms:Decrypt`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

MAX_UPLOAD = 10 * 1024 * 1024
"""Bytes of one file; a phone's photo has 2 to 6 million."""

FORM_SECONDS = 600
LINK_SECONDS = 300

_ENDINGS = {"image/jpeg": "jpg", "application/pdf": "pdf"}


class UploadForm(TypedDict):
    """Where to post, and the fields that go before the file in the multipart form."""

    url: str
    fields: dict[str, str]


@dataclass(frozen=True)
class Quarantined:
    """A file as it was uploaded. At most one byte more than `MAX_UPLOAD` is read of it."""

    content: bytes
    promised_sha256: str | None
    """Base64, as it was promised when the form was asked for."""
    version: str | None = None
    """The object's, where the bucket keeps versions."""


class Uploads:
    """The quarantine and the clean copies. Raises botocore's ClientError where S3 refuses."""

    def __init__(self, s3: "S3Client", quarantine: str, documents: str) -> None:
        self._s3 = s3
        self._quarantine = quarantine
        self._documents = documents

    def presign(
        self,
        registration_id: str,
        document_id: str,
        *,
        media_type: str,
        size: int,
        sha256_base64: str,
        expires_in: int = FORM_SECONDS,
    ) -> UploadForm:
        """A form for exactly one file: this key, type, size in bytes and SHA-256, for `expires_in` seconds.

        The checksum stands in it twice: S3 refuses another content by the first; the second stays with the
        object, so that the inspector can compare by itself. Raises ValueError for a size outside 1..`MAX_UPLOAD`.
        """
        if not 1 <= size <= MAX_UPLOAD:
            raise ValueError("size out of range")
        fields = {
            "Content-Type": media_type,
            "x-amz-checksum-algorithm": "SHA256",
            "x-amz-checksum-sha256": sha256_base64,
            "x-amz-meta-sha256": sha256_base64,
        }
        conditions: list[Any] = [{name: value} for name, value in fields.items()]
        form = self._s3.generate_presigned_post(
            Bucket=self._quarantine,
            Key=_key(registration_id, document_id),
            Fields=dict(fields),
            Conditions=[*conditions, ["content-length-range", size, size]],
            ExpiresIn=expires_in,
        )
        return {"url": form["url"], "fields": form["fields"]}

    def read_quarantined(self, key: str) -> Quarantined | None:
        """The uploaded file, cut one byte past `MAX_UPLOAD`; None when it is gone."""
        try:
            answer = self._s3.get_object(Bucket=self._quarantine, Key=key)
        except self._s3.exceptions.NoSuchKey:
            return None
        with answer["Body"] as body:
            content = body.read(MAX_UPLOAD + 1)
        return Quarantined(content, answer["Metadata"].get("sha256"), answer.get("VersionId"))

    def delete_quarantined(self, key: str) -> None:
        """Take the uploaded file away; nothing happens when it is gone already."""
        self._s3.delete_object(Bucket=self._quarantine, Key=key)

    def quarantined(self, registration_id: str) -> dict[str, datetime]:
        """Document id -> when it was uploaded, of a registration's files in quarantine: 1 call, up to 1000 files."""
        page = self._s3.list_objects_v2(Bucket=self._quarantine, Prefix=f"{registration_id}/")
        return {
            entry["Key"].removeprefix(f"{registration_id}/"): entry["LastModified"]
            for entry in page.get("Contents", [])
        }

    def put_clean(self, registration_id: str, document_id: str, content: bytes, media_type: str) -> None:
        """Store the copy that people see; a second time replaces it."""
        self._s3.put_object(
            Bucket=self._documents,
            Key=_key(registration_id, document_id),
            Body=content,
            ContentType=media_type,
            CacheControl="private, no-store",
            ChecksumAlgorithm="SHA256",
        )

    def link(
        self, registration_id: str, document_id: str, media_type: str, *, expires_in: int = LINK_SECONDS
    ) -> str:
        """An address that shows the clean copy for `expires_in` seconds, under an opaque name."""
        return self._s3.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._documents,
                "Key": _key(registration_id, document_id),
                "ResponseContentType": media_type,
                "ResponseContentDisposition": f'inline; filename="document.{_ENDINGS[media_type]}"',
                "ResponseCacheControl": "private, no-store",
            },
            ExpiresIn=expires_in,
        )

    def remove(self, registration_id: str, document_id: str) -> None:
        """Take the clean copy away; nothing happens when there is none.

        An upload of it that still waits in quarantine goes when the inspector finds its document unknown.
        """
        self._s3.delete_object(Bucket=self._documents, Key=_key(registration_id, document_id))


class Version(NamedTuple):
    """One version of an object, or the mark that it was deleted."""

    key: str
    id: str

    @property
    def owner(self) -> str:
        """The id that its key begins with: of a registration, or of an export."""
        return self.key.partition("/")[0]


class Versions:
    """Every version of every object of one bucket: for whoever erases, and reads none of them."""

    BATCH_SIZE = 1000
    """Versions of one list and of one deletion (S3's limits)."""

    def __init__(self, s3: "S3Client", bucket: str) -> None:
        self._s3 = s3
        self._bucket = bucket

    def page(self, *, after: str | None) -> tuple[list[Version], str | None]:
        """The next versions, and where those after them begin, an opaque cursor (None: the end): 1 call."""
        more: dict[str, Any] = {}
        if after is not None:
            more["KeyMarker"], more["VersionIdMarker"] = json.loads(after)
        page: Any = self._s3.list_object_versions(Bucket=self._bucket, MaxKeys=self.BATCH_SIZE, **more)
        if not page["IsTruncated"]:
            return _versions(page), None
        return _versions(page), json.dumps([page["NextKeyMarker"], page["NextVersionIdMarker"]])

    def of(self, owner: str) -> list[Version]:
        """All of one registration's: 1 call for each thousand."""
        versions: list[Version] = []
        more: dict[str, Any] = {}
        while True:
            page: Any = self._s3.list_object_versions(Bucket=self._bucket, Prefix=f"{owner}/", **more)
            versions += _versions(page)
            if not page["IsTruncated"]:
                return versions
            more = {"KeyMarker": page["NextKeyMarker"], "VersionIdMarker": page["NextVersionIdMarker"]}

    def erase(self, versions: Sequence[Version]) -> int:
        """For ever; how many are gone now: 1 call for each thousand. What S3 keeps is found by the next walk."""
        gone = 0
        for start in range(0, len(versions), self.BATCH_SIZE):
            part = versions[start : start + self.BATCH_SIZE]
            objects: Any = [{"Key": version.key, "VersionId": version.id} for version in part]
            answer = self._s3.delete_objects(Bucket=self._bucket, Delete={"Objects": objects, "Quiet": True})
            gone += len(part) - len(answer.get("Errors", []))
        return gone


def _versions(page: Mapping[str, Any]) -> list[Version]:
    return [
        Version(entry["Key"], entry["VersionId"])
        for kind in ("Versions", "DeleteMarkers")
        for entry in page.get(kind, [])
    ]


def _key(registration_id: str, document_id: str) -> str:
    return f"{registration_id}/{document_id}"
