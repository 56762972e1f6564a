"""How many codes one account, one registration and one phone may use (docs/promises.md).

A phone that no code of this account proved may be anybody's: its owner must not be written to at will, nor be kept
from codes of their own by somebody who types their number.
"""

ACCOUNT_CODES = 20
ACCOUNT_PHONES = 5
"""A day."""

REGISTRATION_CODES = 10
REGISTRATION_PHONES = 3
"""A day: a family that moves from one phone to another, or mistyped, needs two."""

UNPROVED_CODES = 2
"""A day, from one account to one phone that never proved itself to it."""

STRANGERS_CODES = 4
"""In 24 hours, to one phone, from all accounts that it never proved itself to: the rest is its owner's."""
