"""The deployed parts, each put together once, on first use, from settings, secrets and clients.

What is made of the secret is made anew when the secret says something else.
A part is imported where it is made: a function starts up with the imports of its own parts only.
"""

from functools import cache
from typing import TYPE_CHECKING

from functions.cloud.table.table import Table

from . import clients, settings

if TYPE_CHECKING:
    from functions.cloud.malware import MalwareScanner
    from functions.cloud.queues.batches import SourceQueue
    from functions.cloud.queues.messages import JobQueue, Outbox
    from functions.cloud.queues.queue import Queue
    from functions.cloud.staff.audit import AuditTrail
    from functions.cloud.staff.decisions import DecisionTable
    from functions.cloud.staff.derived.figures import FigureTable
    from functions.cloud.staff.desk.queue import StaffQueue
    from functions.cloud.staff.erasure import Erasure
    from functions.cloud.staff.jobs.exports import ExportFiles, ExportTable
    from functions.cloud.staff.seasons import SeasonDesk, StaffWrites
    from functions.cloud.staff.shared_marks import MarkTable
    from functions.cloud.staff.submitted_forms import SubmittedForms
    from functions.cloud.table.accounts.limits import Limits
    from functions.cloud.table.checkpoints import CheckpointTable
    from functions.cloud.table.children.claims import ChildClaimTable
    from functions.cloud.table.children.home_seats import HomeTable
    from functions.cloud.table.registrations import RegistrationTable
    from functions.cloud.table.results import ResultTable
    from functions.cloud.table.seasons import SeasonTable
    from functions.cloud.table.submissions import SubmissionTable
    from functions.registration.checking.authorities import HouseholdRegistry, PropertyRegistry

    from .uploads import Uploads, Versions


@cache
def table() -> Table:
    """RUXUE_TABLE."""
    return Table(clients.dynamodb(), settings.tables().registrations)


@cache
def registration_table() -> "RegistrationTable":
    from functions.cloud.sealing.labels import labels
    from functions.cloud.sealing.seal import seal
    from functions.cloud.table.registrations import RegistrationTable

    return RegistrationTable(table(), seal(), labels())


@cache
def submission_table() -> "SubmissionTable":
    from functions.cloud.table.submissions import SubmissionTable

    return SubmissionTable(table())


@cache
def result_table() -> "ResultTable":
    from functions.cloud.sealing.fact_seal import fact_seal
    from functions.cloud.sealing.seal import seal
    from functions.cloud.table.results import ResultTable

    return ResultTable(table(), seal(), fact_seal())


@cache
def decision_table() -> "DecisionTable":
    from functions.cloud.sealing.seal import seal
    from functions.cloud.staff.decisions import DecisionTable

    return DecisionTable(table(), seal(), audit_trail())


@cache
def audit_trail() -> "AuditTrail":
    from functions.cloud.staff.audit import AuditTrail

    return AuditTrail(table())


@cache
def marks() -> "MarkTable":
    from functions.cloud.staff.shared_marks import MarkTable

    return MarkTable(table())


@cache
def home_seats() -> "HomeTable":
    from functions.cloud.table.children.home_seats import HomeTable

    return HomeTable(table())


@cache
def figure_table() -> "FigureTable":
    from functions.cloud.staff.derived.figures import FigureTable

    return FigureTable(table())


@cache
def export_table() -> "ExportTable":
    from functions.cloud.staff.jobs.exports import ExportTable

    return ExportTable(table())


@cache
def export_files() -> "ExportFiles":
    from functions.cloud.staff.jobs.exports import ExportFiles

    return ExportFiles(clients.s3(), settings.exports().bucket)


@cache
def season_desk() -> "SeasonDesk":
    """RUXUE_SEASON_TABLE, without any memory of what was read before."""
    from functions.cloud.staff.seasons import SeasonDesk

    return SeasonDesk(Table(clients.dynamodb(), settings.tables().seasons))


@cache
def staff_writes() -> "StaffWrites":
    from functions.cloud.staff.seasons import StaffWrites

    return StaffWrites(table())


@cache
def staff_queue() -> "StaffQueue":
    from functions.cloud.staff.desk.queue import StaffQueue

    return StaffQueue(table())


@cache
def submitted_forms() -> "SubmittedForms":
    from functions.cloud.sealing.seal import seal
    from functions.cloud.staff.submitted_forms import SubmittedForms

    return SubmittedForms(table(), seal())


