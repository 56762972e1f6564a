"""From its queue: one SMS for one notice."""

from datetime import UTC, datetime

from chalice.app import Blueprint, SQSEvent

from functions.cloud import clients, parts, settings
from functions.cloud.batches import BatchAnswer, consume
from functions.cloud.figures import counting
from functions.cloud.messages import NoticeMessage, notice_messages_in
from functions.cloud.secrets import macs

from .sending import notify as send

bp = Blueprint(__name__)


# One message at a time: a provider's slow answer must not keep the next family waiting for its code.
@bp.on_sqs_message(queue="NoticeQueue", batch_size=1, name="notify")
def notify(event: SQSEvent) -> BatchAnswer:
    with counting() as count:

        def take(message: NoticeMessage) -> None:
            now = datetime.now(UTC)
            result = send(
                message,
                registrations=parts.registration_table(),
                notices=parts.result_table(),
                budget=parts.limits(),
                season_of=lambda season: parts.season_table().get(season, now),
                sms=parts.sms(),
                macs=macs(),
                now=now,
            )
            count(result.value)

        return consume(
            event.to_dict(),
            notice_messages_in,
            take,
            sqs=clients.sqs(),
            queue_url=settings.queues().notice,
            dlq_url=settings.dead_letter_queues().notice,
        )
