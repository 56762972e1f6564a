"""No text that anybody sends keeps a mark that turns the reading direction: it is refused, or the mark is left out."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from functions.registration.values.free_text import BIDI_CONTROLS

from .sent_models import texts

CARRIERS = ("{}", "甲{}乙", "{}甲", "ab{}cd", "1{}2", "湖滨南路{}12号", "G{}1234567", "2{}-7K3M-9QX")
"""Whatever a text's own shape is, one of these comes near it."""


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
    "SmsReleaseCommand.code": "the code of the block that stands",
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
