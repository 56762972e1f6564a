"""Is this file what it says, and safe to look at? Nothing that came with it is trusted (docs/promises.md).

A file behind another one's header (HTML after a JPEG, a ZIP at the end) does not survive: what people get is
encoded anew from pixels alone, of an image as of each page of a PDF.
"""

import base64
import hashlib

from functions.cloud.uploads import MAX_UPLOAD

from .drawing.bounds import BOUNDS, Bounds
from .inspection_result import Clean, InspectionResult, Refused
from .kinds import OTHER, PDF, kind_of
from .process import draw
from .rebuilt import pdf_of

PDF_TYPE = "application/pdf"


def inspect(
    content: bytes,
    media_type: str,
    *,
    promised_sha256: str | None = None,
    bounds: Bounds | None = None,
) -> InspectionResult:
    """A clean copy of `content`, or why there is none. Raises `NotDrawn` where the fault is ours.

    The true type counts; the declared `media_type` only chooses the words for a file of no accepted type.
    `promised_sha256` is in base64; `bounds` instead of those of the file's kind.
    """
    fault = fault_of(content, promised_sha256)
    if fault:
        return Refused(fault)
    kind = kind_of(content)
    if kind is None:
        return Refused("not_a_pdf" if media_type == PDF_TYPE else "not_an_image")
    if kind == OTHER:
        return Refused("kind_not_accepted")
    drawn = draw(kind, content, bounds or BOUNDS[kind])
    if isinstance(drawn, Refused):
        return drawn
    if kind == PDF:
        return Clean(pdf_of(drawn), PDF_TYPE, pages=len(drawn))
    [picture] = drawn
    return Clean(picture.jpeg, "image/jpeg", width=picture.width, height=picture.height)


def fault_of(content: bytes, promised_sha256: str | None) -> str | None:
    """What is wrong with the upload before anybody looks into it."""
    if not content:
        return "empty"
    if len(content) > MAX_UPLOAD:
        return "too_large"
    if promised_sha256 is not None and promised_sha256 != _sha256(content):
        return "checksum_differs"
    return None


def _sha256(content: bytes) -> str:
    return base64.b64encode(hashlib.sha256(content).digest()).decode("ascii")
