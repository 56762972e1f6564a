"""AWS calls of the functions, counted as botocore makes them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from functions.cloud import clients

CLIENTS: tuple[Callable[[], Any], ...] = (
    clients.dynamodb,
    clients.kms,
    clients.s3,
    clients.sqs,
    clients.secretsmanager,
)


@contextmanager
def counted() -> Iterator[list[str]]:
    """Calls by name, in their order, while the block runs; what happens once in a process's life is among them."""
    calls: list[str] = []

    def note(model: Any, **_: Any) -> None:
        calls.append(model.name)

    made = [make() for make in CLIENTS]
    for one in made:
        one.meta.events.register("before-call.*.*", note)
    try:
        yield calls
    finally:
        for one in made:
            one.meta.events.unregister("before-call.*.*", note)
