"""Every SMS that the functions handed to SNS, newest first. It stands for all the phones of the town."""

import threading
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TypedDict


class Sms(TypedDict):
    """One message as it was handed over; `at` is RFC 3339 in UTC."""

    phone: str
    text: str
    at: str


class Inbox:
    def __init__(self, kept: Iterable[Sms] = ()) -> None:
        self._messages = list(kept)
        self._lock = threading.Lock()

    def add(self, phone: str, text: str) -> Sms:
        sms: Sms = {"phone": phone, "text": text, "at": datetime.now(UTC).isoformat()}
        with self._lock:
            self._messages.append(sms)
        return sms

    def newest_first(self, phone: str | None = None) -> list[Sms]:
        """All messages, or those to a phone given by its ending (with or without country code)."""
        with self._lock:
            wanted = [sms for sms in self._messages if phone is None or sms["phone"].endswith(phone)]
        return wanted[::-1]

    def __len__(self) -> int:
        return len(self._messages)
