"""From their queues: one SMS for one notice, codes apart from all others."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from chalice.app import Blueprint, SQSEvent

from functions.cloud import composition
from functions.cloud.logs import logger, run
from functions.cloud.metrics import counting
from functions.cloud.queues.batches import BatchAnswer, consume
from functions.cloud.queues.messages import NoticeMessage, notice_messages_in
from functions.cloud.queues.queue import Queue
from functions.cloud.sealing.secrets import macs, secrets
from functions.cloud.sms import deployed
from functions.cloud.sms.blocks import SmsBlocks

from .handing import Held, Result
from .ports import Provider
from .sending import notify as send

bp = Blueprint(__name__)


# One message at a time, in both: a provider's slow answer must not keep the next family waiting.
@bp.on_sqs_message(queue="CodeQueue", batch_size=1, name="send_code")
@run
def send_code(event: SQSEvent) -> BatchAnswer:
    return _sent(event.to_dict(), Queue.CODE)


@bp.on_sqs_message(queue="NoticeQueue", batch_size=1, name="notify")
@run
def notify(event: SQSEvent) -> BatchAnswer:
    return _sent(event.to_dict(), Queue.NOTICE)


def _sent(event: Mapping[str, Any], queue: Queue) -> BatchAnswer:
    with counting() as count:

        def take(message: NoticeMessage) -> None:
            now = datetime.now(UTC)
            try:
                result = _one(message, now)
            except Held:
                count("NoticeHeld")
                raise
            ids = {"registration_id": message.registration_id, "notice": message.notice}
            logger().info("notice_taken", extra=ids | {"became": result.value})
            count(result.value)

        return consume(event, notice_messages_in, take, source=composition.source_queue(queue))


def _one(message: NoticeMessage, now: datetime) -> Result:
    return send(
        message,
        registrations=composition.registration_table(),
        notices=composition.result_table(),
        deliveries=deployed.deliveries(),
        budget=composition.limits(),
        season_of=lambda season: composition.season_table().get(season, now),
        providers=_providers(),
        macs=macs(),
        now=now,
    )


def _providers() -> list[Provider]:
    return [
        Provider(name, sms, SmsBlocks(composition.table(), name))
        for name, sms in deployed.providers(secrets()).items()
    ]
