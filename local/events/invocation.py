"""One invocation as Lambda makes it: a context, an event of the real shape, an answer or a failure."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from chalice.local import Clock, LambdaContext

from local.aws.clients import ACCOUNT, REGION
from local.figures import Figures

logger = logging.getLogger(__name__)


class FunctionFailed(Exception):  # noqa: N818 - what Lambda reports, not a fault of this program
    """The function raised: Lambda takes back the whole batch."""


class _RealTime(Clock):
    """A function's time-out is real time, however the clock is moved meanwhile."""

    def time(self) -> float:
        return time.monotonic()


def context(name: str, *, timeout: int = 60, memory: int = 512) -> LambdaContext:
    made = LambdaContext(name, memory, timeout * 1000, time_source=_RealTime())
    made.invoked_function_arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}"
    return made


@dataclass(frozen=True)
class Function:
    """A function of a Chalice app, called through the wrapper that Chalice deploys."""

    name: str
    handler: Callable[[Any, Any], Any]
    figures: Figures
    timeout: int = 60

    def invoke(self, event: Mapping[str, Any], *, messages: int = 0) -> Any:
        """The function's answer. Raises `FunctionFailed`, having logged where, when it raised anything."""
        failed = True
        try:
            answer = self.handler(event, context(self.name, timeout=self.timeout))
            failed = False
        except Exception as error:
            logger.exception("%s failed", self.name)
            raise FunctionFailed(self.name) from error
        else:
            return answer
        finally:
            self.figures.invocation(self.name, messages=messages, failed=failed)
