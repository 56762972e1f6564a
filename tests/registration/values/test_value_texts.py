"""Every code that a value is refused or noted with has its words in both languages."""

import re
from pathlib import Path

import pytest

from functions.registration.texts import LANGUAGES
from functions.registration.texts import text as words
from functions.registration.values import certificates, free_text, identity, names, phones, resident_id

RAISED = re.compile(r'PydanticCustomError\(\s*"([a-z_]+)"')
MODULES = (certificates, identity, names, phones, resident_id, free_text)
NOTES = {
    *(note for note, _ in certificates.STEPS),
    *certificates.TITLE_NOTES,
    *(row["code"] for row in certificates.table()["warnings"]),
}


def raised() -> set[str]:
    sources = (Path(str(module.__file__)).read_text("utf-8") for module in MODULES)
    return {code for source in sources for code in RAISED.findall(source)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(raised() | NOTES))
def test_every_code_of_a_value_has_words(code: str, language: str) -> None:
    said = words(code, language)
    assert said.endswith((".", "。"))
    assert re.search("[\u4e00-\u9fff]", said) or language == "en"
