"""R2, R4: identity documents of every kind, and what their numbers tell."""

from datetime import date
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from functions.registration.form import Form
from functions.registration.values.identity import COUNTRIES, IdentityDocument, birth_date_of, mask, sex_of
from functions.registration.values.resident_id import check_character

from .errors import faults, parsed

# Area codes 110199 and 350299 were never given to any district.
GIRL = "35029920190501002" + check_character("35029920190501002")
BOY = "35029920190501001" + check_character("35029920190501001")

digits = st.text("0123456789", min_size=17, max_size=17)
bodies = st.builds(
    lambda area, born, order: f"{area:06d}{born:%Y%m%d}{order:03d}",
    st.integers(0, 999_999),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.integers(0, 999),
)


def document(kind: str, number: str, **more: str) -> IdentityDocument:
    return IdentityDocument.model_validate({"type": kind, "number": number, **more})


def refused(kind: str, number: str, **more: str) -> list[tuple[str, str]]:
    return faults(IdentityDocument, {"type": kind, "number": number, **more})


@given(digits)
def test_the_check_character_is_that_of_iso_7064(body: str) -> None:
    assert check_character(body) == mod_11_2.calc_check_digit(body)


@given(bodies)
def test_a_number_of_any_area_code_is_taken_when_date_and_check_digit_hold(body: str) -> None:
    number = body + check_character(body)
    assert document("resident_id", number).number == number


@given(bodies, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(body: str, place: int, shift: int) -> None:
    wrong = body[:place] + str((int(body[place]) + shift) % 10) + body[place + 1 :]
    ((field, code),) = refused("resident_id", wrong + check_character(body))
    assert field == "number"
    assert code in {"identity_number_check_digit", "identity_number_birth_date"}


@pytest.mark.parametrize("born", ["20190229", "20191301", "20190431", "18991231", "20190500"])
def test_a_birth_date_that_never_was_is_refused_as_such(born: str) -> None:
    body = f"350299{born}002"
    assert refused("resident_id", body + check_character(body)) == [("number", "identity_number_birth_date")]


def test_the_leap_day_of_a_leap_year_is_taken() -> None:
    body = "35029920200229002"
    assert birth_date_of(document("resident_id", body + check_character(body))) == date(2020, 2, 29)


def test_full_width_digits_small_x_and_blanks_are_folded() -> None:
    body = next(b for b in (f"35029920190501{n:03d}" for n in range(1000)) if check_character(b) == "X")
    typed = f" {body[:6]} {body[6:14]}\u3000{body[14:]}ｘ\u200b"
    wide = typed.translate({ord(str(n)): 0xFF10 + n for n in range(10)})
    assert document("resident_id", typed).number == body + "X"
    assert document("resident_id", wide).number == body + "X"


@pytest.mark.parametrize(
    "number", ["", "350299190501002", GIRL[:-1], GIRL + "0", "X" * 18, "٣" * 18, "9" * 5000]
)
def test_what_is_no_resident_number_is_refused_by_its_form(number: str) -> None:
    assert refused("resident_id", number) == [("number", "identity_number_format")]


def test_birth_date_and_sex_are_told_by_a_resident_number() -> None:
    girl, boy = document("resident_id", GIRL), document("resident_id", BOY)
    assert (birth_date_of(girl), sex_of(girl), sex_of(boy)) == (date(2019, 5, 1), "female", "male")


@pytest.mark.parametrize("area", ["810000", "820000", "830000"])
def test_a_residence_permit_of_hong_kong_macao_or_taiwan_is_taken(area: str) -> None:
    body = f"{area}20190501002"
    permit = document("hmt_residence_permit", body + check_character(body))
    assert (birth_date_of(permit), sex_of(permit)) == (date(2019, 5, 1), "female")


@pytest.mark.parametrize("area", ["350299", "840000", "710000", "810100"])
def test_a_residence_permit_has_one_of_its_three_prefixes(area: str) -> None:
    body = f"{area}20190501002"
    assert refused("hmt_residence_permit", body + check_character(body)) == [
        ("number", "identity_number_format")
    ]


def test_a_foreign_permanent_resident_card_is_taken_in_its_old_and_its_new_form() -> None:
    body = "93584020190501002"
    new = document("permanent_resident_card", body + check_character(body))
    old = document("permanent_resident_card", "can350019050112")
    assert old.number == "CAN350019050112"
    assert (birth_date_of(new), birth_date_of(old)) == (date(2019, 5, 1), None)
    assert (sex_of(new), sex_of(old)) == (None, None)


def test_a_new_permanent_resident_card_has_a_check_digit() -> None:
    body = "93584020190501002"
    wrong = "0" if check_character(body) != "0" else "1"
    assert refused("permanent_resident_card", body + wrong) == [("number", "identity_number_check_digit")]


def test_a_permanent_resident_card_does_not_begin_as_a_residents() -> None:
    assert refused("permanent_resident_card", GIRL) == [("number", "identity_number_format")]


TAKEN = [
    ("hk_macao_permit", "H12345678", "H12345678"),
    ("hk_macao_permit", "ha1234567", "HA1234567"),
    ("hk_macao_permit", "MA 1234567", "MA1234567"),
    ("hk_macao_permit", "m1234 5678", "M12345678"),
    ("hk_macao_permit", "H1234567801", "H12345678"),  # old cards count the cards after the holder's number
    ("taiwan_permit", "１２３４５６７８", "12345678"),
    ("taiwan_permit", "0123456701(b)", "0123456701B"),
    ("taiwan_permit", "0123456701", "0123456701"),
]


@pytest.mark.parametrize(("kind", "typed", "number"), TAKEN)
def test_travel_permits_are_folded(kind: str, typed: str, number: str) -> None:
    permit = document(kind, typed)
    assert permit.number == number
    assert (birth_date_of(permit), sex_of(permit)) == (None, None)


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("hk_macao_permit", "A12345678"), ("hk_macao_permit", "H1234567"), ("hk_macao_permit", "HA12345678"),
        ("hk_macao_permit", "HB1234567"),
        ("hk_macao_permit", "H123456789"),
        ("taiwan_permit", "1234567"), ("taiwan_permit", "123456789"), ("taiwan_permit", "T2345678"),
        ("permanent_resident_card", "CA3500190501123"), ("permanent_resident_card", "CAN35001905011"),
    ],
)  # fmt: skip
def test_a_number_of_another_form_is_refused(kind: str, number: str) -> None:
    assert refused(kind, number) == [("number", "identity_number_format")]


