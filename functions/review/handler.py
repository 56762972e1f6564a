"""The staff's HTTPS API (DESIGN section 4): every route, each in the module of its matter."""

from . import case_routes
from .routes import ROLES, authorizer, bp

__all__ = ["ROLES", "authorizer", "bp", "case_routes"]
