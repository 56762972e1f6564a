"""No text that anybody sends keeps a mark that turns the reading direction: it is refused, or the mark is left out."""

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from functions.cloud.web.sign_in import TokenClaims
from functions.registration.values.free_text import BIDI_CONTROLS
from infra.openapi_operations import OPERATIONS as GUARDIANS
from infra.openapi_staff import OPERATIONS as STAFF

SENT: list[type[BaseModel]] = [
    TokenClaims,
    *(one.request for one in (*GUARDIANS, *STAFF) if one.request is not None),
]
CARRIERS = ("{}", "甲{}乙", "{}甲", "ab{}cd", "1{}2", "湖滨南路{}12号", "G{}1234567", "2{}-7K3M-9QX")
"""Whatever a text's own shape is, one of these comes near it."""


def models(of: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    if of in seen:
        return
    seen.add(of)
    yield of
    for field in of.model_fields.values():
        for part in parts(field.annotation):
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield from models(part, seen)


def parts(annotation: Any, *around: Any) -> Iterator[Any]:
    """What an annotation is made of, down to the innermost; a text with all that is said of it."""
    if get_origin(annotation) is Annotated:
        inner, *said = get_args(annotation)
        yield from parts(inner, *said, *around)
    elif annotation is str:
        yield Annotated[str, *around] if around else str
    elif get_origin(annotation) in {Union, UnionType, tuple, list, dict, frozenset}:
        for argument in get_args(annotation):
            # What is said of the whole is said of none of several members.
            yield from parts(argument, *(around if get_origin(annotation) in {Union, UnionType} else ()))
    elif get_origin(annotation) is not Literal and annotation not in {NoneType, Ellipsis}:
        yield annotation


def texts() -> Iterator[tuple[str, Any]]:
    seen: set[type[BaseModel]] = set()
    for model in (each for sent in SENT for each in models(sent, seen)):
        for name, field in model.model_fields.items():
            for part in parts(field.annotation, *field.metadata):
                if part is str or get_origin(part) is Annotated:
                    yield f"{model.__name__}.{name}", part


TEXTS = dict(texts())


COMPARED = {
    "NewRegistration.season": "a season's id",
    "Prefill.season": "a season's id",
    "ConsentCommand.answers": "the notice's own consents",
    "ConsentCommand.notice_version": "the notice's own version",
    "SubmissionCommand.pledge_version": "the pledge's own version",
    "SearchCommand.value": "MACs of numbers, names and phones",
    "ReleaseCommand.favours": "a reference",
    "IdentityDocument.number": "its kind's pattern, by a validator of the whole document",
    "IdentityDocument.country": "the list of countries, by a validator of the whole document",
    "Season.zone": "the zones that there are, by the season's rules",
    "Season.choices": "the lists that there are, by the season's rules",
    "Choice.value": "the options that there are, by the season's rules",
    "Season.texts": "the names of texts that the page asks for",
    "EnteredSeed.by": "nothing: a season that comes with an entered seed is refused",
    "TokenClaims.iss": "the issuer",
    "TokenClaims.sub": "nothing: it is kept as a keyed MAC",
    "TokenClaims.aud": "our client id",
    "TokenClaims.azp": "our client id",
    "TokenClaims.amr": "the second factor's name",
    "TokenClaims.identity_number": "registries' numbers; it is kept as a keyed MAC",
    "TokenClaims.roles": "the roles that there are",
    "TokenClaims.district": "districts' codes",
}
"""Texts that are compared with what is known, and with what: another one is refused or found nowhere, and not kept."""


def kept(text: Any, typed: str) -> str:
    try:
        return str(TypeAdapter(text).validate_python(typed))
    except ValidationError:
        return ""


def test_every_text_of_both_apis_and_of_a_sign_in_is_among_them() -> None:
    assert {
        "NoteCommand.note", "DecisionCommand.note", "Localised.zh", "Student.residence_address", "Guardian.employer",
        "Form.family_notes", "Student.name", "TokenClaims.name", "SearchCommand.value",
    } <= TEXTS.keys()  # fmt: skip


def test_only_a_text_that_would_keep_one_is_excused() -> None:
    for name in COMPARED:
        assert any(
            mark in kept(TEXTS[name], carrier.format(mark)) for mark in BIDI_CONTROLS for carrier in CARRIERS
        )


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in COMPARED])
def test_a_text_keeps_no_mark_that_turns_the_reading_direction(name: str) -> None:
    for mark in BIDI_CONTROLS:
        for carrier in CARRIERS:
            assert mark not in kept(TEXTS[name], carrier.format(mark))
