"""R10, R12: mainland mobile numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.registration.values.phones import MobilePhone, mask_phone

from .errors import code, parsed

PHONE = "13800000000"


@pytest.mark.parametrize(
    "typed",
    [
        PHONE, " 138 0000 0000 ", "138-0000-0000", "+8613800000000", "+86 138 0000 0000", "008613800000000",
        "8613800000000",
        "(+86) 138—0000—0000", "１３８００００００００", "＋８６１３８００００００００",
        "138\u30000000\u200b0000", "\u202d13800000000\u202c",
    ],
)  # fmt: skip
def test_one_phone_written_in_many_ways_is_one_number(typed: str) -> None:
    assert parsed(MobilePhone, typed) == PHONE


@given(st.from_regex(r"\A1[3-9][0-9]{9}\Z"), st.sampled_from(["", "+86", "0086", "86", "+86 "]))
def test_every_mobile_number_is_taken_with_and_without_the_countrys_prefix(number: str, prefix: str) -> None:
    assert parsed(MobilePhone, prefix + number) == number


@pytest.mark.parametrize(
    "typed",
    [
        "", "12800000000", "10086", "1380000000", "138000000000", "05922000000", "+85291234567",
        "+1 3800000000", "1380000000a",
        "+8686138000000", "+86+8613800000000", "١٣٨٠٠٠٠٠٠٠٠", "13٨٠٠٠٠٠٠٠٠",
    ],
)  # fmt: skip
def test_what_is_no_mainland_mobile_is_refused(typed: str) -> None:
    assert code(MobilePhone, typed) == "phone_not_mainland_mobile"


def test_a_masked_phone_keeps_three_digits_before_and_four_behind() -> None:
    assert mask_phone(PHONE) == "138****0000"
