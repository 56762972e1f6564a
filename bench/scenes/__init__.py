"""What each line of `bench.lines` that asks AWS is called with: one event, as the functions' own tests bring it."""

from collections.abc import Mapping

from .by_the_clock import passes
from .family import (
    alarm,
    listed,
    receipt,
    report,
    save,
    status,
    submission,
)
from .messages import (
    checked_by,
    code,
    dispatched,
    inspected,
    logs_of_sns,
    notice,
    notice_by_sns,
)
from .staff import case, counted, decision, export, queue, rehearsal
from .stage import Play, Stage

__all__ = ["SCENES", "Stage"]

SCENES: Mapping[str, Play] = {
    "status": status,
    "save": save,
    "submission": submission,
    "list": listed,
    "report of an SMS": report,
    "receipt": receipt,
    "inspection": inspected,
    "dispatch": dispatched,
    "identity check": checked_by("Identity"),
    "property check": checked_by("Property"),
    "code, Tencent": code,
    "notice, Tencent": notice,
    "notice, SNS": notice_by_sns,
    "logs of SNS": logs_of_sns,
    "publish": passes("publish"),
    "remind": passes("remind"),
    "reconcile": passes("reconcile"),
    "erase": passes("erase"),
    "alarm's notice": alarm,
    "staff's queue": queue,
    "case": case,
    "decision": decision,
    "count": counted,
    "rehearsal": rehearsal,
    "export": export,
    "keep audit ends": passes("keep_audit_ends"),
    "watch readings": passes("watch_readings"),
}
