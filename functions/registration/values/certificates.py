"""Numbers of title certificates and of filed purchase contracts (R15, R16)."""

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from .folding import HALF_WIDTH, plain_dashes, visible

MAX_LENGTH = 60

OPENING, CLOSING = "([{<［｛＜【〔〖〈《「『﹙﹛﹝", ")]}>］｝＞】〕〗〉》」』﹚﹜﹞"
BRACKETS = str.maketrans(OPENING + CLOSING, "（" * len(OPENING) + "）" * len(CLOSING))
"""The certificate prints full-width round brackets; everything else that people type becomes those."""

HALF_WIDTH_BUT_BRACKETS = {code: half for code, half in HALF_WIDTH.items() if chr(code) not in "（）"}

SHARE = re.compile(r"(?<=[0-9])(?:-[1-9])*(号?)(?:-[1-9])*$")


class CertificateForm(StrEnum):
    """What a number looks like, so that the page can show where it stands on the paper."""

    REAL_ESTATE = "real_estate"
    """不动产权证, since 2015: 闽（2020）厦门市不动产权第0084498号."""
    LAND_AND_HOUSE = "land_and_house"
    """厦国土房证第…号."""
    HOUSE = "house"
    """厦地房证第…号."""
    CONTRACT = "contract"
    UNKNOWN = "unknown"


FORMS = (
    (
        CertificateForm.REAL_ESTATE,
        re.compile(
            r"[\u4e00-\u9fff]（[12][0-9]{3}）[\u4e00-\u9fff]{1,12}不动产权第[0-9]+(?:-[1-9])?号?(?:-[1-9])?"
        ),
    ),
    (CertificateForm.LAND_AND_HOUSE, re.compile(r"厦国土房证第[0-9A-Z-]+号?(?:-[1-9])?")),
    (CertificateForm.HOUSE, re.compile(r"厦地房证第[0-9A-Z-]+号?(?:-[1-9])?")),
    (CertificateForm.CONTRACT, re.compile(r".*(?:合同|买卖|预售|备案).*|(?:HT|YS|MM)[0-9A-Z-]+")),
)


class Normalised(NamedTuple):
    """A folded number, and a code for each thing that was changed, for the page to say so (R16)."""

    value: str
    notes: tuple[str, ...]


STEPS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("brackets", lambda text: text.translate(BRACKETS)),
    ("full_width", lambda text: text.translate(HALF_WIDTH_BUT_BRACKETS)),
    ("dashes", plain_dashes),
    ("blanks", lambda text: "".join(visible(text).split())),
    ("capitals", str.upper),
)
"""What is folded, in this order, each under the code that tells the page (R16)."""


def without_share(number: str) -> str:
    """A folded certificate number without the -1, -2 ... of its shares, at the end or before 号 (R16)."""
    return SHARE.sub(r"\1", number)


def recognise(number: str) -> CertificateForm:
    """What a folded number looks like. UNKNOWN is no error: older papers took many forms."""
    return next((form for form, pattern in FORMS if pattern.fullmatch(number)), CertificateForm.UNKNOWN)


def normalisation(raw: str, *, shared: bool = True) -> Normalised:
    """The number as it is compared and stored (R16), and what had to be changed.

    Notes are among `brackets`, `full_width`, `dashes`, `blanks`, `capitals` and `share_dropped`. With
    `shared=False`, for contracts, whose ends mean something, a trailing -1 stays. Raises nothing.
    """
    text = unicodedata.normalize("NFC", raw).strip()
    notes = []
    for note, step in STEPS:
        if (changed := step(text)) != text:
            notes.append(note)
        text = changed
    if shared and (whole := without_share(text)) != text:
        return Normalised(whole, (*notes, "share_dropped"))
    return Normalised(text, tuple(notes))


def property_number(typed: str) -> str:
    """The folded number, its share kept. Raises `control_character`, `property_number_empty`, `…_too_long`."""
    if any(unicodedata.category(char) in {"Cc", "Cs"} for char in typed.strip()):
        raise PydanticCustomError("control_character", "control characters are not allowed")
    number = normalisation(typed, shared=False).value
    if not any(char.isalnum() for char in number):
        raise PydanticCustomError("property_number_empty", "there is no number")
    if len(number) > MAX_LENGTH:
        raise PydanticCustomError("property_number_too_long", "the number is too long")
    return number


PropertyNumber = Annotated[str, AfterValidator(property_number)]


def same_number(a: str, b: str) -> bool:
    """Whether two numbers mean the same home, however they are written and whoever's share they name (R16).

    The share counts where a number is recognised as a contract's.
    """
    return _comparable(a) == _comparable(b)


def _comparable(number: str) -> str:
    folded = normalisation(number, shared=False).value
    return folded if recognise(folded) is CertificateForm.CONTRACT else without_share(folded)
