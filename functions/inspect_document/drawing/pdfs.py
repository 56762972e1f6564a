"""PDFs: a picture of each page, as it is seen."""

import pypdfium2
import pypdfium2.raw as pdfium

from functions.inspect_document.inspection_result import Refused

from .active import is_active
from .answer import Drawn, Picture
from .fonts import use_our_font
from .forms import hides_a_mark, hides_an_answer
from .jpeg import encode, fitting

MAX_PAGES = 20
MAX_PIXELS = 150_000_000
"""Of all pictures on a page: A3 scanned at 600 dots an inch has 70 million."""

FINEST = 600 / 72
"""Pixels a point: an identity card's page is small, and nobody scans finer."""

LOCKED = frozenset({pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY})
DYNAMIC = frozenset({pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND})


def draw_pdf(content: bytes) -> Drawn:
    """Its pages from the first to the last. A password that only its owner needs stands in nobody's way."""
    use_our_font()
    try:
        with pypdfium2.PdfDocument(content) as pdf:
            fault = _fault(pdf, content)
            return Refused(fault) if fault else tuple(_page(pdf, index) for index in range(len(pdf)))
    except TooManyPixelsError:
        return Refused("image_too_many_pixels")
    except HiddenMarkError:
        return Refused("pdf_form")
    except pypdfium2.PdfiumError as error:
        return Refused("pdf_encrypted" if error.err_code in LOCKED else "pdf_damaged")


class TooManyPixelsError(Exception):
    """On one page."""


class HiddenMarkError(Exception):
    """Something written or stamped on a page would not be seen on our picture of it."""


def _fault(pdf: pypdfium2.PdfDocument, content: bytes) -> str | None:
    pages, kind = len(pdf), pdf.get_formtype()
    if not pages:
        return "pdf_damaged"
    if pages > MAX_PAGES:
        return "pdf_too_many_pages"
    if is_active(content):
        return "pdf_active_content"
    if kind in DYNAMIC or (kind != pdfium.FORMTYPE_NONE and hides_an_answer(content)):
        return "pdf_form"
    return None


def _page(pdf: pypdfium2.PdfDocument, index: int) -> Picture:
    _flatten(pdf, index)
    page = pdf[index]
    try:
        if hides_a_mark(page):
            raise HiddenMarkError
        points = page.get_size()
        _count_pixels(page)
        bitmap = page.render(
            scale=min(FINEST, fitting(*points)),
            may_draw_forms=False,
            rev_byteorder=True,
            prefer_bgrx=False,
            limit_image_cache=True,
        )
        return encode(bitmap.to_pil().convert("RGB"), points)
    finally:
        page.close()


def _flatten(pdf: pypdfium2.PdfDocument, index: int) -> None:
    """A form's answers become part of the page as the file shows them; drawing them as marks would write some anew."""
    if pdf.get_formtype() == pdfium.FORMTYPE_NONE:
        return
    page = pdf[index]
    pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
    page.close()


def _count_pixels(page: pypdfium2.PdfPage) -> None:
    """Before anything of them is unpacked."""
    left = MAX_PIXELS
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        width, height = picture.get_px_size()
        left -= width * height
        if left < 0:
            raise TooManyPixelsError
