"""The ends of the audit trail's chains, kept where nobody can change them: a bucket that writes once (S3 Object Lock).

Whoever can write to the table could rewrite a whole chain with new hashes, and it would verify. What was its end
yesterday lies here, under a MAC that such a person cannot make, and for as long as the lock says it cannot be deleted
by anybody.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from functions.cloud import clients, settings
from functions.registration.staff.audit import Event

from .macs import Macs
from .secrets import macs

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

PURPOSE = "audit-ends"
PAGE = 100
"""Objects of one listing."""

Ends = Mapping[int, dict[int, str]]
"""Chain -> number -> hash."""


class Kept(NamedTuple):
    ends: Ends
    forged: tuple[str, ...]
    """Names of objects that none of our keys made."""


class AuditEnds:
    def __init__(self, s3: "S3Client", bucket: str, macs: Macs) -> None:
        self._s3 = s3
        self._bucket = bucket
        self._macs = macs

    def keep(self, season: str, heads: Mapping[int, Event], *, now: datetime) -> None:
        """One object for the day, a further version where it is called again: 1 call."""
        ends = {str(chain): [event.number, event.hash] for chain, event in sorted(heads.items())}
        content = {"season": season, "at": now.isoformat(), "ends": ends}
        content["mac"] = self._macs.of(PURPOSE, _text(content))
        self._s3.put_object(
            Bucket=self._bucket,
            Key=f"{season}/{now.date().isoformat()}.json",
            Body=_text(content).encode(),
            ContentType="application/json",
            ChecksumAlgorithm="SHA256",  # S3 asks for one where the bucket keeps what it holds
        )

    def kept(self, season: str, *, most: int | None = None) -> Kept:
        """What was kept of a season, the newest `most` or all: a call for each object and each listing."""
        ends: dict[int, dict[int, str]] = {}
        forged: list[str] = []
        for key, version in self._versions(season, most):
            read = self._s3.get_object(Bucket=self._bucket, Key=key, VersionId=version)["Body"].read()
            content = self._ours(read, season)
            if content is None:
                forged.append(key)
                continue
            for chain, (number, digest) in content["ends"].items():
                ends.setdefault(int(chain), {})[number] = digest
        return Kept(ends, tuple(forged))

    def _ours(self, read: bytes, season: str) -> dict[str, Any] | None:
        try:
            content: dict[str, Any] = json.loads(read)
            mac = content.pop("mac")
            known = content["season"] == season and self._macs.matches(mac, PURPOSE, _text(content))
        except (ValueError, KeyError, TypeError, AttributeError):
            return None
        return content if known else None

    def _versions(self, season: str, most: int | None) -> Iterator[tuple[str, str]]:
        versions: list[tuple[str, str]] = []
        more: dict[str, str] = {}
        while True:
            page = self._s3.list_object_versions(
                Bucket=self._bucket,
                Prefix=f"{season}/",
                MaxKeys=PAGE,
                **more,  # type: ignore[arg-type]
            )
            versions += [(item["Key"], item["VersionId"]) for item in page.get("Versions", ())]
            if not page["IsTruncated"]:
                break
            more = {"KeyMarker": page["NextKeyMarker"], "VersionIdMarker": page["NextVersionIdMarker"]}
        newest_first = sorted(versions, reverse=True)
        yield from newest_first if most is None else newest_first[:most]


def audit_ends() -> AuditEnds:
    """RUXUE_AUDIT_BUCKET, under the secret's keys as they are now."""
    return AuditEnds(clients.s3(), settings.audit_bucket().name, macs())


def _text(content: Mapping[str, Any]) -> str:
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
