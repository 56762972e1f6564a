"""The two authorities, put together: gateway, breaker, adapter. Make each once and keep it."""

from typing import TYPE_CHECKING

from functions.registration.checking.authorities import HouseholdRegistry, PropertyRegistry

from .household import HouseholdGateway
from .property import PropertyGateway
from .signing import Credentials
from .transport import Gateway

if TYPE_CHECKING:
    from .breaker_state import BreakerStates


def household_registry(
    url: str, credentials: Credentials, *, breaker: "BreakerStates | None" = None
) -> HouseholdRegistry:
    """The household registry at `url`, behind the breaker `household` where its state is kept somewhere.

    `breaker` is `breaker.shared_state(...)`, or for prefill `breaker.observed_state(...)`: 1 AWS call at most.
    """
    ask = Gateway(url, credentials).ask
    if breaker is None:
        return HouseholdGateway(ask)
    from .breaker import guarded

    return HouseholdGateway(guarded(ask, "household", breaker))


def property_registry(
    url: str, credentials: Credentials, *, breaker: "BreakerStates | None" = None
) -> PropertyRegistry:
    """The land and housing registry at `url`, behind the breaker `property` where its state is kept."""
    ask = Gateway(url, credentials).ask
    if breaker is None:
        return PropertyGateway(ask)
    from .breaker import guarded

    return PropertyGateway(guarded(ask, "property", breaker))
