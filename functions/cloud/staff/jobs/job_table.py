"""Background jobs in the table: one item each, which the stream turns into a message; what they gather, in a bucket.

A run has a job by a lease. Each step is written together with the cursor behind it, and only while the lease is that
run's: whoever stops in between leaves the job where it was, and whoever lost it changes nothing more.
"""

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from functions.cloud import clients, settings
from functions.cloud.staff.audit import AuditTrail
from functions.cloud.staff.jobs.exports import GATHERED
from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Condition, absent, all_of, any_of, equals, one_of
from functions.cloud.table.seasons import Write
from functions.cloud.table.table import BusyError, ConditionFailedError, Item, Table
from functions.registration.errors import NotFound, NotPossibleNow
from functions.registration.staff.audit import Deed
from functions.registration.staff.jobs import TRIES, UNFINISHED, Cursor, Job, JobState

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

LEASE = timedelta(seconds=150)
"""A little longer than the function may run."""

KEPT = timedelta(days=30)


class LeaseLostError(Exception):
    """Another run has the job, or it was cancelled: nothing may be changed for it any more."""


class LeasedError(Exception):
    """Another run has it now."""


class Step(NamedTuple):
    """What one step did, and where the next begins. The last one has a result."""

    cursor: Cursor = Cursor()
    looked_at: int = 0
    changed: int = 0
    part: bytes | None = None
    """Gathered: kept before the cursor moves on."""
    result: dict[str, Any] | None = None
    deed: Deed | None = None
    """Written with the end, and `beside` with both."""
    beside: Sequence[dict[str, Any]] = ()


class JobTable:
    """Each method says its AWS calls."""

    def __init__(self, table: Table, trail: AuditTrail, parts: "Parts") -> None:
        self._table = table
        self._trail = trail
        self._parts = parts

    def get(self, season: str, name: str) -> Job:
        """1 call. Raises NotFound."""
        item = self._table.get(keys.job(season, name))
        if item is None:
            raise NotFound
        return _job(item)

    def some(self, season: str, names: Iterable[str]) -> list[Job]:
        """Those of these names that are remembered, in their order: 1 call."""
        wanted = [keys.job(season, name) for name in names]
        jobs_by_key = self._table.get_many(wanted)
        return [_job(jobs_by_key[key]) for key in wanted if key in jobs_by_key]

    def start(self, job: Job, deed: Deed, *, now: datetime, beside: Sequence[dict[str, Any]] = ()) -> None:
        """The job, its event and `beside` together: 2 calls. Raises NotPossibleNow while one like it is on."""
        over = any_of(absent(), one_of("state", sorted(set(JobState) - UNFINISHED)))
        put = {"Put": self._table.put_request(_item(job), over)}
        try:
            self._trail.write_with(put, *beside, deed=deed, now=now)
        except ConditionFailedError as failed:
            raise NotPossibleNow(code="job_running" if failed.index == 0 else "not_possible_now") from None
        except BusyError:
            raise NotPossibleNow(code="job_running") from None

    def replace(self, before: Job, after: Job, *, write: Write) -> None:
        """1 `write`. Raises NotPossibleNow where it moved meanwhile."""
        try:
            write({"Put": self._table.put_request(_item(after), _as_seen(before))})
        except (BusyError, ConditionFailedError):
            raise NotPossibleNow(code="job_moved") from None

    def take(self, season: str, name: str, job_id: str, *, lease: str, now: datetime) -> Job | None:
        """The job for this run, None where nothing is left to do: 2 calls. Raises LeasedError.

        After too many runs without one step it fails, and so does this: `tries` tells.
        """
        try:
            before = self.get(season, name)
        except NotFound:
            return None
        if before.id != job_id or not before.is_unfinished:
            return None
        if before.lease_until is not None and now < before.lease_until:
            raise LeasedError
        update = {"state": JobState.RUNNING, "lease": lease, "lease_until": now + LEASE}
        taken = before.model_copy(update=update | {"tries": before.tries + 1})
        if taken.tries > TRIES:
            taken = _ended(taken, JobState.FAILED, now).model_copy(update={"reason": "job_interrupted"})
        try:
            self._table.put(_item(taken), condition=_as_seen(before))
        except ConditionFailedError:
            raise LeasedError from None
        return taken

    def advance(self, job: Job, step: Step, *, now: datetime) -> Job:
        """The job after the step: 1 call, and 1 for what was gathered; 2 for an end with its event.

        Raises LeaseLostError.
        """
        if step.part is not None:
            self._parts.put(job.id, job.parts, step.part)
        after = job.model_copy(
            update={
                "cursor": step.cursor,
                "looked_at": job.looked_at + step.looked_at,
                "changed": job.changed + step.changed,
                "parts": job.parts + (step.part is not None),
                "moved_at": now,
                "lease_until": now + LEASE,
                "tries": 0,
            }
        )
        if step.result is not None:
            after = _ended(after, JobState.DONE, now).model_copy(update={"result": json.dumps(step.result)})
        put = {"Put": self._table.put_request(_item(after), _held(job))}
        try:
            if step.deed is None:
                self._table.put(_item(after), condition=_held(job))
            else:
                self._trail.write_with(put, *step.beside, deed=step.deed, now=now)
        except ConditionFailedError:
            raise LeaseLostError from None
        return after

    def gathered(self, job: Job) -> Iterator[bytes]:
        """1 call for each part."""
        return self._parts.of(job)

    def release(self, job: Job) -> None:
        """Lets the next run have it at once: 1 call. Raises LeaseLostError."""
        self._write(job, job.model_copy(update={"lease": None, "lease_until": None}))

    def fail(self, job: Job, reason: str, *, now: datetime) -> None:
        """1 call. Raises LeaseLostError."""
        self._write(job, _ended(job, JobState.FAILED, now).model_copy(update={"reason": reason}))

    def _write(self, before: Job, after: Job) -> None:
        try:
            self._table.put(_item(after), condition=_held(before))
        except ConditionFailedError:
            raise LeaseLostError from None


