"""R15, R16: numbers of certificates and contracts, folded, compared and recognised."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.registration.form import Purchase
from functions.registration.values.certificates import (
    CertificateForm,
    PropertyNumber,
    normalisation,
    recognise,
    same_number,
    warning_of,
    without_share,
)

from .corpus import corpus
from .errors import code, parsed

NEW = "闽（2020）厦门市不动产权第0084498号"
OLD = "厦国土房证第00123456号"

CORPUS = corpus("certificates")

typed_numbers = st.text(st.sampled_from("闽厦第号（(２2020) -－—1abＡ　[】〔"), max_size=40)


@pytest.mark.parametrize(
    "typed",
    [
        "闽(2020)厦门市不动产权第0084498号", "闽［２０２０］厦门市不动产权第００８４４９８号",
        "闽〔2020〕厦门市 不动产权 第0084498号",
        " 闽【2020】厦门市不动产权第0084498号\u3000", "闽（2020）厦门市不动产权第0084498号\u200b",
        "闽{2020}厦门市不动产权第0084498号",
        "闽｛2020｝厦门市不动产权第0084498号",
    ],
)  # fmt: skip
def test_one_certificate_written_in_many_ways_is_one_number(typed: str) -> None:
    assert parsed(PropertyNumber, typed) == NEW
    assert same_number(typed, NEW, contract=False)


@pytest.mark.parametrize("row", CORPUS, ids=[row["typed"] for row in CORPUS])
def test_what_families_type_is_read_as_the_corpus_says(row) -> None:
    read = normalisation(row["typed"], shared=not row["contract"])
    assert (read.value, list(read.notes)) == (row["value"], row["notes"])
    if not row["contract"]:
        assert (recognise(read.value), warning_of(read.value)) == (row["form"], row["warning"])


def test_letters_are_capitals() -> None:
    assert parsed(PropertyNumber, "ｙｓ2020-000123") == "YS2020-000123"


@pytest.mark.parametrize(
    ("number", "whole"),
    [
        ("第0084498号-1", "第0084498号"), ("第0084498-2号", "第0084498号"), ("0084498-1", "0084498"),
        ("0084498-9", "0084498"),
        ("0084498-1-2", "0084498"), ("0084498-1号-2", "0084498号"),
        ("0084498-12", "0084498-12"), ("0084498-0", "0084498-0"), ("2020-0084498", "2020-0084498"),
        ("-1", "-1"), (NEW, NEW),
    ],
)  # fmt: skip
def test_only_the_trailing_number_of_a_share_is_dropped(number: str, whole: str) -> None:
    assert without_share(number) == whole


@pytest.mark.parametrize("dash", list("-－—–−‐ー"))
def test_a_share_is_dropped_behind_any_kind_of_dash(dash: str) -> None:
    assert normalisation(f"{OLD}{dash}１").value == OLD


@pytest.mark.parametrize(
    ("raw", "value", "notes"),
    [
        (NEW, NEW, ()),
        (f" {NEW} ", NEW, ()),
        ("闽(2020)厦门市不动产权第0084498号", NEW, ("brackets",)),
        ("闽（２０２０）厦门市不动产权第0084498号", NEW, ("full_width",)),
        ("闽（2020）厦门市 不动产权第0084498号", NEW, ("blanks",)),
        ("闽（2020）厦门市\u3000不动产权第0084498号", NEW, ("blanks",)),
        (f"{OLD}-1", OLD, ("share_dropped",)),
        (f"{OLD}—2", OLD, ("dashes", "share_dropped")),
        ("ys2020000123", "YS2020000123", ("capitals",)),
        ("ｙs（1） (２)－1", "YS（1）（2）-1", ("brackets", "full_width", "blanks", "capitals")),
    ],
)
def test_the_page_is_told_what_was_changed(raw: str, value: str, notes: tuple[str, ...]) -> None:
    assert normalisation(raw) == (value, notes)


def test_a_contracts_ending_is_not_a_share() -> None:
    assert normalisation("YS2020000123-1", shared=False) == ("YS2020000123-1", ())
    assert not same_number("YS2020000123-1", "YS2020000123-2", contract=True)
    assert not same_number("20200012345-1", "20200012345-2", contract=True)


def test_the_form_drops_the_share_of_a_certificate_and_keeps_a_contracts_ending() -> None:
    claim = {"kind": "parents_purchase", "number": "YS2020000123-1"}
    assert Purchase.model_validate({**claim, "proof": "contract"}).number == "YS2020000123-1"
    assert Purchase.model_validate({**claim, "proof": "certificate", "number": f"{OLD}-1"}).number == OLD


@given(typed_numbers)
@settings(max_examples=500)
def test_normalising_a_normalised_number_changes_nothing_and_says_nothing(raw: str) -> None:
    once = normalisation(raw)
    assert normalisation(once.value) == (once.value, ())
    assert same_number(raw, once.value, contract=False)


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (NEW, CertificateForm.REAL_ESTATE), (f"{NEW}-1", CertificateForm.REAL_ESTATE),
        ("京（2019）朝不动产权第0012345号", CertificateForm.REAL_ESTATE),
        (OLD, CertificateForm.LAND_AND_HOUSE), (f"{OLD}-1", CertificateForm.LAND_AND_HOUSE),
        ("厦地房证第123456号", CertificateForm.HOUSE),
        ("YS2020000123", CertificateForm.CONTRACT), ("厦房买卖合同2020第123号", CertificateForm.CONTRACT),
        ("0084498", CertificateForm.UNKNOWN), ("闽（2020）厦门市", CertificateForm.UNKNOWN),
        ("", CertificateForm.UNKNOWN),
    ],
)  # fmt: skip
def test_forms_of_certificates_are_recognised(number: str, form: CertificateForm) -> None:
    assert recognise(number) is form


@pytest.mark.parametrize(
    "other", ["闽（2020）厦门市不动产权第0084499号", "闽（2021）厦门市不动产权第0084498号", OLD]
)
def test_different_numbers_are_different_homes(other: str) -> None:
    assert not same_number(NEW, other, contract=False)


@pytest.mark.parametrize("share", ["-1", "－2", "—1"])
def test_the_shares_of_one_certificate_are_one_home(share: str) -> None:
    assert same_number(f"{NEW}{share}", NEW.replace("号", "-2号"), contract=False)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "property_number_empty"), ("（）", "property_number_empty"),
        ("1" * 61, "property_number_too_long"),
        ("第\x00号", "control_character"), ("第\n号", "control_character"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused_with_its_reason(typed: str, fault: str) -> None:
    assert code(PropertyNumber, typed) == fault


def test_a_number_of_60_characters_is_taken_blanks_aside() -> None:
    assert parsed(PropertyNumber, "1 " * 60) == "1" * 60
