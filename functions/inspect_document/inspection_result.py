"""What an inspection comes to: a clean copy, or a stable code that says why not."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Clean:
    """What people will see. Pixels for an image, pages for a PDF."""

    content: bytes
    media_type: str
    width: int | None = None
    height: int | None = None
    pages: int | None = None


@dataclass(frozen=True)
class Refused:
    """`code` has its text in `registration/texts/documents.json`."""

    code: str


InspectionResult = Clean | Refused
