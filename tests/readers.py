"""Who of the staff in tests may read a season's registrations: everybody but the unapproved, from the beginning."""

from collections.abc import Iterable
from datetime import datetime

from functions.cloud.sealing.macs import MacKey, Macs
from functions.cloud.staff.desk.approvals import ApprovalTable
from functions.cloud.table.table import Table
from functions.registration.season.season import Season
from functions.registration.staff.audit import BY_ITSELF
from functions.registration.staff.looking.approval import Approval

ISSUER = "https://issuer.example"
MACS = Macs({1: MacKey(bytes(range(32)))}, 1)
"""The same key as in tests/aws.py."""

READERS = (
    "clerk", "second clerk", "third clerk", "fourth clerk", "other clerk", "supervisor", "colleague", "asker",
    "another", "another account", "curious", "parent", "guardian", "everything", "w.clerk", "c.clerk",
    "first refuser", "second refuser", "clerk 0", "clerk 1", "clerk 2", "clerk 3",
)  # fmt: skip
"""Accounts of reviewers. Who is not among them is approved by a test, or refused."""


def key_of(account: str) -> str:
    """By which the staff's own items name it."""
    return MACS.of("staff", ISSUER, account)


def approve_readers(
    table: Table, season: Season, now: datetime, *, issuer: str = ISSUER, accounts: Iterable[str] = READERS
) -> None:
    """As an operator would before anybody signs in."""
    approvals = ApprovalTable(table)
    begins = min(now, season.opens_at)
    said = {"begins": begins, "until": season.archive_until, "by": BY_ITSELF, "at": begins}
    people = (MACS.of("staff", issuer, account) for account in accounts)
    made = (Approval.model_validate({"person": person, **said}) for person in people)
    table.transact(*(approvals.approving(season.id, one) for one in made))
