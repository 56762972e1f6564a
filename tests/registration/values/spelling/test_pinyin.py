"""R4: the name in pinyin, as far as characters tell it (GB/T 28039-2011)."""

import sys

import pytest

from functions.registration.values.names import Pinyin
from functions.registration.values.spelling.pinyin import name_pinyin
from functions.registration.values.spelling.surnames import COMPOUND, READINGS
from tests.registration.values.errors import parsed


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("林知夏", "LIN ZHIXIA"), ("林 知夏", "LIN ZHIXIA"), ("林", "LIN"), ("吕思远", "LYU SIYUAN"),
        ("王绿", "WANG LYU"),
        ("林略", "LIN LYUE"), ("于雨", "YU YU"), ("屈原", "QU YUAN"), ("黄〇一", "HUANG LINGYI"),
        ("陳美玲", "CHEN MEILING"),
        ("李䶮", "LI YAN"), ("李𬱖", "LI DI"), ("李\ue863", "LI YAN"), ("王建安", "WANG JIANAN"),
    ],
)  # fmt: skip
def test_family_name_first_then_the_given_name_in_one_piece_all_in_capitals(name: str, pinyin: str) -> None:
    assert name_pinyin(name) == pinyin


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("单青柚", "SHAN QINGYOU"), ("仇英", "QIU YING"), ("曾一诺", "ZENG YINUO"),
        ("解小满", "XIE XIAOMAN"),
        ("查慎", "ZHA SHEN"), ("区云舟", "OU YUNZHOU"), ("朴书言", "PIAO SHUYAN"),
        ("翟嘉树", "ZHAI JIASHU"), ("覃望舒", "QIN WANGSHU"),
        ("阚泽", "KAN ZE"), ("粘一", "NIAN YI"), ("长海", "CHANG HAI"), ("任一", "REN YI"),
        ("华一", "HUA YI"), ("那一", "NA YI"),
    ],
)  # fmt: skip
def test_a_surname_is_read_as_a_surname(name: str, pinyin: str) -> None:
    assert name_pinyin(name) == pinyin


def test_a_surnames_reading_is_not_given_to_a_given_name() -> None:
    assert name_pinyin("林单") == "LIN DAN"


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("欧阳文", "OUYANG WEN"), ("尉迟一诺", "YUCHI YINUO"), ("万俟文", "MOQI WEN"),
        ("长孙小满", "ZHANGSUN XIAOMAN"),
        ("澹台明", "TANTAI MING"), ("闾丘明", "LYUQIU MING"), ("爱新觉罗一诺", "AIXINJUELUO YINUO"),
        ("相里金", "XIANGLI JIN"), ("耶律楚", "YELYU CHU"), ("达奚武", "DAXI WU"), ("褚师一", "CHUSHI YI"),
        ("宗政一", "ZONGZHENG YI"), ("锺离一", "ZHONGLI YI"), ("鐘離一", "ZHONGLI YI"), ("北宮一", "BEIGONG YI"),
        ("斛律光", "HULYU GUANG"), ("钮祜禄一诺", "NIUHULU YINUO"), ("叶赫那拉一", "YEHENALA YI"),
    ],
)  # fmt: skip
def test_a_surname_of_several_characters_is_one_piece(name: str, pinyin: str) -> None:
    assert name_pinyin(name) == pinyin


def test_two_characters_that_could_be_a_compound_surname_are_surname_and_given_name() -> None:
    assert name_pinyin("司马") == "SI MA"
    assert name_pinyin("单于飞") == "SHAN YUFEI"


@pytest.mark.parametrize("name", ["李𠮷", "𠮷田", "李\U0002ebf0", "王嗯", "\U0002ebf0一"])
def test_a_character_without_a_known_reading_is_asked_for(name: str) -> None:
    assert name_pinyin(name) is None


@pytest.mark.parametrize("name", ["阿卜杜·热合曼", "Anna Lee", "བསྟན", "林A", "", " "])
def test_names_spelt_by_another_language_are_asked_for(name: str) -> None:
    assert name_pinyin(name) is None


@pytest.mark.parametrize("surname", [*READINGS, *COMPOUND])
def test_every_listed_surname_gives_pinyin_that_the_form_takes(surname: str) -> None:
    pinyin = name_pinyin(surname + "一")
    assert pinyin is not None
    assert parsed(Pinyin, pinyin) == pinyin
    assert pinyin.endswith(" YI")


def test_the_readings_are_loaded_without_the_phrases() -> None:
    name_pinyin("林一")
    assert not sys.modules["pypinyin"].constants.PHRASES_DICT
