"""Forms and marks in a PDF: does the file itself show what was filled in, written or stamped on it?"""

from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

SHOWS_TEXT = frozenset(
    {pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX}
)
TICKED = frozenset({pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON})
DRAWN_BY_READERS = frozenset(
    {
        pdfium.FPDF_ANNOT_FREETEXT,
        pdfium.FPDF_ANNOT_STAMP,
        pdfium.FPDF_ANNOT_LINE,
        pdfium.FPDF_ANNOT_POLYGON,
        pdfium.FPDF_ANNOT_POLYLINE,
    }
)
"""Of which our library draws nothing by itself, or words without their Chinese."""

UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
NOTHING = 2
"""Bytes of an empty text: its closing zero in UTF-16."""


def hides_an_answer(content: bytes) -> bool:
    """Whether an answer has no appearance of its own, so that each reader would draw it in its own way or not at all.

    Raises `PdfiumError`. The document is opened apart from the one that is drawn, and looked at before its form is
    made live: that would write the appearances that are missing, in letters that its font may not have.
    """
    with pypdfium2.PdfDocument(content) as pdf:
        bare = frozenset(_marks(pdf, _is_bare))
        if not bare:
            return False
        if not bare.isdisjoint(_marks(pdf, _is_drawn_by_readers)):
            return True
        pdf.init_forms()
        form = pdf.formenv
        return not bare.isdisjoint(_marks(pdf, lambda mark: _is_answered(form, mark)))


def hides_a_mark(page: pypdfium2.PdfPage) -> bool:
    """Whether words or a stamp upon a page have no appearance of their own. Before anything of it is drawn."""
    return any(_places(page, lambda mark: _is_bare(mark) and _is_drawn_by_readers(mark)))


def _marks(pdf: pypdfium2.PdfDocument, fits: Callable[[Any], bool]) -> Iterator[tuple[int, int]]:
    """Page and place of each mark that fits."""
    for number in range(len(pdf)):
        page = pdf[number]
        yield from ((number, place) for place, fitting in enumerate(_places(page, fits)) if fitting)
        page.close()


def _places(page: pypdfium2.PdfPage, fits: Callable[[Any], bool]) -> Iterator[bool]:
    """Of each mark of a page, whether it fits."""
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        mark = pdfium.FPDFPage_GetAnnot(page, index)
        try:
            yield fits(mark)
        finally:
            pdfium.FPDFPage_CloseAnnot(mark)


def _is_bare(mark: Any) -> bool:
    if pdfium.FPDFAnnot_GetFlags(mark) & UNSEEN:
        return False
    length = pdfium.FPDFAnnot_GetAP(mark, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0)
    return bool(length <= NOTHING)


def _is_drawn_by_readers(mark: Any) -> bool:
    return pdfium.FPDFAnnot_GetSubtype(mark) in DRAWN_BY_READERS


def _is_answered(form: pypdfium2.PdfFormEnv, mark: Any) -> bool:
    if pdfium.FPDFAnnot_GetSubtype(mark) != pdfium.FPDF_ANNOT_WIDGET:
        return False
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, mark)
    if kind in TICKED:
        return bool(pdfium.FPDFAnnot_IsChecked(form, mark))
    return kind in SHOWS_TEXT and pdfium.FPDFAnnot_GetFormFieldValue(form, mark, None, 0) > NOTHING
