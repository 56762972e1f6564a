"""What a scene is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from functions.dispatch.handler import dispatch
from local.environment import forget_cached
from local.population import Population
from tests.api.household import Household
from tests.aws import Cloud
from tests.rooms.deliveries import NONE_FAILED
from tests.rooms.sms_providers import CREDENTIALS, keep


@dataclass(frozen=True)
class Stage:
    """One data stack in which nothing happened yet."""

    cloud: Cloud
    family: Household
    city: Population
    environment: pytest.MonkeyPatch
    """Of this scene alone."""
    origin: str
    """Where AWS, registries, provider and robots are recorded."""

    def sends_by_tencent(self) -> None:
        self.environment.setenv("RUXUE_SMS_PROVIDER", "tencent")
        keep(self.cloud, sms=CREDENTIALS["tencent"])
        forget_cached()

    def dispatched(self) -> Any:
        """The stream until now, which became messages; Lambda's event of it."""
        changes = self.cloud.changes()
        failed = dispatch(changes, None)
        if failed != NONE_FAILED:
            raise SystemExit(f"dispatch: {failed}")
        return changes

    def taken(self, queue: str) -> Any:
        """Lambda's event of the queue's next message."""
        event = self.cloud.received(queue, 1)
        if not event["Records"]:
            raise SystemExit(f"nothing is in {queue}")
        return event


Play = Callable[[Stage], Any]
"""Answers the event."""
