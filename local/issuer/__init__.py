"""The city platform's sign-in, for local use: an OpenID Connect issuer with code flow and PKCE."""

from .client import SignInError, token_for
from .people import AUDIENCE, SignIn
from .server import issuer_app

__all__ = ["AUDIENCE", "SignIn", "SignInError", "issuer_app", "token_for"]
