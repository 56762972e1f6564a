"""R8: what differs between two spellings of a name, and what only a person can judge."""

import pytest

from functions.registration.values.name_difference import NameDifference, name_difference


@pytest.mark.parametrize(
    ("typed", "recorded", "difference"),
    [
        ("林知夏", "林 知夏", NameDifference.NONE),
        ("古丽米热艾比布力", "古丽米热·艾比布力", NameDifference.DOTS),
        ("古丽米热 艾比布力", "古丽米热ㆍ艾比布力", NameDifference.DOTS),
        *((f"古丽米热{sign}艾比布力", "古丽米热·艾比布力", NameDifference.DOTS) for sign in "-—、,:：/'＇_"),
        ("古丽·米热艾比布力", "古丽米热·艾比布力", NameDifference.DOTS),
        ("古丽米热-艾比布拉", "古丽米热·艾比布力", NameDifference.OTHER),
        ("OBRIEN", "O’BRIEN", NameDifference.SPELLING),
        ("O BRIEN", "O'BRIEN", NameDifference.SPELLING),
        ("JEAN LUC", "JEAN-LUC", NameDifference.SPELLING),
        ("ANNALEE", "ANNA LEE", NameDifference.SPELLING),
        ("OSTERGAARD", "Østergård", NameDifference.SPELLING),
        ("NGUYENTHIDAO", "NGUYỄN THỊ ĐÀO", NameDifference.SPELLING),
        ("LUKASZ", "ŁUKASZ", NameDifference.SPELLING),
        ("AEGIR", "ÆGIR", NameDifference.SPELLING),
        ("JOHN SMITH", "SMITH JOHN", NameDifference.OTHER),
        ("SOEREN", "Søren", NameDifference.SPELLING),
        ("SOREN", "Søren", NameDifference.SPELLING),
        ("MUELLER", "Müller", NameDifference.SPELLING),
        ("MULLER", "Müller", NameDifference.SPELLING),
        ("MULLER", "MUELLER", NameDifference.OTHER),
        ("Jose", "José", NameDifference.SPELLING),
        ("NGUYEN THI DAO", "NGUYỄN THỊ ĐÀO", NameDifference.SPELLING),
        ("陈頔", "陈𬱖", NameDifference.RARE),
        ("陈迪", "陈𬱖", NameDifference.RARE),
        ("张⿰王英", "张瑛", NameDifference.RARE),
        ("张⿰王英", "李瑛", NameDifference.OTHER),
        ("陈迪", "陈笛", NameDifference.OTHER),
        ("陈頔一", "陈𬱖", NameDifference.OTHER),
        ("陈頔一", "陈𬱖二", NameDifference.OTHER),
        ("陈一", "陳一", NameDifference.OTHER),
        ("李䶮", "李龑", NameDifference.RARE),
    ],
)
def test_the_least_difference_that_explains_both_is_told(typed, recorded, difference) -> None:
    assert name_difference(typed, recorded) is difference
    assert name_difference(recorded, typed) is difference
