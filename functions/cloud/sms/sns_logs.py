"""What Amazon SNS writes of SMS into CloudWatch Logs, as a subscription hands it over: gzip in base64, lines of JSON.

`notification.messageId` (what Publish answered), `notification.timestamp` (UTC), `delivery.destination`,
`delivery.providerResponse` (a sentence), `status` (docs.aws.amazon.com/sns, SMS delivery status in CloudWatch Logs).
"""

import base64
import gzip
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ValidationError

from functions.registration.registration import DeliveryState

from .reports import Aside, Id, Pushed, Report, ReportEntry, delivered_at, delivery, phone_of

OF_MESSAGES = "DATA_MESSAGE"
"""All else is CloudWatch trying whether the function is there."""

STATES: Mapping[str, DeliveryState] = {
    "SUCCESS": DeliveryState.DELIVERED,
    "FAILURE": DeliveryState.NOT_DELIVERED,
}


def _word(sentence: Any) -> str:
    """`Phone is currently unreachable/unavailable` as a code, without a digit that could be a phone's."""
    return re.sub("[^a-z]+", "_", str(sentence).lower()).strip("_")


class _Notification(ReportEntry):
    messageId: Id  # noqa: N815 - Amazon's names
    timestamp: Aside = ""


class _Delivery(ReportEntry):
    destination: Aside = ""
    providerResponse: Annotated[str, BeforeValidator(_word)] = ""  # noqa: N815


class _Line(ReportEntry):
    notification: _Notification
    delivery: _Delivery = _Delivery()
    status: Literal["SUCCESS", "FAILURE"]

    def report(self, now: datetime) -> Report:
        at = delivered_at(self.notification.timestamp, "%Y-%m-%d %H:%M:%S.%f", UTC, now)
        made = delivery(STATES[self.status], self.delivery.providerResponse, at)
        return Report(self.notification.messageId, made, phone=phone_of(self.delivery.destination))


def logged(event: Mapping[str, Any], now: datetime) -> Pushed:
    """Line by line: one that cannot be read keeps no other from being taken."""
    batch = json.loads(gzip.decompress(base64.b64decode(event["awslogs"]["data"])))
    lines = batch["logEvents"] if batch["messageType"] == OF_MESSAGES else []
    reports = []
    for line in lines:
        try:
            reports.append(_Line.model_validate_json(line["message"]).report(now))
        except ValidationError:
            continue
    return Pushed(reports, len(lines) - len(reports))
