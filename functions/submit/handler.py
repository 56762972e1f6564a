"""The guardians' HTTPS API (docs/openapi.json): every route, each in the module of its matter."""

from . import account_routes, registration_routes
from .data import routes as data_routes
from .documents import routes as document_routes
from .requests import review_routes
from .requests import routes as request_routes
from .routes import bp

__all__ = [
    "account_routes",
    "bp",
    "data_routes",
    "document_routes",
    "registration_routes",
    "request_routes",
    "review_routes",
]
