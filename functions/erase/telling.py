"""The record of an erasure in the audit trail: written together with that it was told, so that it is told once."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from functions.cloud import composition
from functions.cloud.table.table import BusyError, ConditionFailedError
from functions.registration.staff.audit import Deed


def write_down(deed: Deed, noted: dict[str, Any], *, now: datetime) -> None:
    """Where another run is at it too, whoever is later tells it with what comes next."""
    with suppress(ConditionFailedError, BusyError):
        composition.audit_trail().write_with(noted, deed=deed, now=now)
