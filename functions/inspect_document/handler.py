"""From the upload queue: is this file what it says, and safe to look at."""

from datetime import UTC, datetime

from chalice.app import Blueprint, SQSEvent

from functions.cloud import composition
from functions.cloud.logs import run
from functions.cloud.metrics import counting
from functions.cloud.queues.batches import BatchAnswer, consume
from functions.cloud.queues.queue import Queue

from .notification import Upload, uploads_in
from .upload import inspect_upload

bp = Blueprint(__name__)


# One message at a time: the memory that one picture may take is the function's (docs/files.md).
@bp.on_sqs_message(queue="InspectionQueue", batch_size=1, name="inspect_document")
@run
def inspect_document(event: SQSEvent) -> BatchAnswer:
    with counting() as count:

        def take(upload: Upload) -> None:
            result = inspect_upload(
                upload,
                store=composition.result_table(),
                uploads=composition.uploads(),
                scanner=composition.malware_scanner(),
                now=datetime.now(UTC),
            )
            count(result.value)

        return consume(
            event.to_dict(),
            uploads_in,
            take,
            source=composition.source_queue(Queue.INSPECTION),
        )
