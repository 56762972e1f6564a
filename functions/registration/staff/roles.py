"""Roles of the staff: what each may do. Routes, the console's screens and the matrix of tests follow from it."""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Role(StrEnum):
    """As the issuer's token names them."""

    REVIEWER = "reviewer"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"


class Permission(StrEnum):
    """One thing that a route, and a screen of the console, asks for; always of the member's own district."""

    LIST_SEASONS = "list_seasons"
    READ_SEASON = "read_season"
    CASES = "cases"
    """The queue, the list, a case with its papers, and deciding it."""
    FIGURES = "figures"
    """Counts, and nobody's data."""
    SEASON = "season"
    """Its rules, deadlines and seats."""
    PUBLICATION = "publication"
    EXPORTS = "exports"
    AUDIT = "audit"
    WORK = "work"
    """Who of the staff does how much, and whose case it is."""
    SMS = "sms"
    """Whether the accounts at the SMS providers send."""
    APPROVALS = "approvals"
    """Who of the reviewers may read families' registrations, season by season."""
    COLLEAGUES = "colleagues"
    """Who of the district's staff is who."""


ROLES: Mapping[Role, frozenset[Permission]] = {
    Role.REVIEWER: frozenset(
        {Permission.LIST_SEASONS, Permission.READ_SEASON, Permission.CASES, Permission.FIGURES}
    ),
    Role.SUPERVISOR: frozenset(
        {
            Permission.LIST_SEASONS,
            Permission.READ_SEASON,
            Permission.SEASON,
            Permission.PUBLICATION,
            Permission.EXPORTS,
            Permission.WORK,
            Permission.SMS,
            Permission.APPROVALS,
            Permission.COLLEAGUES,
        }
    ),
    Role.AUDITOR: frozenset({Permission.LIST_SEASONS, Permission.AUDIT, Permission.COLLEAGUES}),
}


def roles_that_may(permission: Permission) -> frozenset[Role]:
    return frozenset(role for role, granted in ROLES.items() if permission in granted)


def roles_among(words: Iterable[str]) -> frozenset[Role]:
    """The roles that a token's words name; a word that is no role of ours grants nothing."""
    named = frozenset(words)
    return frozenset(role for role in Role if role in named)
