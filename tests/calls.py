"""AWS calls of the functions, counted or held up where they all pass: at the seam, and at boto3's S3."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from functions.cloud import clients
from functions.cloud.aws.calls import SEAM, Answer, Call, Caller


@contextmanager
def counted() -> Iterator[list[str]]:
    """Calls by name, in their order, while the block runs; what happens once in a process's life is among them."""
    calls: list[str] = []

    def note(call: Call, then: Caller) -> Answer:
        calls.append(call.operation)
        return then(call)

    def note_boto3(model: Any, **_: Any) -> None:
        calls.append(model.name)

    events = clients.s3().meta.events
    events.register("before-call.s3", note_boto3)
    try:
        with SEAM.around(note):
            yield calls
    finally:
        events.unregister("before-call.s3", note_boto3)


@contextmanager
def before_dynamodb(act: Callable[[], None], operation: str | None = None) -> Iterator[None]:
    """`act` runs before every call of DynamoDB, or every one of an operation, of any thread; it may raise."""

    def first(call: Call, then: Caller) -> Answer:
        if call.service == "dynamodb" and operation in {None, call.operation}:
            act()
        return then(call)

    with SEAM.around(first):
        yield


def just_before_the_write(
    deed: Callable[[], object], operation: str = "TransactWriteItems"
) -> AbstractContextManager[None]:
    """`deed` is done whole between what a request read and what it writes."""
    left = [deed]

    def first() -> None:
        if left:
            left.pop()()

    return before_dynamodb(first, operation)
