"""What `make bench` starts: every function of both projects at least once, and what each start may cost at most."""

from collections.abc import Mapping
from typing import NamedTuple

AUTHORIZER = "Authorizer"
"""Of both projects; its floor is its own kind, since it asks nothing of AWS."""


class Line(NamedTuple):
    """One event for one function."""

    project: str
    function: str
    """Of the template."""
    cold: float = 1.25
    """Of its floor, at most."""
    warm: float | None = None


_FAMILIES = Line("guardians", "APIHandler", cold=1.0, warm=0.8)
_STAFF = Line("staff", "APIHandler")

LINES: Mapping[str, Line] = {
    "status": _FAMILIES,
    "save": _FAMILIES,
    "submission": _FAMILIES,
    "list": _FAMILIES._replace(warm=None),
    "report of an SMS": Line("guardians", "APIHandler"),
    "receipt": Line("guardians", "Receipt"),
    "authorizer": Line("guardians", AUTHORIZER),
    "inspection": Line("guardians", "InspectDocument"),
    "dispatch": Line("guardians", "Dispatch"),
    "identity check": Line("guardians", "VerifyIdentity"),
    "property check": Line("guardians", "VerifyProperty"),
    "code, Tencent": Line("guardians", "SendCode"),
    "notice, Tencent": Line("guardians", "Notify"),
    "notice, SNS": Line("guardians", "Notify"),
    "logs of SNS": Line("guardians", "TakeSnsLogs"),
    "publish": Line("guardians", "Publish"),
    "remind": Line("guardians", "Remind"),
    "reconcile": Line("guardians", "Reconcile"),
    "erase": Line("guardians", "Erase"),
    "alarm's notice": Line("guardians", "TellOnCall"),
    "staff's queue": _STAFF,
    "case": _STAFF,
    "decision": _STAFF,
    "staff's authorizer": Line("staff", AUTHORIZER),
    "count": Line("staff", "Count"),
    "rehearsal": Line("staff", "Job"),
    "export": Line("staff", "Job"),
    "keep audit ends": Line("staff", "KeepAuditEnds"),
    "watch readings": Line("staff", "WatchReadings"),
}
"""By what is done."""

SIGNED_IN = frozenset(name for name, line in LINES.items() if line.function == AUTHORIZER)
"""What is played without AWS."""
