"""A snapshot of the data stack on moto: made once a process, copied for each test."""

import copy
import threading
from collections.abc import Iterator
from typing import Any

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
    """What moto's backends hold when it is made."""

    def __init__(self) -> None:
        self._backends = list(_living())
        self._held = self._copied([dict(vars(backend)) for backend in self._backends], self._backends)

    def restore(self) -> None:
        """Into moto's empty backends. A message that lies in a queue was sent just now."""
        living = list(_living())
        for backend, held in zip(living, self._copied(self._held, living), strict=True):
            vars(backend).update(held)
        now: Any = unix_time_millis()
        for queue in sqs_backends[ACCOUNT][REGION].queues.values():
            for message in queue._messages:
                message.sent_timestamp = message.visible_at = now

    def _copied(self, held: list[dict[str, Any]], pointed_at: list[Any]) -> list[dict[str, Any]]:
        """What points at one of the first backends points at the one in its place."""
        memo = {id(before): after for before, after in zip(self._backends, pointed_at, strict=True)}
        queues = held[-1]["queues"].values()
        memo |= {id(queue._messages_lock): threading.Condition() for queue in queues}
        return copy.deepcopy(held, memo)


def _living() -> Iterator[Any]:
    return (backends[ACCOUNT][region] for backends, region in BACKENDS)
