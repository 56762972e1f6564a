"""From the upload queue: is this file what it says, and safe to look at."""

from datetime import UTC, datetime

from aws_lambda_powertools.metrics import MetricUnit
from chalice.app import Blueprint, SQSEvent

from functions.cloud import clients, settings
from functions.cloud.batches import BatchAnswer, consume
from functions.cloud.logs import metrics
from functions.cloud.results import ResultTable
from functions.cloud.seal import seal
from functions.cloud.table import Table
from functions.cloud.uploads import Uploads

from .notification import Upload, uploads_in
from .upload import inspect_upload

bp = Blueprint(__name__)


# One message at a time: the memory that one picture may take is the function's (images.py).
@bp.on_sqs_message(queue="InspectionQueue", batch_size=1, name="inspect_document")
def inspect_document(event: SQSEvent) -> BatchAnswer:
    buckets = settings.buckets()
    store = ResultTable(Table(clients.dynamodb(), settings.tables().registrations), seal())
    uploads = Uploads(clients.s3(), buckets.quarantine, buckets.documents)

    def take(upload: Upload) -> None:
        result = inspect_upload(upload, store=store, uploads=uploads, now=datetime.now(UTC))
        metrics().add_metric(result.value, MetricUnit.Count, 1)

    answer = consume(
        event.to_dict(),
        uploads_in,
        take,
        sqs=clients.sqs(),
        queue_url=settings.inspection_queue().url,
        dlq_url=settings.dead_letter_queues().inspection,
    )
    metrics().flush_metrics()
    return answer
