"""The staff's HTTPS API: every route, each in the room of its matter."""

from .audit import routes as audit
from .cases import routes as cases
from .exports import routes as exports
from .routes import ROLES, authorizer, bp
from .season import routes as season

__all__ = ["ROLES", "audit", "authorizer", "bp", "cases", "exports", "season"]
