"""The receipt of a submission: one A4 page with a QR code, in letters that can be copied.

It shows what a family needs at a counter and no more: numbers and phones are masked, and the QR code holds the
address of the registration's page, which asks for a sign-in. docs/decisions/0002 tells why this font.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

import segno
from fpdf import FPDF
from fpdf.enums import WrapMode, XPos, YPos
from fpdf.fonts import TTFFont

from functions.registration.texts import text
from functions.registration.texts.dates import in_words
from functions.registration.values.model import Model

from .face import COMMON, face_for

FONT = "Noto"
INK, GREY, LINE = 25, 105, 200
MARGIN, LABEL, TEXT, GAP, QR = 20.0, 32.0, 7.0, 4.0, 34.0
"""Millimetres: page margin, width of the labels, height of a line of text, space between parts, the QR code."""


class Person(Model):
    """A name in full and a masked number: an identity number for a student, a phone for a guardian."""

    name: str
    masked: str | None = None


class ReceiptView(Model):
    """What the receipt shows. Instants are aware; `zone` is the season's, an IANA name."""

    reference: str
    season_name: str
    zone: str
    students: tuple[Person, ...]
    guardians: tuple[Person, ...]
    submitted_at: datetime
    published_at: datetime | None = None
    """None while the district has not set it."""
    support_phone: str
    status_url: str
    """The registration's page: the id is all that it may hold of the registration."""


def receipt_pdf(view: ReceiptView, language: str, *, common: Path = COMMON) -> bytes:
    """The receipt as a PDF (R26), the same bytes for the same view. `language` is `zh-CN` or `en`.

    `common` is the face of common characters, if one was cut (face.py). A character that the font lacks is shown by
    its Unicode number and explained, never left out.
    """
    page = _Page(view, language, common)
    page.head()
    page.facts()
    page.next_steps()
    return bytes(page.pdf.output())


class _Page:
    def __init__(self, view: ReceiptView, language: str, common: Path) -> None:
        self.view = view
        self.language = language
        self.lacks_characters = False
        self.pdf = pdf = FPDF(format="A4")
        pdf.set_margins(MARGIN, MARGIN)
        pdf.set_auto_page_break(True, MARGIN)  # noqa: FBT003 - fpdf2's own signature
        pdf.set_title(self.words("receipt_title"))
        pdf.set_lang(language)
        pdf.set_creator("Ruxue")
        pdf.set_producer("Ruxue")
        pdf.set_creation_date(view.submitted_at)
        face = face_for(self._characters(), common=common)
        pdf.add_font(FONT, fname=str(face.file), collection_font_number=face.number)
        self.drawable = frozenset(cast("TTFFont", pdf.fonts[FONT.lower()]).cmap)
        pdf.add_page()

    def words(self, code: str, **variables: str) -> str:
        return text(code, self.language, **variables)

    def _characters(self) -> str:
        """Whatever a family or a season wrote; the receipt's own words are common (a test holds them to it)."""
        people = (*self.view.students, *self.view.guardians)
        return "".join((*(person.name for person in people), self.view.season_name, self.view.support_phone))

    def head(self) -> None:
        top = self.pdf.y
        self._write(self.words("receipt_title"), size=20, width=self.pdf.epw - QR - GAP, height=10)
        self._write(
            self.words("receipt_not_an_offer"), size=10, ink=GREY, width=self.pdf.epw - QR - GAP, height=6
        )
        self._qr_code(left=self.pdf.w - MARGIN - QR, top=top)
        self.pdf.set_xy(self.pdf.w - MARGIN - QR, top + QR)
        self._write(self.words("receipt_scan"), size=8, ink=GREY, width=QR, height=5, align="C")
        self.pdf.set_y(top + QR + 5 + GAP)

    def facts(self) -> None:
        view = self.view
        self._rule()
        self._row("receipt_number", view.reference)
        self._row("receipt_season", view.season_name)
        self._row("receipt_submitted_at", self._local(view.submitted_at))
        self._people("receipt_student", view.students)
        self._people("receipt_guardian", view.guardians)

    def next_steps(self) -> None:
        self._rule()
        self._write(self.words("receipt_next"), size=14, height=9)
        for sentence in self._sentences():
            self._write(sentence)
            self.pdf.set_y(self.pdf.y + GAP / 2)

    def _sentences(self) -> Iterator[str]:
        view = self.view
        yield self.words("receipt_checks")
        if view.published_at is None:
            yield self.words("receipt_results_later")
        else:
            yield self.words("receipt_results", published_at=self._local(view.published_at))
        yield self.words("receipt_support", support_phone=view.support_phone)
        if self.lacks_characters:
            yield self.words("receipt_character")

    def _people(self, label: str, people: tuple[Person, ...]) -> None:
        for index, person in enumerate(people, start=1):
            number = f" {index}" if len(people) > 1 else ""
            shown = person.name if person.masked is None else f"{person.name}    {person.masked}"
            self._row(label, shown, number)

    def _row(self, label: str, value: str, number: str = "") -> None:
        top = self.pdf.y
        self._write(self.words(label) + number, ink=GREY, width=LABEL)
        self.pdf.set_xy(MARGIN + LABEL, top)
        self._write(value, width=self.pdf.epw - LABEL)
        self.pdf.set_y(self.pdf.y + GAP / 4)

    def _write(
        self,
        words: str,
        *,
        size: int = 11,
        ink: int = INK,
        width: float = 0,
        height: float = TEXT,
        align: str = "L",
    ) -> None:
        self.pdf.set_font(FONT, size=size)
        self.pdf.set_text_color(ink)
        self.pdf.multi_cell(
            width,
            height,
            self._drawn(words),
            align=align,
            wrapmode=WrapMode.CHAR if self.language.startswith("zh") else WrapMode.WORD,
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )

    def _drawn(self, words: str) -> str:
        drawn = "".join(
            char if ord(char) in self.drawable or char.isspace() else f"〔U+{ord(char):04X}〕"
            for char in words
        )
        self.lacks_characters = self.lacks_characters or drawn != words
        return drawn

    def _rule(self) -> None:
        self.pdf.set_y(self.pdf.y + GAP / 2)
        self.pdf.set_draw_color(LINE)
        self.pdf.line(MARGIN, self.pdf.y, self.pdf.w - MARGIN, self.pdf.y)
        self.pdf.set_y(self.pdf.y + GAP)

    def _local(self, instant: datetime) -> str:
        return in_words(f"{instant.astimezone(ZoneInfo(self.view.zone)):%Y-%m-%d %H:%M}", self.language)

    def _qr_code(self, *, left: float, top: float) -> None:
        rows = tuple(segno.make(self.view.status_url, error="m", micro=False).matrix_iter(border=2))
        side = QR / len(rows)
        self.pdf.set_fill_color(0)
        for y, row in enumerate(rows):
            for x, dark in enumerate(row):
                if dark:
                    self.pdf.rect(left + x * side, top + y * side, side, side, style="F")
