"""A snapshot of the data stack on moto: made once a process, read for each test."""

import pickle
import threading
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from moto.core.utils import unix_time_millis
from moto.dynamodb.models import dynamodb_backends
from moto.kms.models import kms_backends
from moto.s3.models import s3_backends
from moto.secretsmanager.models import secretsmanager_backends
from moto.sns.models import sns_backends
from moto.sqs.models import sqs_backends

from local.aws.clients import ACCOUNT, REGION

GLOBAL = "aws"
"""Where moto keeps what belongs to no region."""

Left = tuple[str, int]
"""What is not written down, and which one of its kind."""

BACKENDS: tuple[tuple[Any, str], ...] = (
    (dynamodb_backends, REGION),
    (kms_backends, REGION),
    (s3_backends, GLOBAL),
    (secretsmanager_backends, REGION),
    (sns_backends, REGION),
    (sqs_backends, REGION),
)
"""Of the services that the data stack is made of. CloudFormation, which made it, is asked nothing afterwards."""


class Snapshot:
    """What moto's backends hold when it is made, written down: to read it is a fifth of the work of copying it."""

    def __init__(self) -> None:
        written, backends = BytesIO(), list(_living())
        self._keys: list[RSAPrivateKey] = []
        _Writer(written, backends, self._keys).dump([dict(vars(backend)) for backend in backends])
        self._written = written.getvalue()

    def restore(self) -> None:
        """Into moto's empty backends. A message that lies in a queue was sent just now."""
        living = list(_living())
        held: list[dict[str, Any]] = _Reader(BytesIO(self._written), living, self._keys).load()
        for backend, content in zip(living, held, strict=True):
            vars(backend).update(content)
        now: Any = unix_time_millis()
        for queue in sqs_backends[ACCOUNT][REGION].queues.values():
            for message in queue._messages:
                message.sent_timestamp = message.visible_at = now


class _Writer(pickle.Pickler):
    """Leaves out locks, private keys, which never change, and the backends: what points at one points at the one in
    its place.
    """

    def __init__(self, to: BytesIO, backends: list[Any], keys: list[RSAPrivateKey]) -> None:
        super().__init__(to)
        self._places = {id(backend): place for place, backend in enumerate(backends)}
        self._keys = keys

    def persistent_id(self, held: Any) -> Left | None:
        if isinstance(held, threading.Condition):
            return "lock", 0
        if isinstance(held, RSAPrivateKey):
            self._keys.append(held)
            return "key", len(self._keys) - 1
        place = self._places.get(id(held))
        return None if place is None else ("backend", place)


class _Reader(pickle.Unpickler):
    def __init__(self, written: BytesIO, backends: list[Any], keys: list[RSAPrivateKey]) -> None:
        super().__init__(written)
        self._left = {"backend": backends, "key": keys}

    def persistent_load(self, left: Left) -> Any:
        kind, place = left
        return threading.Condition() if kind == "lock" else self._left[kind][place]


def _living() -> Iterator[Any]:
    return (backends[ACCOUNT][region] for backends, region in BACKENDS)
