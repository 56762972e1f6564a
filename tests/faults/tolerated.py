"""What may differ after a fault, and why: all else that differs is something lost or something done twice."""

import re
from typing import NamedTuple

from .faults import NOTING, Fault, Made


class Tolerated(NamedTuple):
    """A difference, at which call, after which faults."""

    line: re.Pattern[str]
    operations: frozenset[str]
    faults: frozenset[Fault]
    why: str


UNSURE = frozenset({"UpdateItem", "Publish", NOTING})
"""The three calls of a sending: what is to be paid, what is sent, that it was sent."""

TOLERATED = (
    Tolerated(
        re.compile(r"item .* budget \.notices(\.N)?: .*"),
        UNSURE,
        frozenset(Fault),
        "each sending is charged before it is tried, so that no fault sends more than the season may",
    ),
    Tolerated(
        re.compile(r"item .* registration \.notices\..*\.(paid|sends)\.N: 1 became 2"),
        UNSURE,
        frozenset(Fault),
        "a sending that may have gone counts",
    ),
    Tolerated(
        re.compile(r"more: (sms .*|item .*\"V#sns#.*)"),
        UNSURE,
        frozenset(Fault),
        "an SMS of which nobody knows whether it went is sent once more, and never a third time",
    ),
    Tolerated(
        re.compile(r"item .* \.(prefills|questions|questions <id>|searches)\.N: 1 became 2"),
        frozenset({"TransactWriteItems", "PutItem", "UpdateItem", "GetItem", "BatchGetItem", "Query"}),
        frozenset(Fault),
        "a question that is put again is another one, of a day's many: it is counted before it is put",
    ),
    Tolerated(
        re.compile(r'more: item {"act": {"S": "searched"}.*'),
        frozenset({"PutItem"}),
        frozenset(Fault),
        "who reads twice has read twice, and the trail says so",
    ),
    Tolerated(
        re.compile(r"item .* registration \.code_tries\.N: 1 became 0"),
        frozenset({"TransactWriteItems"}),
        frozenset({Fault.THROTTLED}),
        "a try that a fault of ours stopped is given back, and its repetition under the same key is no other",
    ),
)

CONFLICTS = frozenset({404, 409, 412})
"""What the repetition of a deed may be answered that was done and whose answer was lost: it changes nothing, and the
page reads how things stand and goes on from there.
"""


def is_tolerated(line: str, made: Made, fault: Fault) -> bool:
    """Whether that may differ where this fault met this call."""
    return any(
        one.line.fullmatch(line) and made.operation in one.operations and fault in one.faults
        for one in TOLERATED
    )
