"""A breaker around an authority: a gateway that fails is left alone for a while, by every function alike.

The state of each breaker is one item of the breakers' table, read at most once in `CACHED` seconds by each
execution environment. `shared_state` also writes when its breaker opens, is tried out, or closes: at most 3 calls
in such a request. `observed_state` never writes: no request costs more than 1 call, which prefill can afford.
"""

import time
from collections.abc import Mapping
from typing import Any, cast

from aws_lambda_powertools.utilities.circuit_breaker import (
    CircuitBreakerConfig,
    CircuitInfo,
    CircuitTransition,
    circuit_breaker,
)
from aws_lambda_powertools.utilities.circuit_breaker.persistence import (
    CircuitBreakerDynamoDBPersistence,
    CircuitBreakerPersistenceLayer,
)
from aws_lambda_powertools.utilities.circuit_breaker.persistence.base import CircuitBreakerExistingLockError

from functions.cloud.aws.errors import ConditionalCheckFailedError
from functions.cloud.aws.services import DynamoDb
from functions.cloud.logs import logger
from functions.registration.checking.authorities import AuthorityUnavailableError

from .transport import Ask

FAILURES = 5
"""Failed questions in a row, in one execution environment, that open the breaker."""

PAUSE = 30
"""Seconds until an open breaker lets one question through to see."""

CACHED = 5
"""Seconds for which a state that was read is believed."""

CONFIG = CircuitBreakerConfig(
    failure_threshold=FAILURES,
    recovery_timeout=PAUSE,
    success_threshold=1,  # an environment that tries it out may see no second question before its lease ends
    handled_exceptions=AuthorityUnavailableError,
    local_cache_max_age=CACHED,
)


class _SharedState(CircuitBreakerDynamoDBPersistence):
    """Over our client, whose conditions fail with errors of ours."""

    def _put_record(self, *arguments: Any, **named: Any) -> None:
        try:
            super()._put_record(*arguments, **named)
        except ConditionalCheckFailedError as error:
            raise CircuitBreakerExistingLockError from error


class _ObservedState(CircuitBreakerDynamoDBPersistence):
    """Reads what others wrote; its own findings stay in this environment, for `CACHED` seconds."""

    def try_acquire_half_open(self, name: str, owner: str, opened_at: int) -> bool:
        del name, owner, opened_at
        return False

    def _put_record(self, *_: object, **__: object) -> None:
        return

    def _update_record(self, *_: object, **__: object) -> None:
        return


def shared_state(table: str, client: DynamoDb) -> CircuitBreakerPersistenceLayer:
    """The whole breaker: reads, opens, tries out and closes. For codes and for the queues' checks."""
    return _SharedState(table, boto3_client=cast("Any", client))


def observed_state(table: str, client: DynamoDb) -> CircuitBreakerPersistenceLayer:
    """Obeys the breaker at 1 call a request at most, and leaves opening and trying out to `shared_state`."""
    return _ObservedState(table, boto3_client=cast("Any", client))


def guarded(
    ask: Ask, name: str, state: CircuitBreakerPersistenceLayer, *, config: CircuitBreakerConfig = CONFIG
) -> Ask:
    """`ask` behind the breaker of this name.

    While it is open, AuthorityUnavailableError(`breaker_open`) with `retry_after` in seconds, at once. A breaker
    whose table cannot be read is a closed one. AuthorityUnavailableError alone counts as failure.
    """

    def refuse(path: str, question: Mapping[str, object], *, deadline: float, circuit: CircuitInfo) -> None:
        del path, question, deadline
        opened_at = circuit.opened_at or time.time()
        left = opened_at + config.recovery_timeout - time.time()
        raise AuthorityUnavailableError("breaker_open", retry_after=max(left, 1.0))

    around = circuit_breaker(name, state, on_circuit_open=refuse, on_transition=_tell, config=config)
    protected: Ask = around(ask)
    return protected


def _tell(transition: CircuitTransition) -> None:
    states = {"from": str(transition.from_state), "to": str(transition.to_state)}
    logger().warning("breaker_moved", extra={"breaker": transition.circuit_name} | states)
