"""R31: what cannot be read of a field, or cannot be true, is unknown."""

from datetime import date
from typing import Any

import pytest

from functions.cloud.gateways import fields
from functions.cloud.gateways.household import read_resident
from functions.cloud.gateways.property import read_home
from functions.registration.checking.authorities import Home, Resident
from functions.registration.values.identity import IdentityDocument
from functions.registration.values.resident_id import eighteen

OLD, NEW = "350203850501123", "350203198505011239"
NOTHING_TO_READ: list[Any] = [None, 7, True, 1.5, [], {}, "", " ", "无", "未知", "NULL", "\ud800", "a\x00b"]


@pytest.mark.parametrize("value", NOTHING_TO_READ)
@pytest.mark.parametrize(
    "read",
    [
        fields.line,
        fields.name,
        fields.day,
        fields.share,
        fields.identity_document,
        fields.resident_number,
        lambda value: fields.code(value, 6),
    ],
)
def test_what_says_nothing_is_unknown_in_every_field(read: Any, value: Any) -> None:
    assert read(value) is None


@pytest.mark.parametrize(
    "masked",
    [
        *(
            "林*",
            "林＊＊",
            "林某某",
            "林某",
            "林○",
            "林〇〇",
            "林XX",
            "林ＸＸ",
            "林X夏",
            "*知夏",
            "林？",
            "林□",
            "林••",
        ),
        *("林⁎", "林✱夏", "林█", "林...", "林。。", "林--", "林＃夏"),
    ],
)
def test_a_masked_name_is_unknown(masked: str) -> None:
    assert fields.name(masked) is None


@pytest.mark.parametrize(
    "nobody",
    [
        "保密",
        "未登记",
        "不明",
        "佚名",
        "匿名",
        "待查",
        "（空）",
        "【未知】",
        "ＮＵＬＬ",
        "NaN",
        "n.a.",
        "-",
        "/",
    ],
)
def test_a_word_that_says_that_nothing_is_known_is_unknown(nobody: str) -> None:
    assert (fields.name(nobody), fields.line(nobody)) == (None, None)


@pytest.mark.parametrize(
    "name",
    [
        "林知夏",
        "阿卜杜热合曼·伊敏江",
        "Max Xu",
        "厦门示例置业有限公司",
        "欧阳小满",
        "张〇",
        "J. R. Doe",
        "O'Neil-Xu",
    ],
)
def test_a_whole_name_is_read(name: str) -> None:
    assert fields.name(name) == name


@pytest.mark.parametrize(
    "value",
    ["1900-01-01", "0001-01-01", "9999-12-31", "2016-02-30", "20160305", "2016-3-5", "2016-03-05T00:00:00"],
)
def test_a_day_that_nobody_can_have_meant_is_unknown(value: str) -> None:
    assert fields.day(value) is None


def test_a_day_is_read() -> None:
    assert fields.day("2016-03-05") == date(2016, 3, 5)


@pytest.mark.parametrize("value", ["000000", "35020", "3502033", "35020X", 350203])
def test_a_code_of_another_length_or_of_no_province_is_unknown(value: Any) -> None:
    assert fields.code(value, 6) is None


@pytest.mark.parametrize(
    ("value", "share"),
    [("1/2", "1/2"), ("50/100", "1/2"), ("1/1", "1/1"), ("0/2", None), ("3/2", None), ("1/0", None)],
)
def test_a_share_is_a_part_of_the_whole(value: str, share: str | None) -> None:
    assert fields.share(value) == share


@pytest.mark.parametrize(
    "value",
    [
        {"type": "resident_id", "number": "3502**********1239"},
        {"type": "resident_id", "number": "350203198505011238"},
        {"type": "officer_card", "number": "1234567"},
        {"type": "business_licence", "number": "913502000000000000"},
        {"type": "passport", "number": "XX1234567"},
        {"number": NEW},
    ],
)
def test_a_document_of_no_known_kind_or_number_is_unknown(value: dict[str, str]) -> None:
    assert fields.identity_document(value) is None


def test_a_number_of_before_2000_is_its_form_of_18_characters() -> None:
    assert eighteen(OLD) == NEW
    assert fields.resident_number(OLD) == NEW
    read = fields.identity_document({"type": "resident_id", "number": OLD})
    assert read is not None
    assert read.number == NEW


@pytest.mark.parametrize("number", [NEW, "", "35020385050112X", "３５０２０３８５０５０１１２３"])
def test_any_other_number_stays_as_it_is(number: str) -> None:
    assert eighteen(number) == number


ASKED = IdentityDocument.model_validate({"type": "resident_id", "number": NEW})


def told(**changed: Any) -> dict[str, Any]:
    return {
        "identity_document": {"type": "resident_id", "number": NEW},
        "name": "林建木",
        "sex": "male",
        "birth_date": "1985-05-01",
        "household_district": "350203",
        "household_community": "350203009007",
    } | changed


@pytest.mark.parametrize(
    "document", [None, {}, {"number": None}, {"type": "resident_id", "number": "350203198601011233"}, "x"]
)
def test_of_a_record_with_another_number_nothing_is_believed(document: Any) -> None:
    assert read_resident(told(identity_document=document), ASKED) == Resident(identity_document=ASKED)


def test_a_record_under_the_old_number_is_the_one_that_was_asked_for() -> None:
    assert read_resident(told(identity_document={"number": OLD}), ASKED).name == "林建木"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sex", "female"),
        ("birth_date", "1986-05-01"),
        ("household_community", "350206009007"),
    ],
)
def test_a_record_that_contradicts_itself_leaves_that_field_unknown(field: str, value: str) -> None:
    read = read_resident(told(**{field: value}), ASKED)
    assert getattr(read, field) is None
    assert read.name == "林建木"


def test_of_a_home_under_another_number_nothing_is_believed() -> None:
    record = {"number": "厦国土房证第00000002号", "address": "青禾路1号", "acquired_on": "2018-03-01"}
    assert read_home(record, "厦国土房证第00000001号") == Home()
    assert read_home(record, "厦国土房证第00000002号-1").acquired_on == date(2018, 3, 1)


@pytest.mark.parametrize("owners", [[], None, "?", {}])
def test_a_home_that_nobody_owns_has_unknown_owners(owners: Any) -> None:
    assert (
        read_home({"number": "厦国土房证第00000002号", "owners": owners}, "厦国土房证第00000002号").owners
        is None
    )
