"""From its queue: students and guardians against the household registry."""

from functools import partial

from chalice.app import Blueprint, SQSEvent

from functions.cloud import parts, settings
from functions.cloud.batches import BatchAnswer
from functions.cloud.check_queue import consume_checks

from .question import ask_household

bp = Blueprint(__name__)


# One message at a time: a guardian of six children takes seven questions, which must fit the function's time-out.
@bp.on_sqs_message(queue="IdentityQueue", batch_size=1, name="verify_identity")
def verify_identity(event: SQSEvent) -> BatchAnswer:
    return consume_checks(
        event.to_dict(),
        partial(ask_household, registry=parts.household()),
        queue_url=settings.queues().identity,
        dlq_url=settings.dead_letter_queues().identity,
    )
