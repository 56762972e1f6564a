"""The seam: the one place through which every AWS call of the hot paths goes, whatever client carries it.

What counts calls, looks at them, delays or breaks them stands around it, and sees the operation's name and its
parameters as Amazon's reference of the service spells them, before anything is serialised or signed.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, Protocol

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """One operation of one service. Bytes stand as bytes; an attribute value as DynamoDB's reference has it."""

    service: str
    operation: str
    parameters: Mapping[str, Any]


class Caller(Protocol):
    """Carries a call out, with whatever repeating is harmless. Raises functions.cloud.aws.errors.AwsError alone."""

    def __call__(self, call: Call, /) -> Answer: ...


Hook = Callable[[Call, Caller], Answer]
"""Stands around a call: goes on with `then(call)`, once, several times or not at all, and answers or raises."""


class Seam:
    """Hooks around every caller that was brought `through` it; without any, a call costs a look at an empty tuple."""

    def __init__(self) -> None:
        self._hooks: tuple[Hook, ...] = ()
        self._changing = Lock()

    def through(self, caller: Caller) -> Caller:
        """The caller with this seam's hooks around it, also those that come later."""

        def call(request: Call, /) -> Answer:
            then = caller
            for hook in self._hooks:
                then = _around(hook, then)
            return then(request)

        return call

    @contextmanager
    def around(self, hook: Hook) -> Iterator[None]:
        """Has `hook` stand around every call of every thread while the block runs, outside of those before it."""
        with self._changing:
            self._hooks = (*self._hooks, hook)
        try:
            yield
        finally:
            with self._changing:
                self._hooks = tuple(other for other in self._hooks if other is not hook)


def _around(hook: Hook, then: Caller) -> Caller:
    return lambda call: hook(call, then)


SEAM = Seam()
"""The deployed one: `functions.cloud.clients` brings its caller through it."""
