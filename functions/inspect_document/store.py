"""What the inspector needs of the table."""

from datetime import datetime
from typing import Protocol

from functions.registration.documents import Document


class DocumentStore(Protocol):
    """`accept_document` and `refuse_document` change only what still awaits its upload, and answer whether."""

    def document_of(self, registration_id: str, document_id: str) -> Document | None: ...

    def take_document(
        self, registration_id: str, document_id: str, *, until: datetime, now: datetime
    ) -> bool:
        """Whether this run alone draws it, until then."""
        ...

    def accept_document(
        self,
        registration_id: str,
        document_id: str,
        *,
        media_type: str,
        size: int,
        pages: int | None,
        now: datetime,
    ) -> bool: ...

    def refuse_document(
        self, registration_id: str, document_id: str, *, reason: str, now: datetime
    ) -> bool: ...
