"""The deployed registries, made of one content of the secret: another content makes them anew."""

from functools import cache, lru_cache

from functions.cloud import clients, settings
from functions.cloud.sealing.secrets import GatewayCredentials, Secrets
from functions.cloud.table.accounts.consents import ConsentTable
from functions.cloud.table.table import Table
from functions.registration.checking.authorities import HouseholdRegistry, PropertyRegistry

from . import registries
from .breaker import observed_state, shared_state
from .breaker_state import BreakerStates
from .signing import Credentials


@lru_cache(maxsize=1)
def household_registry(given: Secrets) -> HouseholdRegistry:
    return _household(given, shared_state(settings.breakers().table, clients.dynamodb()))


@lru_cache(maxsize=1)
def household_for_prefill(given: Secrets) -> HouseholdRegistry:
    return _household(given, observed())


@cache
def consents() -> ConsentTable:
    """What accounts answered to notices, read together with prefill's breaker."""
    client = clients.dynamodb()
    return ConsentTable(Table(client, settings.tables().registrations), client, observed())


@cache
def observed() -> BreakerStates:
    """Prefill's view of the breakers, which never writes."""
    return observed_state(settings.breakers().table, clients.dynamodb())


def _household(given: Secrets, breaker: BreakerStates) -> HouseholdRegistry:
    url = settings.household_gateway().url
    return registries.household_registry(url, _credentials(given.household_gateway), breaker=breaker)


@lru_cache(maxsize=1)
def property_registry(given: Secrets) -> PropertyRegistry:
    return registries.property_registry(
        settings.property_gateway().url,
        _credentials(given.property_gateway),
        breaker=shared_state(settings.breakers().table, clients.dynamodb()),
    )


def _credentials(given: GatewayCredentials) -> Credentials:
    return Credentials(given.client_id, given.secret.get_secret_value())
