"""The staff's function on the table's stream."""

from datetime import UTC, datetime

from chalice.app import Blueprint, CloudWatchEvent, DynamoDBEvent, Rate

from functions.cloud import composition
from functions.cloud.logs import logger, run
from functions.cloud.metrics import counting
from functions.review.statistics.counting import StreamAnswer, count_changes

bp = Blueprint(__name__)


@bp.on_dynamodb_record(stream_arn="RegistrationStream", batch_size=100, name="count")
@run
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


@bp.schedule(Rate(1, unit=Rate.DAYS), name="keep_audit_ends")
@run
def keep_audit_ends(_: CloudWatchEvent) -> None:
    from functions.cloud.sealing.audit_ends import audit_ends
    from functions.review.audit.trail import keep_ends

    now = datetime.now(UTC)
    seasons = [season.id for season in composition.season_table().all(now)]
    season_count = keep_ends(seasons, trail=composition.audit_trail(), ends=audit_ends(), now=now)
    logger().info("audit ends kept", extra={"seasons": season_count})


@bp.schedule(Rate(1, unit=Rate.HOURS), name="watch_readings")
@run
def watch_readings(_: CloudWatchEvent) -> None:
    from functions.review.audit.readers import watch_readers

    now = datetime.now(UTC)
    seasons = [season.id for season in composition.season_table().all(now)]
    with counting() as counted:
        watch_readers(seasons, trail=composition.audit_trail(), count=counted, now=now)
