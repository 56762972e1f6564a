"""Logs and metrics: JSON, ids only (docs/promises.md). Powertools is imported with the first line that is written.

Every line names its trace: the request of a family or of staff, or the run of the clock, that it follows from, however
many functions are between (docs/operations/following.md). The trace goes with what is written and what is sent, so that
it costs no call; it is put into a line as that is written, so that Powertools need not be there before.

The veil is a second line of defence, not the first: it hides what looks like a resident identity number or a
mainland mobile number in what a program logged by mistake. It knows no names, no addresses and no other documents.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger, Metrics

SERVICE = "ruxue"

_PERSONAL = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|(?:\+?86)?1[3-9]\d{9})(?![0-9A-Za-z])")


_TRACE: ContextVar[str | None] = ContextVar("trace", default=None)
_RUN: ContextVar[str | None] = ContextVar("run", default=None)

Event = TypeVar("Event", bound=Any)
Answer = TypeVar("Answer")


def trace() -> str | None:
    """Of what is done now; None where nothing runs."""
    return _TRACE.get()


@contextmanager
def traced(by: str | None) -> Iterator[None]:
    """While it lasts this is the trace; where that is not known, what was it before."""
    before = _TRACE.set(by or _TRACE.get())
    try:
        yield
    finally:
        _TRACE.reset(before)


@contextmanager
def running(run: str | None, by: str | None = None) -> Iterator[None]:
    """One run of a function, by Lambda's id of it, for a trace; without one it is a trace of its own."""
    before = _RUN.set(run)
    try:
        with traced(by or run):
            yield
    finally:
        _RUN.reset(before)


def run(handle: Callable[[Event], Answer]) -> Callable[[Event], Answer]:
    """Around the handler of an event that no request is known of: what it does by itself has its own trace."""

    @wraps(handle)
    def inner(event: Event) -> Answer:
        with running(getattr(event.context, "aws_request_id", None)):
            return handle(event)

    return inner


def veiled(value: Any) -> Any:
    """`value` with personal-looking numbers hidden, at any depth of lists and mappings, keys too."""
    match value:
        case bool() | None | float():
            return value
        case str():
            return _PERSONAL.sub("[hidden]", value)
        case int():
            return value if veiled(str(value)) == str(value) else "[hidden]"
        case dict():
            return {veiled(key): veiled(entry) for key, entry in value.items()}
        case list() | tuple() | set() | frozenset():
            return [veiled(entry) for entry in value]
        case _:
            return veiled(str(value))


def _line(entry: dict[str, Any]) -> str:
    ids = {"trace": _TRACE.get(), "run": _RUN.get()}
    said = entry | {name: value for name, value in ids.items() if value is not None}
    return json.dumps(veiled(said), ensure_ascii=False)


@cache
def logger() -> "Logger":
    """One for all rooms. Level by POWERTOOLS_LOG_LEVEL, INFO by default."""
    from aws_lambda_powertools import Logger

    return Logger(service=SERVICE, json_serializer=_line)


@cache
def metrics() -> "Metrics":
    """One for all rooms: CloudWatch metrics written to the log."""
    from aws_lambda_powertools import Metrics

    return Metrics(namespace="Ruxue", service=SERVICE)
