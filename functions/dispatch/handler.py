"""From the table's stream: what was committed becomes messages."""

from datetime import UTC, datetime

from chalice.app import Blueprint, DynamoDBEvent

from functions.cloud import composition
from functions.cloud.logs import run
from functions.cloud.table.children.disputes import DisputeTable

from .claims import Aligned
from .stream import StreamAnswer, dispatch_changes

bp = Blueprint(__name__)


@bp.on_dynamodb_record(stream_arn="RegistrationStream", batch_size=100, name="dispatch")
@run
def dispatch(event: DynamoDBEvent) -> StreamAnswer:
    now = datetime.now(UTC)
    seasons = composition.season_table()
    children = Aligned(DisputeTable(composition.table()), lambda season: seasons.get(season, now), now)
    return dispatch_changes(event.to_dict(), outbox=composition.outbox(), children=children)
