"""The API and the page read what families type alike (R2, R8, R10): one table, one corpus, two suites."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from functions.registration.values.identity import IdentityDocument, birth_date_of
from functions.registration.values.names import has_rare_characters, person_name, pinyin, same_name
from functions.registration.values.phones import mobile_phone
from infra import value_tables

from .corpus import corpus

Row = dict[str, Any]


@contextmanager
def refused(code: str | None) -> Iterator[None]:
    """What is inside raises the code, or nothing where there is none."""
    said: list[str] = []
    try:
        yield
    except ValidationError as error:
        said = [one["type"] for one in error.errors()]
    except PydanticCustomError as error:
        said = [error.type]
    assert said == ([code] if code else [])


def test_the_pages_tables_are_current() -> None:
    assert value_tables.text() == value_tables.TARGET.read_text("utf-8")


@pytest.mark.parametrize("row", corpus("identity_numbers"), ids=lambda row: f"{row['kind']} {row['typed']}")
def test_a_number_of_an_identity_document_is_read_as_the_corpus_says(row: Row) -> None:
    country = {"country": "FR"} if row["kind"] == "passport" else {}
    with refused(row["error"]):
        read = IdentityDocument(type=row["kind"], number=row["typed"], **country)
        born = birth_date_of(read)
        assert (read.number, born and born.isoformat()) == (row["value"], row["birth_date"])


@pytest.mark.parametrize("row", corpus("names"), ids=lambda row: ascii(row["name"]))
def test_a_name_is_rare_or_refused_as_the_corpus_says(row: Row) -> None:
    assert has_rare_characters(row["name"]) is row["rare"]
    with refused(row["error"]):
        person_name(row["name"])


@pytest.mark.parametrize("row", corpus("names_compared"), ids=lambda row: ascii(row["a"] + row["b"]))
def test_two_spellings_are_one_name_as_the_corpus_says(row: Row) -> None:
    assert same_name(row["a"], row["b"]) is row["same"]


@pytest.mark.parametrize("row", corpus("phones"), ids=lambda row: row["typed"])
def test_a_phone_is_read_as_the_corpus_says(row: Row) -> None:
    with refused(None if row["value"] else "phone_not_mainland_mobile"):
        assert mobile_phone(row["typed"]) == row["value"]


@pytest.mark.parametrize("row", corpus("pinyin"), ids=lambda row: row["typed"])
def test_a_name_in_latin_letters_is_stored_as_the_corpus_says(row: Row) -> None:
    assert pinyin(row["typed"]) == row["value"]
