"""Reporting 回执: what a provider's report of an SMS makes of its notice."""

from datetime import datetime

from functions.registration.registration import Delivery, DeliveryState, Notice, NoticeState
from functions.registration.values.phones import mask_phone


def reported(notice: Notice, delivery: Delivery, *, now: datetime, phone: str | None = None) -> Notice | None:
    """The notice as it then stands; None where the report tells nothing new, or of what was never handed over.

    Whatever may have gone has gone, once a provider reports of it: nothing more is sent. `phone`: where it went.
    """
    if notice.state is NoticeState.SENT:
        known = {"delivery": delivery}
        return notice.model_copy(update=known) if tells_more(delivery, notice.delivery) else None
    if notice.sends == 0:
        return None
    gone = {"state": NoticeState.SENT, "since": now, "sent_at": now, "reason": None, "delivery": delivery}
    shown = {} if phone is None else {"phone": mask_phone(phone)}
    return notice.model_copy(update=gone | shown)


def tells_more(delivery: Delivery, known: Delivery | None) -> bool:
    """Delivered is the last word; of all else the first report stands, whatever order reports come in."""
    if known is None:
        return True
    return known.state is DeliveryState.NOT_DELIVERED and delivery.state is DeliveryState.DELIVERED
