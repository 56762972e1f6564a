"""The staff's HTTPS API (DESIGN section 4): every route, each in the module of its matter."""

from . import audit_routes, case_routes, export_routes, season_routes
from .routes import ROLES, authorizer, bp

__all__ = ["ROLES", "audit_routes", "authorizer", "bp", "case_routes", "export_routes", "season_routes"]
