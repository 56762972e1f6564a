"""From the table's stream: what was committed becomes messages."""

from chalice.app import Blueprint, DynamoDBEvent

from functions.cloud import composition

from .stream import StreamAnswer, dispatch_changes

bp = Blueprint(__name__)


@bp.on_dynamodb_record(stream_arn="RegistrationStream", batch_size=100, name="dispatch")
def dispatch(event: DynamoDBEvent) -> StreamAnswer:
    return dispatch_changes(event.to_dict(), outbox=composition.outbox())