class Parts:
    """What jobs gathered, in the bucket whose objects end with their day. Each part is 1 call."""

    def __init__(self, s3: "Callable[[], S3Client]", bucket: str) -> None:
        self._s3 = s3
        """Asked for when something is gathered: who only starts a job needs none."""
        self._bucket = bucket

    def put(self, job_id: str, number: int, content: bytes) -> None:
        """Again replaces it."""
        self._s3().put_object(
            Bucket=self._bucket, Key=_part_key(job_id, number), Body=gzip.compress(content, 5, mtime=0)
        )

    def of(self, job: Job) -> Iterator[bytes]:
        for number in range(job.parts):
            answer = self._s3().get_object(Bucket=self._bucket, Key=_part_key(job.id, number))
            yield gzip.decompress(answer["Body"].read())


def _part_key(job_id: str, number: int) -> str:
    return f"{GATHERED}/{job_id}/{number:05d}"


def _ended(job: Job, state: JobState, now: datetime) -> Job:
    return job.model_copy(update={"state": state, "moved_at": now, "lease": None, "lease_until": None})


def _held(job: Job) -> Condition:
    return all_of(equals("id", job.id), equals("lease", job.lease), equals("state", job.state.value))


def _as_seen(job: Job) -> Condition:
    lease = absent("lease") if job.lease is None else equals("lease", job.lease)
    moved = equals("moved_at", items.instant(job.moved_at))
    return all_of(equals("id", job.id), equals("state", job.state.value), lease, moved)


def _item(job: Job) -> Item:
    return {**items.dump(job), **keys.job(job.season, job.name)._asdict()}


def _job(item: Item) -> Job:
    return Job.model_validate({name: item[name] for name in Job.model_fields if name in item})


@cache
def job_table() -> JobTable:
    """Over RUXUE_TABLE and RUXUE_EXPORT_BUCKET."""
    table = Table(clients.dynamodb(), settings.tables().registrations)
    return JobTable(table, AuditTrail(table), Parts(clients.s3, settings.exports().bucket))