@pytest.mark.parametrize("number", ["A1234", "E12345678", "1" * 17])
def test_passports_have_5_to_17_letters_and_digits(number: str) -> None:
    assert document("passport", number, country="jp").number == number
    assert document("passport", number, country="jp").country == "JP"


@pytest.mark.parametrize("number", ["A123", "1" * 18, "护照12345", "A12/345"])
def test_what_is_no_passport_number_is_refused(number: str) -> None:
    assert refused("passport", number, country="JP") == [("number", "identity_number_format")]


def test_a_passport_needs_its_country() -> None:
    assert refused("passport", "E12345678") == [("country", "country_required")]


@pytest.mark.parametrize("country", ["XX", "", "JPN", "日本", "UK"])
def test_a_country_is_an_iso_3166_code(country: str) -> None:
    assert refused("passport", "E12345678", country=country) == [("country", "country_unknown")]


def test_only_a_passport_has_a_country() -> None:
    assert refused("resident_id", GIRL, country="CN") == [("country", "country_not_asked")]


def test_the_countries_are_those_of_the_time_zone_database() -> None:
    lines = (resources.files("tzdata") / "zoneinfo" / "iso3166.tab").read_text("utf-8").splitlines()
    assert {line[:2] for line in lines if line and not line.startswith("#")} == COUNTRIES


def test_number_and_country_are_faulted_each_in_its_own_field_of_the_form() -> None:
    form = {
        "students": [{"identity_document": {"type": "resident_id", "number": "1"}}],
        "guardians": [{"identity_document": {"type": "passport", "number": "E12345678"}}],
    }
    assert faults(Form, form) == [
        ("students.0.identity_document.number", "identity_number_format"),
        ("guardians.0.identity_document.country", "country_required"),
    ]


def test_an_unknown_kind_is_the_only_fault_told() -> None:
    assert faults(IdentityDocument, {"type": "library_card", "number": "1"}) == [("type", "enum")]


def test_a_document_that_is_printed_shows_no_number() -> None:
    assert GIRL not in repr(document("resident_id", GIRL))


def test_a_parsed_document_parses_to_itself() -> None:
    girl = document("resident_id", GIRL)
    assert parsed(IdentityDocument, girl.model_dump()) == girl


@given(st.text("0123456789ABCX", min_size=1, max_size=30))
def test_a_mask_hides_all_but_five_characters_and_the_length(number: str) -> None:
    shown = mask(number).replace("*", "")
    assert mask(number).count("*") == 8
    assert len(shown) == 5 if len(number) >= 10 else len(shown) <= 2


def test_a_mask_keeps_three_characters_before_and_two_behind() -> None:
    assert mask("350299201905010021") == "350********21"
    assert mask("A1234") == "A********4"
