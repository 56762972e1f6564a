"""A breaker around an authority: a gateway that fails is left alone for a while, by every function alike.

The state of each breaker is one item of the breakers' table, read at most once in `CACHED` seconds by each
execution environment. `shared_state` also writes when its breaker opens, is tried out, or closes: at most 3 calls
in such a request. `observed_state` never writes: no request costs more than 1 call, which prefill can afford.
"""

import time
from collections.abc import Callable, Mapping

from functions.cloud.aws.services import DynamoDb
from functions.cloud.logs import logger
from functions.registration.checking.authorities import AuthorityUnavailableError, DocumentNotHeldError

from .breaker_state import BreakerStates, Mark, State
from .transport import Ask

FAILURES = 5
"""Failed questions in a row, in one execution environment, that open the breaker."""

PAUSE = 30
"""Seconds until an open breaker lets one question through to see, and that this one may take."""

CACHED = 5
"""Seconds for which a state that was read is believed."""


def shared_state(table: str, client: DynamoDb) -> BreakerStates:
    """The whole breaker: reads, opens, tries out and closes. For codes and for the queues' checks."""
    return BreakerStates(client, table, believed=CACHED, writes=True)


def observed_state(table: str, client: DynamoDb) -> BreakerStates:
    """Obeys the breaker at 1 call a request at most, and leaves opening and trying out to `shared_state`."""
    return BreakerStates(client, table, believed=CACHED, writes=False)


def guarded(ask: Ask, name: str, states: BreakerStates, *, now: Callable[[], float] = time.time) -> Ask:
    """`ask` behind the breaker of this name.

    While it is open, AuthorityUnavailableError(`breaker_open`) with `retry_after` in seconds, at once. A breaker
    whose table cannot be read is a closed one. AuthorityUnavailableError alone counts as failure.
    """
    return _Breaker(ask, name, states, now).ask


class _Breaker:
    def __init__(self, ask: Ask, name: str, states: BreakerStates, now: Callable[[], float]) -> None:
        self._ask = ask
        self._name = name
        self._states = states
        self._now = now
        self._failed = 0

    def ask(
        self, path: str, question: Mapping[str, object], *, deadline: float
    ) -> Mapping[str, object] | None:
        """See `guarded`."""
        trying = self._let_through()
        try:
            answer = self._ask(path, question, deadline=deadline)
        except AuthorityUnavailableError:
            self._failed += 1
            if trying or self._failed >= FAILURES:
                self._move(State.TRYING if trying else State.CLOSED, State.OPEN)
            raise
        except DocumentNotHeldError:
            self._answered(trying=trying)
            raise
        self._answered(trying=trying)
        return answer

    def _let_through(self) -> bool:
        """Whether this question is the one that tries the gateway out. Raises AuthorityUnavailableError."""
        now = int(self._now())
        mark = self._states.read(self._name, now)
        if mark.state is State.CLOSED:
            return False
        if mark.until <= now and self._states.claim(self._name, mark, Mark(State.TRYING, now + PAUSE), now):
            self._tell(mark.state, State.TRYING)
            return True
        raise AuthorityUnavailableError("breaker_open", retry_after=max(mark.until - self._now(), 1.0))

    def _answered(self, *, trying: bool) -> None:
        self._failed = 0
        if trying:
            self._move(State.TRYING, State.CLOSED)

    def _move(self, before: State, after: State) -> None:
        now = int(self._now())
        self._failed = 0
        self._states.write(self._name, Mark(after, now + PAUSE if after is State.OPEN else 0), now)
        self._tell(before, after)

    def _tell(self, before: State, after: State) -> None:
        moved = {"breaker": self._name, "from": before.value, "to": after.value}
        logger().warning("breaker_moved", extra=moved)