@cache
def limits() -> "Limits":
    from functions.cloud.table.accounts.limits import Limits

    return Limits(table())


@cache
def season_table() -> "SeasonTable":
    """RUXUE_SEASON_TABLE; keeps what it read for a minute."""
    from functions.cloud.table.seasons import SeasonTable

    return SeasonTable(Table(clients.dynamodb(), settings.tables().seasons))


@cache
def uploads() -> "Uploads":
    from .uploads import Uploads

    buckets = settings.buckets()
    return Uploads(clients.s3(), buckets.quarantine, buckets.documents)


@cache
def malware_scanner() -> "MalwareScanner":
    """The scanner that RUXUE_MALWARE_SCANNER names, or none."""
    from .malware import malware_scanner

    return malware_scanner(settings.malware(), settings.buckets())


@cache
def child_claims() -> "ChildClaimTable":
    from functions.cloud.table.children.claims import ChildClaimTable

    return ChildClaimTable(table())


@cache
def erasure() -> "Erasure":
    from functions.cloud.staff.erasure import Erasure

    return Erasure(table())


def versions(bucket: str) -> "Versions":
    """Of one bucket, by its name."""
    from functions.cloud.uploads import Versions

    return Versions(clients.s3(), bucket)


@cache
def checkpoints() -> "CheckpointTable":
    """How far passes over a season came."""
    from functions.cloud.table.checkpoints import CheckpointTable

    return CheckpointTable(table())


@cache
def outbox() -> "Outbox":
    """The queues that the stream feeds."""
    from functions.cloud.queues.messages import Outbox

    return Outbox(clients.sqs(), _queues())


@cache
def reconciling_outbox() -> "Outbox":
    """The same, and the queue that uploads are inspected from."""
    from functions.cloud.queues.messages import Outbox
    from functions.cloud.queues.queue import Queue

    return Outbox(clients.sqs(), _queues() | {Queue.INSPECTION: settings.inspection_queue().url})


@cache
def job_queue() -> "JobQueue":
    from functions.cloud.queues.messages import JobQueue

    return JobQueue(clients.sqs(), settings.jobs().queue)


@cache
def source_queue(queue: "Queue") -> "SourceQueue":
    """The queue that a function consumes. Of the settings only this queue's are read."""
    from functions.cloud.queues.batches import SourceQueue
    from functions.cloud.queues.queue import Queue

    addresses = {
        Queue.IDENTITY: lambda: (settings.queues().identity, settings.dead_letter_queues().identity),
        Queue.PROPERTY: lambda: (settings.queues().property, settings.dead_letter_queues().property),
        Queue.CODE: lambda: (settings.queues().code, settings.dead_letter_queues().code),
        Queue.NOTICE: lambda: (settings.queues().notice, settings.dead_letter_queues().notice),
        Queue.INSPECTION: lambda: (settings.inspection_queue().url, settings.dead_letter_queues().inspection),
        Queue.JOB: lambda: (settings.jobs().queue, settings.jobs().dead_letters),
    }
    url, dead_letters = addresses[queue]()
    return SourceQueue(clients.sqs(), url, dead_letters)


def _queues() -> dict["Queue", str]:
    from functions.cloud.queues.queue import Queue

    urls = settings.queues()
    asking = {Queue.IDENTITY: urls.identity, Queue.PROPERTY: urls.property}
    return asking | {Queue.CODE: urls.code, Queue.NOTICE: urls.notice}


def household_registry() -> "HouseholdRegistry":
    """For codes and for checks, behind the whole breaker. The secret is read on first use, and now and then again."""
    from functions.cloud.gateways import deployed
    from functions.cloud.sealing.secrets import secrets

    return deployed.household_registry(secrets())


def household_for_prefill() -> "HouseholdRegistry":
    """The same gateway with a breaker that only reads: at most 1 AWS call a question."""
    from functions.cloud.gateways import deployed
    from functions.cloud.sealing.secrets import secrets

    return deployed.household_for_prefill(secrets())


def property_registry() -> "PropertyRegistry":
    """The land and housing registry, behind the whole breaker."""
    from functions.cloud.gateways import deployed
    from functions.cloud.sealing.secrets import secrets

    return deployed.property_registry(secrets())
