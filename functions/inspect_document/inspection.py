"""Is this file what it says, and safe to look at? Nothing that came with it is trusted (docs/promises.md).

A file behind another one's header (HTML after a JPEG, a ZIP at the end) does not survive: what people get is
written anew from the decoded picture or from the PDF's pages alone.
"""

import base64
import hashlib

import filetype

from functions.cloud.uploads import MAX_UPLOAD

from .verdict import Refused, Verdict

IMAGE_FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/apng": "PNG",
    "image/webp": "WEBP",
    "image/heic": "HEIF",
}
"""Real media type -> the one decoder that may read it."""

PDF = "application/pdf"


def inspect(content: bytes, media_type: str, *, promised_sha256: str | None = None) -> Verdict:
    """A clean copy of `content`, or why there is none.

    The true type counts; the declared `media_type` only chooses the words for a file of no accepted type.
    `promised_sha256` is in base64.
    """
    fault = _fault(content, promised_sha256)
    if fault:
        return Refused(fault)
    kind = filetype.guess(content)
    true_type = kind.mime if kind else None
    if true_type in IMAGE_FORMATS:
        from .images import clean_image

        return clean_image(content, IMAGE_FORMATS[true_type])
    if true_type == PDF:
        from .pdfs import clean_pdf

        return clean_pdf(content)
    if true_type is None:
        return Refused("not_a_pdf" if media_type == PDF else "not_an_image")
    return Refused("kind_not_accepted")


def _fault(content: bytes, promised_sha256: str | None) -> str | None:
    if not content:
        return "empty"
    if len(content) > MAX_UPLOAD:
        return "too_large"
    if promised_sha256 is not None and promised_sha256 != _sha256(content):
        return "checksum_differs"
    return None


def _sha256(content: bytes) -> str:
    return base64.b64encode(hashlib.sha256(content).digest()).decode("ascii")
