"""What the local cloud counts: nothing but numbers and names of operations."""

import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Figures:
    """Counters that any thread may add to."""

    requests: int = 0
    slowest_request_ms: float = 0.0
    slowest_request: str = ""
    aws_calls: Counter[str] = field(default_factory=Counter)
    invocations: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    messages: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def request(self, name: str, milliseconds: float) -> None:
        with self._lock:
            self.requests += 1
            if milliseconds > self.slowest_request_ms:
                self.slowest_request_ms, self.slowest_request = milliseconds, name

    def aws_call(self, operation: str) -> None:
        with self._lock:
            self.aws_calls[operation] += 1

    def invocation(self, function: str, *, messages: int, failed: bool) -> None:
        with self._lock:
            self.invocations[function] += 1
            self.messages[function] += messages
            if failed:
                self.failures[function] += 1

    def to_json(self, sms: int) -> dict[str, Any]:
        with self._lock:
            return {
                "requests": self.requests,
                "slowest_request_ms": round(self.slowest_request_ms, 1),
                "slowest_request": self.slowest_request,
                "messages": dict(self.messages),
                "invocations": dict(self.invocations),
                "failures": dict(self.failures),
                "sms": sms,
                "aws_calls": dict(self.aws_calls),
            }
