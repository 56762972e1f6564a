"""The authorizer that every route of both APIs names; authorizing.py is its function's own module."""

from chalice.app import AuthRequest, AuthResponse, Blueprint

bp = Blueprint(__name__)


@bp.authorizer(name="authorizer", ttl_seconds=300)
def authorizer(request: AuthRequest) -> AuthResponse:
    # Here, since the routes' functions import this module too, and never read a token.
    from .sign_in import authorize

    return authorize(request)
