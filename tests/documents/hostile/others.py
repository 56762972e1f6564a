"""What is neither a photo nor a PDF, whatever its name says, and what is two things at once."""

import random
import zipfile
from io import BytesIO

from tests.documents.files import HTML, blank_pdf, jpeg, saved, zipped

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert("canary")</script></svg>'


def archive(**files: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def docx() -> bytes:
    return archive(**{"[Content_Types].xml": "<Types/>", "word__document.xml": "<document>canary</document>"})


def zip_bomb() -> bytes:
    return archive(zeros="0" * 20_000_000)


def random_bytes() -> bytes:
    return random.Random(3).randbytes(50_000)


def too_large() -> bytes:
    return jpeg() + bytes(10 * 1024 * 1024)


def isobmff(brand: bytes) -> bytes:
    """The start of a film, or of an image of another codec."""
    return b"\0\0\0\x18ftyp" + brand + b"\0\0\0\0" + brand + b"mp41" + b"\0\0\0\x08mdat"


def picture_then(tail: bytes) -> bytes:
    return jpeg() + tail


def picture_then_pdf() -> bytes:
    return jpeg() + saved(blank_pdf())


def pdf_then_zip() -> bytes:
    return saved(blank_pdf()) + zipped()


def html_then_pdf() -> bytes:
    return HTML + saved(blank_pdf())


def html_after_the_first_bytes_of(magic: bytes) -> bytes:
    return magic + HTML * 20
