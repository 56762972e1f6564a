"""What S3 tells the queue about uploads (event message structure 2.x)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote_plus


@dataclass(frozen=True)
class Upload:
    """One object that arrived in quarantine, `at` S3's own time."""

    key: str
    at: datetime

    @property
    def ids(self) -> tuple[str, str]:
        """Registration and document; for a key that is not ours the second is empty, so nothing is found."""
        registration_id, _, document_id = self.key.partition("/")
        return registration_id, document_id


def uploads_in(body: str) -> Sequence[Upload]:
    """The uploads of one message; none for the test event that S3 sends when the bucket is told of the queue.

    Raises ValueError, KeyError or TypeError when it is no notification.
    """
    message = json.loads(body)
    if isinstance(message, dict) and message.get("Event") == "s3:TestEvent":
        return []
    return [
        Upload(
            key=unquote_plus(record["s3"]["object"]["key"]),
            at=datetime.fromisoformat(record["eventTime"]),
        )
        for record in message["Records"]
        if record["eventName"].startswith("ObjectCreated:")
    ]
