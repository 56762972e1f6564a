"""The words for every stable code, in both languages: one JSON file for each area, read once."""

import json
import string
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from .dates import in_words
from .waits import wait_in_words

DEFAULT_LANGUAGE = "zh-CN"
LANGUAGES = (DEFAULT_LANGUAGE, "en")

DATED = frozenset({"begins", "cutoff", "until", "published_at", "due_on", "submit_until", "amend_until"})
"""The slots that hold days and instants; what somebody typed is quoted as it was typed."""

WAITED = frozenset({"wait"})
"""The slots that hold how long it takes, in whole seconds."""

Texts = Mapping[str, Mapping[str, str]]


class TextMissingError(LookupError):
    """A code without words, or words whose slot got no value: a fault of the program, never of a person."""


def text(code: str, /, language: str = DEFAULT_LANGUAGE, **variables: str) -> str:
    """What `code` means, in `language` (zh-CN where it has no other). Raises `TextMissingError`."""
    try:
        words = _all()[code]
        said = {name: _said(name, value, language) for name, value in variables.items()}
        return words.get(language, words[DEFAULT_LANGUAGE]).format_map(said)
    except KeyError as error:
        raise TextMissingError(f"{code}: no text or no value for {error}") from error


def _said(name: str, value: str, language: str) -> str:
    if name in DATED:
        return in_words(value, language)
    return wait_in_words(value, language) if name in WAITED else value


def staff_text(code: str, /, language: str = DEFAULT_LANGUAGE, **variables: str) -> str:
    """The same for staff: in words of their own (`staff_` and the code) where they have them. Raises as `text`."""
    own = f"staff_{code}"
    return text(own if own in _all() else code, language, **variables)


def slots(template: str) -> frozenset[str]:
    """The names in braces."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)


def areas() -> Iterator[tuple[str, Texts]]:
    """Each file's name and its texts."""
    for file in sorted(resources.files(__name__).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".json"):
            yield file.name, json.loads(file.read_text(encoding="utf-8"))


@cache
def _all() -> Texts:
    return {code: words for _, texts in areas() for code, words in texts.items()}
