"""Exports: asked for by one supervisor, approved by another, made by a function, fetched by a link of minutes."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from functions.cloud.table import items, keys
from functions.cloud.table.days import Day, counted
from functions.cloud.table.expressions import absent, equals
from functions.cloud.table.seasons import Write
from functions.cloud.table.table import ConditionFailedError, Item, Table
from functions.registration.errors import NotAllowed, NotFound, NotPossibleNow, TooMany
from functions.registration.keyed import Keyed
from functions.registration.values.model import Model

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

ASKED, APPROVED, READY = "asked", "approved", "ready"

KEPT = timedelta(hours=24)
"""How long a file and its record are kept; the bucket ends the file by itself too."""

GATHERED = "jobs"
"""Under this name, which is no export's, the bucket has what jobs gather; it ends that with its day too."""

LINK_SECONDS = 300

EXPORTS_A_DAY = 20
"""Asked for by one member: each is gone over the whole season for."""

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Export(Model):
    """One export and how far it came. It holds no registration's data."""

    id: str
    season: str
    format: str
    school: str | None = None
    state: str
    asked_by: str
    asked_at: datetime
    request: str | None = None
    """The keyed MAC of the request that asked for it, where it came under an Idempotency-Key."""
    approved_by: str | None = None
    approved_at: datetime | None = None
    rows: int | None = None
    expires: int
    """Epoch seconds."""


LISTED = 100
"""The newest of a season that one list gives (BatchGetItem's limit)."""


class ExportTable:
    """Each method is one AWS call, except where it says otherwise. `write` has a change's audit event beside it."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def ask(self, export: Export, member: Keyed, day: Day, *, write: Write) -> None:
        """With one of the member's day. Raises TooMany."""
        days = counted(self._table, member, day, "exports", EXPORTS_A_DAY)
        try:
            write(
                {"Put": self._table.put_request(_item(export), absent())},
                *({"Update": update} for update in days),
            )
        except ConditionFailedError:
            raise TooMany(retry_after=day.left(export.asked_at), code="too_many_exports") from None

    def get(self, export_id: str, now: datetime) -> Export:
        """Raises NotFound, also for one whose time is over."""
        item = self._table.get(keys.export(export_id))
        if item is None or not _lives(item, now):
            raise NotFound
        return _export(item)

    def of_season(self, season: str, now: datetime) -> tuple[Export, ...]:
        """Those that still live, newest first: 2 calls. The index may lag a moment; states are as they stand."""
        of_season = equals("gsi1pk", keys.in_season_exports(season, "").pk)
        page = self._table.query(of_season, index="season", limit=LISTED, newest_first=True)
        wanted = [keys.export(item["gsi1sk"]) for item in page.items]
        items = self._table.get_many(wanted)
        return tuple(_export(items[key]) for key in wanted if key in items and _lives(items[key], now))

    def asked_before(self, season: str, name: Keyed, now: datetime) -> Export | None:
        """The one that the request of this name asked for, among those that still live: 2 calls."""
        return next((export for export in self.of_season(season, now) if name.names(export.request)), None)

    def approve(self, export: Export, *, by: Keyed, now: datetime) -> tuple[Export, dict[str, Any]]:
        """The export as approved, and the request that makes it so; nothing is written here.

        Raises NotAllowed (one's own), NotPossibleNow (not waiting).
        """
        if by.names(export.asked_by):
            raise NotAllowed(code="approval_needs_another")
        if export.state != ASKED:
            raise NotPossibleNow(code="export_not_waiting")
        approved = export.model_copy(update={"state": APPROVED, "approved_by": by, "approved_at": now})
        return approved, self._moved(ASKED, approved)

    def made(self, export: Export, *, rows: int) -> dict[str, Any]:
        """The request that says so, once."""
        return self._moved(APPROVED, export.model_copy(update={"state": READY, "rows": rows}))

    def _moved(self, before: str, after: Export) -> dict[str, Any]:
        return {"Put": self._table.put_request(_item(after), equals("state", before))}


class ExportFiles:
    """Each method is one AWS call, except the link, which is made here."""

    def __init__(self, s3: "S3Client", bucket: str) -> None:
        self._s3 = s3
        self._bucket = bucket

    def put(self, export: Export, content: bytes) -> None:
        """Again replaces it."""
        self._s3.put_object(
            Bucket=self._bucket,
            Key=export.id,
            Body=content,
            ContentType=MEDIA[export.format],
            CacheControl="private, no-store",
        )

    def link(self, export: Export) -> str:
        """An address that gives the file for five minutes, under an opaque name, which holds nobody's."""
        return self._s3.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": export.id,
                "ResponseContentDisposition": f'attachment; filename="export-{export.id}.{export.format}"',
            },
            ExpiresIn=LINK_SECONDS,
        )


def _lives(item: Item, now: datetime) -> bool:
    return bool(item["expires"] > now.timestamp())


def _export(item: Item) -> Export:
    return Export.model_validate({name: item[name] for name in Export.model_fields if name in item})


def _item(export: Export) -> Item:
    """With its place among the season's exports: ids are ULIDs, so the index has them in order of time."""
    place = keys.in_season_exports(export.season, export.id)
    return {
        **items.dump(export),
        **keys.export(export.id)._asdict(),
        "gsi1pk": place.pk,
        "gsi1sk": place.sk,
    }
