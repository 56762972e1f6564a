"""What requests are signed with: Lambda's variables, and anywhere else whatever botocore finds."""

import os
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from .errors import CredentialsError


@dataclass(frozen=True, slots=True)
class Credentials:
    """A key's id, its secret and, where it is temporary, its token."""

    access_key: str
    secret_key: str = field(repr=False)
    token: str | None = field(default=None, repr=False)


class CredentialSource:
    """Looks anew for each request: the variables may change, and botocore renews what it found by itself."""

    def __init__(self) -> None:
        self._chain: Any = None
        self._looking = Lock()

    def current(self) -> Credentials:
        """Raises `CredentialsError`."""
        key, secret = os.environ.get("AWS_ACCESS_KEY_ID"), os.environ.get("AWS_SECRET_ACCESS_KEY")
        if key and secret:
            return Credentials(key, secret, os.environ.get("AWS_SESSION_TOKEN") or None)
        return self._found()

    def renew(self) -> None:
        """AWS no longer knows the current ones: what botocore found is forgotten, and looked for again."""
        with self._looking:
            self._chain = None

    def _found(self) -> Credentials:
        with self._looking:
            if self._chain is None:
                from botocore.session import get_session

                self._chain = get_session().get_credentials()
            if self._chain is None:
                raise CredentialsError("no credentials in the environment, in files or from the machine")
            frozen = self._chain.get_frozen_credentials()
        return Credentials(frozen.access_key, frozen.secret_key, frozen.token)
