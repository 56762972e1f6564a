"""From its queue: property claims against the land and housing registry."""

from datetime import UTC, datetime
from functools import partial

from chalice.app import Blueprint, SQSEvent

from functions.cloud import composition
from functions.cloud.check_consumer import consume_checks
from functions.cloud.logs import run
from functions.cloud.queues.batches import BatchAnswer
from functions.cloud.queues.checking import Judged
from functions.cloud.queues.queue import Queue
from functions.registration.checking.findings import Verdict
from functions.registration.registration import Registration

from .question import ask_about_home
from .seats import judge_seat

bp = Blueprint(__name__)


# One message at a time: a grandparents' home takes up to six questions, which must fit the function's time-out.
@bp.on_sqs_message(queue="PropertyQueue", batch_size=1, name="verify_property")
@run
def verify_property(event: SQSEvent) -> BatchAnswer:
    return consume_checks(
        event.to_dict(),
        partial(
            ask_about_home,
            registry=composition.property_registry(),
            household=composition.household_registry(),
        ),
        queue=Queue.PROPERTY,
        judge=_seat,
    )


def _seat(registration: Registration, verdict: Verdict) -> Judged:
    season = composition.season_table().get(registration.season, datetime.now(UTC))
    return judge_seat(registration, verdict, season=season, homes=composition.home_seats())
