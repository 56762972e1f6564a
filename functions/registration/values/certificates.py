"""Numbers of title certificates and of filed purchase contracts (R15, R16).

What is folded and recognised is a table of data, `certificates.json`, that the page reads too: both find the same
number in what a family types, and both warn of the same slips. Recognised numbers are compared by their parts.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from .folding import HALF_WIDTH, visible

MAX_LENGTH = 60
LONGEST_LOOKED_AT = 200
"""Characters that are looked at before folding: no number with its label comes near it."""


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


class _Form(NamedTuple):
    form: CertificateForm
    pattern: re.Pattern[str]
    parts: tuple[str, ...]
    written: str
    digits: int
    """How many digits the certificate prints, zeros in front; 0 where the zeros are the number's own."""

    def parse(self, folded: str) -> dict[str, str] | None:
        match = self.pattern.match(folded)
        if match is None:
            return None
        parts = dict(zip(self.parts, match.groups(), strict=True))
        if self.digits:
            parts["digits"] = parts["digits"].lstrip("0").zfill(self.digits)
        return parts


class _Grammar(NamedTuple):
    """`certificates.json`, compiled."""

    brackets: dict[int, str]
    dashes: dict[int, str]
    simplified: dict[int, str]
    label: re.Pattern[str]
    ending: re.Pattern[str]
    shares: tuple[re.Pattern[str], ...]
    forms: tuple[_Form, ...]
    contract: re.Pattern[str]
    warnings: tuple[tuple[str, re.Pattern[str]], ...]


def table() -> Any:
    """The table as the page reads it too."""
    return json.loads(resources.files(__package__ or "").joinpath("certificates.json").read_text("utf-8"))


@cache
def _grammar() -> _Grammar:
    rows = table()
    opening, closing, simplified = rows["opening"], rows["closing"], rows["traditional"]
    return _Grammar(
        brackets=dict.fromkeys(map(ord, opening), "（") | dict.fromkeys(map(ord, closing), "）"),
        dashes=dict.fromkeys(map(ord, rows["dashes"]), "-"),
        simplified=dict(zip(map(ord, simplified[::2]), simplified[1::2], strict=True)),
        label=re.compile(rows["label"]),
        ending=re.compile(rows["ending"]),
        shares=tuple(re.compile(pattern) for pattern in rows["share"]),
        forms=tuple(_form(row) for row in rows["forms"]),
        contract=re.compile(rows["contract"]),
        warnings=tuple((row["code"], re.compile(row["pattern"])) for row in rows["warnings"]),
    )


def _form(row: Any) -> _Form:
    form, pattern = CertificateForm(row["form"]), re.compile(row["pattern"])
    return _Form(form, pattern, tuple(row["parts"]), row["written"], row["digits"])


HALF_WIDTH_BUT_BRACKETS = {code: half for code, half in HALF_WIDTH.items() if chr(code) not in "（）"}


class Normalised(NamedTuple):
    """A folded number, and a code for each thing that was changed, for the page to say so (R16)."""

    value: str
    notes: tuple[str, ...]


def _without_label(text: str) -> str:
    while (rest := _grammar().label.sub("", text)) != text:
        text = rest
    return text


STEPS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("brackets", lambda text: text.translate(_grammar().brackets)),
    ("full_width", lambda text: text.translate(HALF_WIDTH_BUT_BRACKETS)),
    ("dashes", lambda text: text.translate(_grammar().dashes)),
    ("blanks", lambda text: "".join(visible(text).split())),
    ("capitals", str.upper),
    ("traditional", lambda text: text.translate(_grammar().simplified)),
    ("label", _without_label),
    ("ending", lambda text: _grammar().ending.sub("", text)),
)
"""What is folded, in this order, each under the code that tells the page (R16)."""

TITLE_NOTES = ("share_dropped", "written_out")


def without_share(number: str) -> str:
    """A folded certificate number without the -1, -2 ... of its shares, at the end or before 号 (R16)."""
    shorter = number
    for pattern in _grammar().shares:
        shorter = pattern.sub(r"\1\2", shorter)
    return number if shorter == number else without_share(shorter)


def _recognised(folded: str) -> tuple[_Form, dict[str, str]] | None:
    rows = ((form, form.parse(folded)) for form in _grammar().forms)
    return next(((form, parts) for form, parts in rows if parts is not None), None)


def recognise(number: str) -> CertificateForm:
    """What a folded number looks like. UNKNOWN is no error: older papers took many forms."""
    if (recognised := _recognised(without_share(number))) is not None:
        return recognised[0].form
    return CertificateForm.CONTRACT if _grammar().contract.search(number) else CertificateForm.UNKNOWN


def warning_of(number: str) -> str | None:
    """A code of the table's warnings where a folded number is no title's that is known, though nothing is malformed."""
    if _recognised(without_share(number)) is not None:
        return None
    return next((code for code, pattern in _grammar().warnings if pattern.search(number)), None)


def written(number: str) -> str:
    """A folded number as its certificate prints it, where it is recognised: （, 第, 号 and zeros put in."""
    recognised = _recognised(number)
    return number if recognised is None else recognised[0].written.format(**recognised[1])


def normalisation(raw: str, *, shared: bool = True) -> Normalised:
    """The number as it is compared and stored (R16), and what had to be changed.

    Notes are the codes of STEPS and TITLE_NOTES. With `shared=False`, for contracts, whose ends mean something, the
    number is folded only: a trailing -1 stays. Raises nothing.
    """
    text = unicodedata.normalize("NFC", raw).strip()
    steps = (*STEPS, ("share_dropped", without_share), ("written_out", written)) if shared else STEPS
    notes = []
    for note, step in steps:
        if (changed := step(text)) != text:
            notes.append(note)
        text = changed
    return Normalised(text, tuple(notes))


def property_number(typed: str) -> str:
    """The folded number, its share kept. Raises `control_character`, `property_number_empty`, `…_too_long`."""
    if any(unicodedata.category(char) in {"Cc", "Cs"} for char in typed.strip()):
        raise PydanticCustomError("control_character", "control characters are not allowed")
    number = normalisation(typed[:LONGEST_LOOKED_AT], shared=False).value
    if not any(char.isalnum() for char in number):
        raise PydanticCustomError("property_number_empty", "there is no number")
    if len(number) > MAX_LENGTH:
        raise PydanticCustomError("property_number_too_long", "the number is too long")
    return number


PropertyNumber = Annotated[str, AfterValidator(property_number)]


def title_number(folded: str) -> str:
    """A title certificate's number as it is stored: of the whole home, written as the certificate prints it."""
    return normalisation(folded).value


def same_number(a: str, b: str, *, contract: bool) -> bool:
    """Whether two numbers mean the same home, however they are written and whoever's share they name (R16).

    Contracts are told apart by their ends: -1 and -2 are two homes.
    """
    return normalisation(a, shared=not contract).value == normalisation(b, shared=not contract).value
