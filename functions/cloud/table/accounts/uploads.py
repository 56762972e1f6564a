"""Uploads are work of the inspector's, which all share: so many a day has an account, and one at a time a document."""

from datetime import datetime
from typing import Any

from functions.cloud.table import items, keys
from functions.cloud.table.days import Day, counted
from functions.cloud.table.expressions import (
    Condition,
    Update,
    absent,
    all_of,
    any_of,
    at_most,
    equals,
    one_of,
    size_below,
)
from functions.cloud.table.table import ConditionFailedError, Table
from functions.registration.documents import Document, DocumentState
from functions.registration.errors import TooMany
from functions.registration.keyed import Keyed

from .editing import (
    DOCUMENTS_A_REGISTRATION,
    Editable,
    may_answer,
    may_bring_for_review,
    may_edit,
    may_object,
    refuse_edit,
)

UPLOADS_A_DAY = 300
"""Of an account, however many of them it removes again: six for each registration that it may hold."""


class UploadTable:
    def __init__(self, table: Table) -> None:
        self._table = table

    def add_document(
        self,
        registration_id: str,
        owner: Keyed,
        document: Document,
        *,
        editable: Editable,
        day: Day,
        now: datetime,
    ) -> Document:
        """Notes an upload and counts it, or answers the one that was noted before: 1 transaction.

        Raises NotFound, NotPossibleNow, TooMany until the day ends, BusyError.
        """
        noted = self._noted(registration_id, owner, document, editable, now)
        days = counted(self._table, owner, day, "uploads", UPLOADS_A_DAY)
        try:
            self._table.transact(*({"Update": update} for update in (noted, *days)))
        except ConditionFailedError as failed:
            if failed.index:
                raise TooMany(retry_after=day.left(now), code="too_many_uploads") from None
            item = failed.item
            if item is not None and owner.names(item["owner"]) and document.id in item.get("documents", ()):
                return items.without_form(item).documents[document.id]
            refuse_edit(item, owner, editable, version=None, document=None)
        return document

    def _noted(
        self, registration_id: str, owner: Keyed, document: Document, editable: Editable, now: datetime
    ) -> dict[str, Any]:
        place = ("documents", document.id)
        may = may_edit(editable, now)
        if document.check is not None:
            may = any_of(may, may_object(document.check, editable, now), may_answer(document.check, now))
        if document.for_review:
            may = may_bring_for_review(editable)
        room = size_below("documents", DOCUMENTS_A_REGISTRATION)
        return self._table.update_request(
            keys.registration(registration_id),
            Update().set(place, items.dump(document)),
            all_of(one_of("owner", owner.every), room, absent(place), may),
        )


def drawing(document_id: str) -> str:
    """Where it stands until when a run of the inspector draws a document."""
    return f"drawing {document_id}"


def to_draw(document_id: str, *, until: datetime, now: datetime) -> tuple[Update, Condition]:
    """One run has it until then: what still awaits its upload, and nobody draws."""
    free = any_of(absent(drawing(document_id)), at_most(drawing(document_id), items.instant(now)))
    waiting = equals(("documents", document_id, "state"), DocumentState.AWAITING_UPLOAD.value)
    return Update().set(drawing(document_id), items.instant(until)), all_of(waiting, free)
