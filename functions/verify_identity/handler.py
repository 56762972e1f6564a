"""From its queue: students and guardians against the household registry."""

from functools import partial

from chalice.app import Blueprint, SQSEvent

from functions.cloud import composition
from functions.cloud.check_consumer import consume_checks
from functions.cloud.logs import run
from functions.cloud.queues.batches import BatchAnswer
from functions.cloud.queues.queue import Queue

from .question import ask_household

bp = Blueprint(__name__)


# One message at a time: a guardian of six children takes seven questions, which must fit the function's time-out.
@bp.on_sqs_message(queue="IdentityQueue", batch_size=1, name="verify_identity")
@run
def verify_identity(event: SQSEvent) -> BatchAnswer:
    return consume_checks(
        event.to_dict(),
        partial(ask_household, registry=composition.household_registry()),
        queue=Queue.IDENTITY,
    )
