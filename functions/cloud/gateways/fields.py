"""An authority's record, field by field (R31): what cannot be read, or cannot be true, is unknown, which is None.

Nothing here raises, whatever a gateway sends: one bad field must not cost the others, and is no outage.
"""

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from functions.registration.values.folding import compact, half_width, plain_dashes
from functions.registration.values.identity import IdentityDocument, IdentityDocumentType
from functions.registration.values.names import person_name
from functions.registration.values.resident_id import eighteen

MASKED = re.compile(
    r"[*⁎﹡∗✱✳○◯×✕✖□■█▇�?#]|〇{2}|[某●•]+$|[.。\-]{2,}$|[\u3400-\u9fff][Xx]+(?:$|[\u3400-\u9fff])"
)
"""A name or a number of which the registry shows a part alone."""

PLACEHOLDERS = frozenset(
    {"无", "无名", "不详", "不明", "佚名", "匿名", "未知", "未填", "未填写", "未登记", "待查", "待定", "暂无"}
    | {"保密", "空", "空白", "测试", "null", "none", "nil", "nan", "na", "n/a", "n.a", "unknown", "test"}
)
"""What stands in a field that somebody had to fill in."""

FIRST_DAY, LAST_DAY = date(1900, 1, 2), date(2099, 12, 31)
"""Before and behind stand the days that systems write for 'no date'."""

BRACKETS = " ()[]<>【】〔〕《》“”\"'-/.。"
"""What stands around such a placeholder."""

LONGEST_LINE = 500
LONGEST_NUMBER = 100

Record = Mapping[str, object]


def record(value: object) -> Record:
    """A part of an answer; an empty one where there is none."""
    return value if isinstance(value, dict) else {}


def line(value: object) -> str | None:
    """A text of one line."""
    if not isinstance(value, str) or len(value) > LONGEST_LINE:
        return None
    text = " ".join(value.split())
    return text if text.isprintable() and _says_something(text) else None


def name(value: object) -> str | None:
    """A person's name or an institution's, folded."""
    if not isinstance(value, str) or MASKED.search(_plain(value)) or not _says_something(value):
        return None
    try:
        return person_name(value)
    except ValueError:
        return None


def day(value: object) -> date | None:
    """A date written YYYY-MM-DD that somebody can have meant."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        return None
    try:
        read = date.fromisoformat(value)
    except ValueError:
        return None
    return read if FIRST_DAY <= read <= LAST_DAY else None


def code(value: object, digits: int) -> str | None:
    """A code of so many digits that begins with a real province's."""
    if not isinstance(value, str) or not re.fullmatch(rf"[1-9]\d{{{digits - 1}}}", value, re.ASCII):
        return None
    return value


def share(value: object) -> str | None:
    """A fraction of the whole, in lowest terms."""
    written = re.fullmatch(r"(\d{1,9})/(\d{1,9})", value, re.ASCII) if isinstance(value, str) else None
    if written is None:
        return None
    numerator, denominator = int(written[1]), int(written[2])
    if not 0 < numerator <= denominator:
        return None
    lowest = Fraction(numerator, denominator)
    return f"{lowest.numerator}/{lowest.denominator}"


def identity_document(value: object) -> IdentityDocument | None:
    """A document of a kind that registrations know; an old number of a resident comes in its new form."""
    document = record(value)
    try:
        kind = IdentityDocumentType(str(document.get("type")))
    except ValueError:
        return None
    return _document(kind, document.get("number"), document.get("country"))


def resident_number(value: object) -> str | None:
    """A resident's number, by its form of 18 characters."""
    read = _document(IdentityDocumentType.RESIDENT_ID, value, None)
    return None if read is None else read.number


def is_about(value: object, asked: IdentityDocument) -> bool:
    """Whether a record's own document bears the number that was asked for, in whichever of its forms."""
    read = _document(asked.type, record(value).get("number"), asked.country)
    return read is not None and read.number == asked.number


def _document(kind: IdentityDocumentType, number: object, country: object) -> IdentityDocument | None:
    if not isinstance(number, str) or len(number) > LONGEST_NUMBER:
        return None
    if kind is IdentityDocumentType.RESIDENT_ID:
        number = eighteen(compact(number))
    try:
        return IdentityDocument.model_validate({"type": kind, "number": number, "country": country})
    except ValueError:
        return None


def _says_something(text: str) -> bool:
    bare = _plain(text).strip(BRACKETS).casefold()
    return bool(bare) and bare not in PLACEHOLDERS


def _plain(text: str) -> str:
    return plain_dashes(half_width(text)).strip()
