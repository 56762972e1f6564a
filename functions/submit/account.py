"""Who asks: the account as the authorizer passed it on (R3)."""

from typing import Any, NamedTuple

from functions.cloud.sealing.macs import Macs
from functions.registration.errors import AccountNotVerified, NotPossibleNow
from functions.registration.keyed import Keyed

VERIFIED = 1
"""The platform's first level of real-name verification."""


class Account(NamedTuple):
    key: Keyed
    """Keyed MAC of the account: the owner of registrations."""
    name: str
    identity_number: str

    def is_asker(self, number: str) -> bool:
        """Whether it is this account's own identity number."""
        return bool(number) and number == self.identity_number


def verified_account(authorizer: dict[str, Any], *, macs: Macs, verify_at: str | None) -> Account:
    """The asker. Raises AccountNotVerified, which says where to verify and nothing else.

    Before the first season nobody knows where (`verify_at` is None): NotPossibleNow then.
    """
    if int(authorizer.get("level") or 0) < VERIFIED:
        if verify_at is None:
            raise NotPossibleNow(code="season_closed")
        raise AccountNotVerified(url=verify_at)
    return Account(
        key=macs.keyed("account", authorizer["issuer"], authorizer["account"]),
        name=authorizer["name"],
        identity_number=authorizer["identity_number"],
    )
