"""The authorizer as its function starts: what reads a token is imported while Lambda gives a whole processor for it."""

from . import sign_in
from .authorizer import authorizer

__all__ = ["authorizer", "sign_in"]
