"""The staff's function on the table's stream."""

from datetime import UTC, datetime

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
