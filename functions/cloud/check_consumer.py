"""An authority's queue, put together: both verifying functions consume theirs in this one way."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from functions.cloud.queues.batches import BatchAnswer, consume
from functions.cloud.queues.checking import Answered, Judge, settle
from functions.cloud.queues.messages import CheckMessage, check_messages_in
from functions.cloud.queues.queue import Queue
from functions.cloud.sealing.secrets import macs
from functions.registration.checks import Check
from functions.registration.form import Form
from functions.registration.season.season import Season

from . import composition
from .logs import logger
from .metrics import counting


def consume_checks(
    event: Mapping[str, Any],
    ask: Callable[[Form, Check, Season], Answered],
    *,
    queue: Queue,
    judge: Judge | None = None,
) -> BatchAnswer:
    """Settles each check of an SQS event by `ask`; answers which messages come back."""
    with counting() as count:

        def take(message: CheckMessage) -> None:
            now = datetime.now(UTC)
            settled = settle(
                message,
                ask,
                registrations=composition.registration_table(),
                results=composition.result_table(),
                season_of=lambda season: composition.season_table().get(season, now),
                macs=macs(),
                now=now,
                judge=judge,
                claims=composition.child_claims(),
            )
            ids = {"registration_id": message.registration_id, "check": message.check}
            logger().info("check_taken", extra=ids | {"became": settled.value})
            count(settled.value)

        return consume(event, check_messages_in, take, source=composition.source_queue(queue))
