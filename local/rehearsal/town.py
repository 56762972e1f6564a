"""The deployed APIs as the demo's stories use them: real time, phones in the emulator, quiet where nothing runs."""

import base64
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from local.demo.client import Answer, DifferentError, Json, Town
from local.issuer import token_for

SITE = "https://ruxue.example"
"""Where the pages would be: what sign-in sends people back to."""

PDF = "application/pdf"
STAFF = "/api/staff"
LOGS = "/aws/lambda/"
STILL = 4.0
"""Seconds without any message or call after which nothing more is expected."""

PATIENCE = 120.0
"""Seconds until what does not become quiet is a fault."""


@dataclass
class Deployed(Town):
    """`site` is the guardians' API; the staff's has an address of its own."""

    staff: str = ""
    issuer: str = ""
    endpoint: str = ""
    client: Callable[[str], Any] = field(default=lambda _: None)

    def call(self, method: str, path: str, body: Any = None, headers: Json | None = None) -> Answer:
        if not path.startswith(STAFF):
            return _as_sent(super().call(method, path, body, headers))
        desk = Town(self.staff, self.http)
        return desk.call(method, path, body, headers)

    def token(self, sub: str) -> str:
        if sub not in self.tokens:
            self.tokens[sub] = token_for(self.issuer, sub, site=SITE)
        return self.tokens[sub]

    def sms_to(self, phone: str) -> list[Json]:
        """Newest first; what Amazon SNS was given for this phone."""
        number = f"+86{phone}"
        path = f"/_ministack/sns/sms-messages?phoneNumber={quote(number)}"
        told = self.http.request("GET", f"{self.endpoint}{path}").json()["sms_messages"]
        return [{"phone": number, "text": one["Message"]} for one in reversed(told.get(number, []))]

    def settle(self) -> None:
        """Until every queue is empty and no function was called for a while. Raises DifferentError."""
        deadline = time.monotonic() + PATIENCE
        before, since = self._state(), time.monotonic()
        while time.monotonic() < deadline:
            time.sleep(0.25)
            now = self._state()
            if now != before or now[0]:
                before, since = now, time.monotonic()
            elif time.monotonic() - since >= STILL:
                return
        raise DifferentError(f"not quiet after {PATIENCE:.0f} s: {before[0]} messages wait")

    def advance(self, **units: float) -> None:
        """Time is real here: who wants a minute to have passed waits for it."""
        time.sleep(timedelta(**units).total_seconds())
        self.settle()

    def waiting(self) -> dict[str, int]:
        """Messages by queue, those in flight with them; queues without any are left out."""
        sqs, found = self.client("sqs"), {}
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        for url in sqs.list_queues().get("QueueUrls", []):
            counts = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
            if total := sum(int(counts[name]) for name in names):
                found[url.rsplit("/", 1)[-1].split("-")[-2]] = total
        return found

    def log(self) -> dict[str, list[str]]:
        """What every function wrote, by its name in the templates."""
        logs, found = self.client("logs"), {}
        for group in logs.describe_log_groups(logGroupNamePrefix=LOGS)["logGroups"]:
            pages = logs.get_paginator("filter_log_events").paginate(logGroupName=group["logGroupName"])
            name = "-".join(group["logGroupName"].removeprefix(LOGS).split("-")[1:-1])
            found[name] = [one["message"] for page in pages for one in page["events"]]
        return found

    def calls(self) -> Counter[str]:
        """How often each function was called."""
        return Counter(
            {name: sum(line.startswith("START ") for line in lines) for name, lines in self.log().items()}
        )

    def faults(self) -> list[str]:
        """Lines in which a function says that something failed."""
        return [
            f"{name}: {line.strip()[:300]}"
            for name, lines in self.log().items()
            for line in lines
            if '"level": "ERROR"' in line or "Traceback (most recent call last)" in line
        ]

    def keep_log(self, path: Path) -> None:
        lines = [f"{name}: {line.rstrip()}" for name, lines in self.log().items() for line in lines]
        path.write_text("\n".join(lines) + "\n")

    def _state(self) -> tuple[dict[str, int], int]:
        return self.waiting(), sum(self.calls().values())


def _as_sent(answer: Answer) -> Answer:
    """A PDF comes in base64, since ministack does not read the API's own list of binary types."""
    if answer.headers.get("Content-Type") == PDF and not answer.body.startswith(b"%PDF-"):
        return Answer(answer.status, base64.b64decode(answer.body), answer.headers)
    return answer
