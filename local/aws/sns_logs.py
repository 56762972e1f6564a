"""What Amazon SNS logs of an SMS, in the form in which CloudWatch's subscription brings it to a function."""

import base64
import gzip
import json
from datetime import UTC, datetime
from typing import Any

TAKEN = "Message has been accepted by phone"


def line(
    message_id: str,
    status: str = "SUCCESS",
    response: str = TAKEN,
    *,
    at: datetime,
    phone: str = "+8613800000000",
) -> str:
    return json.dumps(
        {
            "notification": {
                "messageId": message_id,
                "timestamp": f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}.{at.microsecond // 1000:03}",
            },
            "delivery": {
                "phoneCarrier": "China Mobile",
                "mnc": 0,
                "destination": phone,
                "priceInUSD": 0.02,
                "smsType": "Transactional",
                "mcc": 460,
                "providerResponse": response,
                "dwellTimeMs": 1344,
            },
            "status": status,
        }
    )


def brought(*lines: str, kind: str = "DATA_MESSAGE") -> dict[str, Any]:
    told = {
        "messageType": kind,
        "owner": "123456789012",
        "logGroup": "sns/us-east-1/123456789012/DirectPublishToPhoneNumber",
        "logStream": "7f000001",
        "subscriptionFilters": ["ruxue"],
        "logEvents": [
            {"id": str(number), "timestamp": 0, "message": one} for number, one in enumerate(lines)
        ],
    }
    data = base64.b64encode(gzip.compress(json.dumps(told).encode())).decode()
    return {"awslogs": {"data": data}}
