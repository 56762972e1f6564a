"""AWS calls, counted as botocore makes them."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from functions.cloud import clients


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """Calls by name while the block runs; what happened once in a process's life is counted too."""
    made: Counter[str] = Counter()

    def note(model: Any, **_: Any) -> None:
        made[model.name] += 1

    watched: list[Any] = [clients.dynamodb(), clients.kms(), clients.s3(), clients.sqs()]
    for client in watched:
        client.meta.events.register("before-call", note)
    try:
        yield made
    finally:
        for client in watched:
            client.meta.events.unregister("before-call", note)
