"""Fault injection: what one AWS call of a whole story can end in, and the seam's hook that lets it end so, once.

A point is a call, by its number since the story began, and a fault. Whoever made the call is then tried again, by the
client that has no answer or by Lambda, and nothing else goes wrong.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from threading import Lock
from typing import Any, NamedTuple

from botocore.exceptions import ClientError, ReadTimeoutError

from functions.cloud import clients
from functions.cloud.aws.calls import SEAM, Answer, Call, Caller
from functions.cloud.aws.errors import NoAnswerError, ThrottledError, TransactionCanceledError


class StoppedError(BaseException):
    """The process is gone: no handler of ours catches it, and whatever it still calls does nothing."""


class Fault(Enum):
    STOPPED_BEFORE = "stopped before the effect"
    STOPPED_AFTER = "stopped after the effect"
    THROTTLED = "throttled"
    CONFLICT = "conflict with another transaction"
    ANSWER_LOST = "timed out after the effect"


AFTER = {Fault.STOPPED_AFTER, Fault.ANSWER_LOST}
STOPS = {Fault.STOPPED_BEFORE, Fault.STOPPED_AFTER}


NOTING = "TransactWriteItems that notes an SMS"
"""Apart from the transactions of deeds."""


def _called(call: Call) -> str:
    parts = [part for item in call.parameters.get("TransactItems", ()) for part in item.values()]
    of_an_sms = any(part.get("Key", {}).get("pk", {}).get("S", "").startswith("V#") for part in parts)
    return NOTING if of_an_sms else call.operation


class Made(NamedTuple):
    """A call of the undisturbed story."""

    service: str
    operation: str

    @property
    def only_reads(self) -> bool:
        return self.operation.startswith(("Get", "BatchGet", "Query", "Head", "List", "Decrypt"))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Those it can end in: only a transaction conflicts, and what only reads has no effect to be lost."""
        return tuple(
            fault
            for fault in Fault
            if not (self.only_reads and fault in AFTER)
            and not (fault is Fault.CONFLICT and not self.operation.startswith("TransactWriteItems"))
        )


class Point(NamedTuple):
    """Where the story is disturbed, and how."""

    call: int
    fault: Fault


@dataclass
class Injector:
    """Counts a story's calls, and has the one of its point end in the point's fault."""

    point: Point | None = None
    made: list[Made] = field(default_factory=list)
    processes: list[int] = field(default_factory=list)
    """Of each call: which of the story's processes made it."""
    _process: int = 0
    _stopped: bool = False
    _lock: Lock = field(default_factory=Lock)

    def begin(self) -> None:
        """Another process, or the next invocation: it is not stopped."""
        self._stopped = False
        self._process += 1

    @contextmanager
    def standing(self) -> Iterator[None]:
        """Stands around every call while the block runs: our client's at the seam, botocore's at its own events."""
        events = clients.session()
        handlers: list[tuple[str, Callable[..., Any]]] = [
            ("before-call.s3", self._before_botocore),
            ("after-call.s3", self._after_botocore),
        ]
        for name, handler in handlers:
            events.register(name, handler)
        try:
            with SEAM.around(self._hook):
                yield
        finally:
            for name, handler in handlers:
                events.unregister(name, handler)

    def _hook(self, call: Call, then: Caller) -> Answer:
        fault = self._next(call.service, _called(call))
        if fault is None:
            return then(call)
        if fault in AFTER:
            then(call)
        self._raise(fault, call.operation, _own)
        raise AssertionError(fault)

    def _before_botocore(self, model: Any, **_: Any) -> None:
        fault = self._next(model.service_model.service_name, model.name)
        if fault is not None and fault not in AFTER:
            self._raise(fault, model.name, _botocore)
        self._after = fault

    def _after_botocore(self, model: Any, **_: Any) -> None:
        fault, self._after = self._after, None
        if fault is not None:
            self._raise(fault, model.name, _botocore)

    _after: Fault | None = None

    def _next(self, service: str, operation: str) -> Fault | None:
        with self._lock:
            if self._stopped:
                raise StoppedError
            number = len(self.made)
            self.made.append(Made(service, operation))
            self.processes.append(self._process)
        return self.point.fault if self.point is not None and self.point.call == number else None

    def _raise(self, fault: Fault, operation: str, error: Callable[[Fault, str], Exception]) -> None:
        if fault in STOPS:
            self._stopped = True
            raise StoppedError
        raise error(fault, operation)


def _own(fault: Fault, operation: str) -> Exception:
    if fault is Fault.THROTTLED:
        return ThrottledError(operation, 400, "ThrottlingException", {})
    if fault is Fault.CONFLICT:
        reasons = {"CancellationReasons": [{"Code": "TransactionConflict"}]}
        return TransactionCanceledError(operation, 400, "TransactionCanceledException", reasons)
    return NoAnswerError(operation, sent=True, cause="ReadTimeoutError")


def _botocore(fault: Fault, operation: str) -> Exception:
    if fault is Fault.THROTTLED:
        return ClientError({"Error": {"Code": "Throttling", "Message": "Rate exceeded"}}, operation)
    return ReadTimeoutError(endpoint_url="https://s3.example")
