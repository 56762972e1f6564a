"""An authority's queue, put together: both verifying functions consume theirs in this one way."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from functions.registration.checks import Check
from functions.registration.form import Form

from . import clients, parts
from .batches import BatchAnswer, consume
from .checking import Answered, Judge, settle
from .figures import counting
from .messages import CheckMessage, check_messages_in
from .secrets import macs


def consume_checks(
    event: Mapping[str, Any],
    ask: Callable[[Form, Check], Answered],
    *,
    queue_url: str,
    dlq_url: str,
    judge: Judge | None = None,
) -> BatchAnswer:
    """Settles each check of an SQS event by `ask`; answers which messages come back."""
    with counting() as count:

        def take(message: CheckMessage) -> None:
            now = datetime.now(UTC)
            settled = settle(
                message,
                ask,
                registrations=parts.registration_table(),
                results=parts.result_table(),
                season_of=lambda season: parts.season_table().get(season, now),
                macs=macs(),
                now=now,
                judge=judge,
            )
            count(settled.value)

        return consume(
            event, check_messages_in, take, sqs=clients.sqs(), queue_url=queue_url, dlq_url=dlq_url
        )
