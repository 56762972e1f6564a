"""web/src/guardian/values/tables.json: how the page folds and checks what is typed. A test holds it current.

The rows are the API's own, so that neither says of a value what the other
denies. Both test suites run the corpora in tests/corpus.
"""

import json
from pathlib import Path
from typing import Any

from functions.registration.values import characters, folding, names, phones
from functions.registration.values.identity import RULES
from functions.registration.values.spelling.beyond_gbk import SIMPLIFIED
from functions.registration.values.spelling.transliteration import LETTERS

TARGET = Path(__file__).parent.parent / "web" / "src" / "guardian" / "values" / "tables.json"


def _keys(table: dict[int, Any]) -> str:
    return "".join(map(chr, table))


def document() -> dict[str, Any]:
    """Sets of characters are strings; patterns are the syntax that Python and JavaScript share."""
    return {
        "folding": {
            "dashes": _keys(folding.DASHES),
            "apostrophes": _keys(folding.APOSTROPHES),
            "commas": "".join(sorted(folding.COMMAS)),
            "fillers": "".join(sorted(folding.FILLERS)),
        },
        "names": {
            "longest": names.MAX_LENGTH,
            "placeholders": "".join(sorted(names.PLACEHOLDERS)),
            "dots": _keys(characters.DOTS),
            "dots_between_han": "".join(sorted(characters.DOTS_BETWEEN_HAN)),
            "han": characters.HAN,
            "first_private": characters.FIRST_PRIVATE,
            "private": "".join(map(chr, characters.GB_18030_PRIVATE_USE.values())),
            "stand_ins": "".join(SIMPLIFIED),
        },
        "latin": {chr(code): letters for code, letters in LETTERS.items()},
        "identity_numbers": {kind.value: rule._asdict() for kind, rule in RULES.items()},
        "phones": {
            "mobile": phones.MOBILE.pattern,
            "prefix": phones.COUNTRY_PREFIX.pattern,
            "signs": phones.SIGNS.pattern,
        },
    }


def text() -> str:
    return json.dumps(document(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
