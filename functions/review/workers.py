"""The staff's function on the table's stream."""

from datetime import UTC, datetime
from functools import partial

from chalice.app import Blueprint, DynamoDBEvent

from functions.cloud import composition
from functions.review.statistics.counting import StreamAnswer, count_changes

bp = Blueprint(__name__)


@bp.on_dynamodb_record(stream_arn="RegistrationStream", batch_size=100, name="count")
def count(event: DynamoDBEvent) -> StreamAnswer:
    from functions.cloud.staff.sought import SoughtTable

    now = datetime.now(UTC)
    return count_changes(
        event.to_dict(),
        figures=composition.figure_table(),
        marks=composition.marks(),
        sought=SoughtTable(composition.table()),
        season_of=lambda season: composition.season_table().get(season, now),
        send=composition.job_queue().send,
    )
<<<<<<< HEAD
=======


@bp.on_sqs_message(queue="ExportQueue", batch_size=1, name="export")
def export(event: SQSEvent) -> BatchAnswer:
    from functions.cloud.staff.seasons import whole_season

    def take(message: ExportMessage) -> None:
        now = datetime.now(UTC)
        make_export(
            message.export_id,
            exports=composition.export_table(),
            files=composition.export_files(),
            season_of=lambda season: composition.season_table().get(season, now),
            everyone=lambda season: whole_season(season, composition.result_table()),
            whole=composition.submitted_forms().of,
            recorded=lambda deed: partial(composition.audit_trail().write_with, deed=deed, now=now),
            now=now,
        )

    return consume(event.to_dict(), export_messages_in, take, source=composition.source_queue(Queue.EXPORT))
>>>>>>> 01ada66 (Write each deed of staff with its audit event, and know a request that comes again)
