"""What a comparison found, and what becomes of a check by it (R9, R31).

A finding names the field and the reason; it never carries the authority's value.
"""

from collections.abc import Iterable
from typing import NamedTuple

from functions.registration.checks import CheckState, Finding

TO_STAFF = frozenset(
    {
        "rare_name_differs",
        "name_spelt_otherwise",
        "document_not_held",
        "not_the_registered_parent",
        "record_unreadable",
        "household_community_unconfirmed",
        "kinship_unconfirmed",
        "home_seat_taken",
        "authority_silent",
        "answered_late",
    }
)
"""Findings that no family can put right: people decide, unless it has something to amend beside them."""

UNREADABLE = "record_unreadable"


class Verdict(NamedTuple):
    state: CheckState
    findings: tuple[Finding, ...] = ()


def judged(findings: Iterable[Finding]) -> Verdict:
    """Nothing found passes; what is known to differ is the family's to amend; all else is for people."""
    all_findings = tuple(findings)
    if not all_findings:
        return Verdict(CheckState.PASSED)
    by_hand = all(finding.code in TO_STAFF for finding in all_findings)
    return Verdict(CheckState.MANUAL_REVIEW if by_hand else CheckState.ABNORMAL, all_findings)


def no_record(field: str, code: str) -> Verdict:
    """The authority has nothing under this number."""
    return Verdict(CheckState.NO_RECORD, (Finding(field=field, code=code),))


def unreadable(field: str) -> Finding:
    """The record is there, and does not say what decides this field (R31)."""
    return Finding(field=field, code=UNREADABLE)


NOT_HELD = judged([Finding(field="identity_document", code="document_not_held")])
"""The registry does not hold documents of this kind; people decide (R9)."""
