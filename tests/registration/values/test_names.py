"""R8: names of any script and plane are stored, compared and shown correctly."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.registration.values.characters import GB_18030_PRIVATE_USE
from functions.registration.values.names import PersonName, Pinyin, folded, has_rare_characters, same_name

from .errors import code, parsed

# Left private use with later editions: 2000's codec still has these as private codes.
LATER_THAN_2000 = {
    0xE816: "𠂇", 0xE817: "𠂉", 0xE818: "𠃌", 0xE81E: "龴", 0xE826: "龵", 0xE82B: "龶", 0xE82C: "龷",
    0xE831: "𡗗", 0xE832: "龸", 0xE83B: "𢦏", 0xE843: "龹", 0xE854: "龺", 0xE855: "𤇾", 0xE864: "龻",
}  # fmt: skip

UNCHANGED = [
    "林知夏", "䶮㛃", "𬱖", "𠮷田", "欧阳青柚", "阿依古丽·买买提", "བསྟན་འཛིན་", "ئالىم",
    "Anna-Sofía O'Neil", "J. R. Doe",
    "민준", "\U00031350", "\U0002ebf0", "X", "一", "〇一",
]  # fmt: skip


@pytest.mark.parametrize("name", UNCHANGED)
def test_a_name_of_any_script_and_plane_is_kept_as_it_is(name: str) -> None:
    assert parsed(PersonName, name) == unicodedata.normalize("NFC", name)
    assert same_name(name, name)


@pytest.mark.parametrize("dot", [*"•‧・･∙⋅·⸱⸳․◦●.．。｡˙ㆍ", " · ", "··"])
def test_every_look_alike_of_the_middle_dot_becomes_u_00b7(dot: str) -> None:
    assert parsed(PersonName, f"阿卜杜{dot}热合曼") == "阿卜杜\u00b7热合曼"


def test_a_full_stop_in_a_latin_name_stays() -> None:
    assert parsed(PersonName, "John Jr. Doe") == "John Jr. Doe"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (" 张 三 ", "张三"), ("张\u3000三", "张三"), ("Ａｎｎａ  Lee", "Anna Lee"), ("·张三·", "张三"),
        ("张\u200b三\ufeff", "张三"),
        ("Jose\u0301", "José"), ("e\u200d\u0301", "é"), ("\uf9d1", "六"), ("\ufa19", "神"),
        ("\U0002f81a", "冬"),
    ],
)  # fmt: skip
def test_blanks_width_invisible_marks_and_compatibility_forms_are_folded(typed: str, name: str) -> None:
    assert parsed(PersonName, typed) == name


@given(st.text(max_size=40))
@settings(max_examples=500)
def test_folding_a_folded_name_changes_nothing(typed: str) -> None:
    assert folded(folded(typed)) == folded(typed)


@given(st.text(st.sampled_from("张三·.。 \u3000aÉe\u0301Ａ𠮷\ue81e•\u200b"), max_size=12))
@settings(max_examples=500)
def test_a_name_is_the_same_as_what_it_is_stored_as(typed: str) -> None:
    assert folded(folded(typed)) == folded(typed)
    assert same_name(typed, folded(typed))
    assert same_name(typed.upper(), typed.lower())


def test_private_codes_of_gb_18030_become_their_characters() -> None:
    codec = {}
    trails = [*range(0x50, 0x7F), *range(0x80, 0xA1)]
    for private, trail in enumerate(trails, start=0xE815):
        codec[private] = LATER_THAN_2000.get(private, bytes((0xFE, trail)).decode("gb18030"))
    assert {private: chr(char) for private, char in GB_18030_PRIVATE_USE.items()} == codec


@pytest.mark.parametrize(
    ("typed", "name"), [("李\ue863", "李䶮"), ("李\ue81e", "李龴"), ("\ue818林", "𠃌林")]
)
def test_a_name_from_an_old_gateway_is_stored_without_private_codes(typed: str, name: str) -> None:
    assert parsed(PersonName, typed) == name
    assert same_name(typed, name)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "name_empty"), (" \u3000 ", "name_empty"), ("·", "name_empty"), ("\u200b", "name_empty"),
        ("张" * 101, "name_too_long"), ("张" * 5000, "name_too_long"), ("张" + " " * 500 + "三", "name_too_long"),
        ("张\x00三", "control_character"), ("张\n三", "control_character"), ("张\x7f", "control_character"),
        ("\u3164", "name_empty"), ("张?", "name_placeholder"), ("张？", "name_placeholder"),
        ("张□", "name_placeholder"),
        ("张\ufffd", "name_placeholder"), ("张*", "name_placeholder"), ("12345", "name_not_letters"),
        ("---", "name_not_letters"), ("１２３", "name_not_letters"),
        ("张\ue000", "name_private_use"), ("张\U000f0000", "name_private_use"),
        ("张\U00100000", "name_private_use"),
    ],
)  # fmt: skip
def test_what_is_no_name_is_refused_with_its_reason(typed: str, fault: str) -> None:
    assert code(PersonName, typed) == fault


def test_a_name_of_100_characters_of_any_plane_is_taken() -> None:
    assert parsed(PersonName, "𠮷" * 100) == "𠮷" * 100


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("ANNA LEE", "Anna  Lee"), ("Ａｎｎａ Ｌｅｅ", "anna lee"), ("阿卜杜•热合曼", "阿卜杜·热合曼"),
        ("张 三", "张三"), ("\uf9d1一", "六一"), ("\u2f46一", "无一"), ("葛\U000e0100一", "葛一"),
        ("O’BRIEN", "O'BRIEN"), ("OʼBrien", "O′BRIEN"), ("JEAN‐LUC", "JEAN-LUC"), ("SMITH, JOHN", "SMITH JOHN"),
        ("STRASSE", "Straße"), ("Jose\u0301", "JOSÉ"),
    ],
)  # fmt: skip
def test_names_that_only_look_different_are_the_same(a: str, b: str) -> None:
    assert same_name(a, b)
    assert same_name(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("张三", "张叁"), ("陈一", "陳一"), ("𠮷田", "吉田"), ("张三", "三张"), ("Anna Lee", "Annalee"),
        ("José", "Jose"),
        ("阿卜杜·热合曼", "阿卜杜热合曼"), ("李䶮", "李龑"),
    ],
)  # fmt: skip
def test_names_of_different_characters_differ(a: str, b: str) -> None:
    assert not same_name(a, b)


@pytest.mark.parametrize("name", ["䶮", "李㛃", "𬱖", "陈頔", "张⿰王英", "𠮷田", "李\ue863", "\U00031350"])
def test_characters_beyond_gbk_are_rare(name: str) -> None:
    assert has_rare_characters(name)


@pytest.mark.parametrize(
    "name", ["林知夏", "李喆", "王堃", "陳美玲", "朱镕", "阿依古丽·买买提", "Anna", "བསྟན", "〇一"]
)
def test_characters_that_every_system_has_are_not_rare(name: str) -> None:
    assert not has_rare_characters(name)


@pytest.mark.parametrize(
    ("typed", "pinyin"),
    [
        ("lü siyuan", "LYU SIYUAN"), ("Lǚ Sīyuǎn", "LYU SIYUAN"), ("LÜE", "LYUE"), ("nü", "NYU"),
        ("ＬＩＮ  zhixia", "LIN ZHIXIA"),
        ("Zhèng-Lǐ Sūfāng", "ZHENG-LI SUFANG"), ("Müller, Anna", "MULLER ANNA"), ("O‘Neil", "O'NEIL"),
        ("Nguyễn Thị Đào", "NGUYEN THI DAO"),
        ("Łukasz", "LUKASZ"), ("Søren", "SOEREN"), ("Ægir", "AEGIR"), ("Jean‐Luc", "JEAN-LUC"),
        ("OʼBrien", "O'BRIEN"), ("O′Brien", "O'BRIEN"), ("O’Neil", "O'NEIL"),
        ("LIN, ZHIXIA", "LIN ZHIXIA"),
        ("ABUDU·REHEMAN", "ABUDU REHEMAN"), ("John Jr. Doe", "JOHN JR. DOE"), ("lu\u0308", "LYU"),
    ],
)  # fmt: skip
def test_pinyin_is_written_as_passports_print_it(typed: str, pinyin: str) -> None:
    assert parsed(Pinyin, typed) == pinyin
    assert parsed(Pinyin, pinyin) == pinyin


@pytest.mark.parametrize("typed", ["", "林知夏", "LIN1", "LIN\nZHIXIA\x00", "-", "LIN_ZHIXIA", "'LIN"])
def test_what_is_not_latin_is_no_pinyin(typed: str) -> None:
    assert code(Pinyin, typed) == "pinyin_letters"


def test_pinyin_has_at_most_100_letters() -> None:
    assert code(Pinyin, "A" * 101) == "pinyin_too_long"
