"""Refusals: each has a code of its own, its words in both languages, and no words of the person's."""

import inspect

import pytest

from functions.registration import errors
from functions.registration.errors import Fault, InvalidInput, NotPossibleNow, Refusal, TooMany, Unavailable
from functions.registration.texts import text
from tests.references import ROOT

KINDS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, Refusal) and kind is not Refusal
]


def test_no_two_kinds_of_refusal_share_a_code() -> None:
    codes = [kind.code for kind in KINDS]
    assert sorted(set(codes)) == sorted(codes)


@pytest.mark.parametrize("kind", KINDS)
def test_the_tree_at_the_top_names_every_kind(kind: type[Refusal]) -> None:
    assert errors.__doc__ is not None
    assert f"── {kind.__name__} " in errors.__doc__


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("kind", [InvalidInput, TooMany, Unavailable, errors.NotFound, errors.StaleVersion])
def test_a_refusal_s_code_has_words(kind: type[Refusal], language: str) -> None:
    assert text(kind.code, language)


def test_a_more_exact_code_stands_in_the_kind_s_place() -> None:
    assert NotPossibleNow(code="results_over").reason == "results_over"
    assert NotPossibleNow(status="draft").reason == NotPossibleNow.code
    assert NotPossibleNow(status="draft").variables == {"status": "draft"}


def test_wrong_fields_are_told_in_the_order_in_which_they_were_found() -> None:
    faults = (
        Fault("students.0.name", "name_empty"),
        Fault("students.0.sex", "invalid_choice", {"value": "x"}),
    )
    assert InvalidInput(*faults).faults == faults


def test_no_limit_that_waiting_does_not_lift_says_when_to_come_back() -> None:
    sources = {path.name: path.read_text("utf-8") for path in (ROOT / "functions").rglob("*.py")}
    assert [name for name, source in sources.items() if "retry_after=0" in source] == []


@pytest.mark.parametrize("kind", [TooMany, Unavailable])
def test_who_is_to_come_back_is_told_when(kind: type[TooMany | Unavailable]) -> None:
    assert kind(retry_after=60).retry_after == 60
