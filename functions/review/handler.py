"""The staff's HTTPS API (docs/staff.md): every route, each in the module of its matter."""

from .routes import ROLES, authorizer, bp

__all__ = ["ROLES", "audit", "authorizer", "bp", "cases", "exports", "season"]
