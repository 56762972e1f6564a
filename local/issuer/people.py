"""Who can sign in locally, and what the ID token then says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

AUDIENCE = "ruxue-web"
"""The client id of both pages, which ID tokens are made for."""


@dataclass(frozen=True)
class SignIn:
    """One button of the sign-in page. `claims` go into the ID token beside `sub`."""

    sub: str
    name: str
    kind: Literal["guardian", "staff"]
    story: Mapping[str, str]
    """What this account is there to show, by language."""

    claims: Mapping[str, Any] = field(default_factory=dict)

    def get_user_id(self) -> str:
        """As Authlib asks for it."""
        return self.sub

    def to_json(self) -> dict[str, Any]:
        return {"sub": self.sub, "name": self.name, "kind": self.kind, "story": dict(self.story)}
