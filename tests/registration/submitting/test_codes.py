from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from functions.cloud.sealing.macs import MacKey, Macs
from functions.registration.errors import CodeRefused, TooMany
from functions.registration.keyed import Keyed
from functions.registration.submitting import codes
from functions.registration.values.code import Purpose

NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)
MACS = Macs({1: MacKey(bytes(range(32)))}, 1)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def _new(now=NOW, macs=MACS, code_id="C1"):
    return codes.new_code("R1", code_id, Purpose.SUBMIT, "covers", macs, now)


def test_the_code_that_is_sent_is_the_one_that_is_right():
    code = _new()
    sent = codes.digits("R1", code, MACS)
    assert len(sent) == 6
    assert sent.isdigit()
    codes.refuse_wrong("R1", code, sent, MACS)


def test_nothing_stored_holds_the_digits():
    code = _new()
    assert codes.digits("R1", code, MACS) not in code.model_dump_json()


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６"])
def test_another_text_is_wrong(typed):
    with pytest.raises(CodeRefused) as raised:
        codes.refuse_wrong("R1", _new(), typed, MACS)
    assert raised.value.reason == "code_wrong"


def test_exactly_one_of_the_million_is_right():
    code = _new()
    right = codes.digits("R1", code, MACS)
    near = [f"{(int(right) + step) % 10**6:06d}" for step in range(-300, 300)]
    refused = []
    for typed in near:
        try:
            codes.refuse_wrong("R1", code, typed, MACS)
        except CodeRefused:
            refused.append(typed)
    assert sorted(refused) == sorted(set(near) - {right})


def test_a_code_of_another_registration_or_an_earlier_one_is_wrong():
    first, second = _new(), _new(code_id="C2")
    sent = codes.digits("R1", first, MACS)
    with pytest.raises(CodeRefused):
        codes.refuse_wrong("R2", first, sent, MACS)
    with pytest.raises(CodeRefused):
        codes.refuse_wrong("R1", second, sent, MACS)


def test_a_code_sent_before_a_key_rotation_still_works_after_it():
    code = _new()
    rotated = Macs({1: MacKey(bytes(range(32))), 2: MacKey(bytes(range(32, 64)))}, 2)
    assert codes.digits("R1", code, rotated) == codes.digits("R1", code, MACS)
    codes.refuse_wrong("R1", code, codes.digits("R1", code, rotated), rotated)


def test_codes_spread_over_all_digits_and_keep_their_leading_zeros():
    drawn = [codes.digits("R1", _new(code_id=f"C{number}"), MACS) for number in range(2000)]
    assert all(len(digits) == 6 for digits in drawn)
    assert any(digits.startswith("0") for digits in drawn)
    assert len(set(drawn)) > 1980
    for place in range(6):
        counts = Counter(digits[place] for digits in drawn)
        assert all(130 < counts[digit] < 280 for digit in "0123456789")


def test_a_code_lives_ten_minutes():
    code = _new()
    last = NOW + 10 * MINUTE - timedelta(microseconds=1)
    assert codes.refuse_try(code, 0, Purpose.SUBMIT, Keyed(("covers",)), last) is code
    with pytest.raises(CodeRefused) as raised:
        codes.refuse_try(code, 0, Purpose.SUBMIT, Keyed(("covers",)), NOW + 10 * MINUTE)
    assert raised.value.reason == "code_expired"


def test_without_a_code_nothing_can_be_tried():
    with pytest.raises(CodeRefused) as raised:
        codes.refuse_try(None, 0, Purpose.SUBMIT, Keyed(("covers",)), NOW)
    assert raised.value.reason == "code_missing"


def test_a_code_asked_for_another_form_does_not_submit_this_one():
    with pytest.raises(CodeRefused) as raised:
        codes.refuse_try(_new(), 0, Purpose.SUBMIT, Keyed(("other",)), NOW)
    assert raised.value.reason == "code_for_another_form"


def test_a_code_asked_for_another_answer_hands_in_none_and_says_so():
    code = codes.new_code("R1", "01CODE", Purpose.ANSWER, "covers", MACS, NOW)
    with pytest.raises(CodeRefused) as raised:
        codes.refuse_try(code, 0, Purpose.ANSWER, Keyed(("other",)), NOW)
    assert raised.value.reason == "code_for_another_answer"


def test_the_sixth_try_is_refused_even_with_the_right_code():
    assert codes.refuse_try(_new(), 4, Purpose.SUBMIT, Keyed(("covers",)), NOW)
    with pytest.raises(TooMany) as raised:
        codes.refuse_try(_new(), 5, Purpose.SUBMIT, Keyed(("covers",)), NOW)
    assert raised.value.reason == "code_tries_used_up"
    assert raised.value.retry_after == 70 * 60
    assert raised.value.variables == {"wait": "4200"}


def test_a_new_code_does_not_give_the_tries_back():
    first = _new()
    with pytest.raises(TooMany):
        codes.refuse_new_code(first, 5, NOW + 11 * MINUTE)
    codes.refuse_new_code(first, 4, NOW + 11 * MINUTE)
    assert codes.tries_still_counted(first, 4, NOW + 11 * MINUTE) == 4


def test_tries_are_forgotten_an_hour_after_the_last_codes_expiry():
    code = _new()
    until = NOW + 10 * MINUTE + HOUR
    assert codes.tries_still_counted(code, 5, until - timedelta(seconds=1)) == 5
    assert codes.tries_still_counted(code, 5, until) == 0
    codes.refuse_new_code(code, 5, until)


def test_a_phone_gets_one_code_a_minute():
    assert codes.next_allowed([], NOW) is None
    assert codes.next_allowed([NOW], NOW) == NOW + MINUTE
    assert codes.next_allowed([NOW], NOW + MINUTE) is None


def test_a_phone_gets_five_codes_an_hour():
    sent = [NOW + 2 * number * MINUTE for number in range(5)]
    assert codes.next_allowed(sent[:4], NOW + 10 * MINUTE) is None
    assert codes.next_allowed(sent, NOW + 10 * MINUTE) == NOW + HOUR
    assert codes.next_allowed(sent, NOW + HOUR) is None


def test_a_phone_gets_ten_codes_in_24_hours():
    sent = [NOW + 2 * number * HOUR for number in range(10)]
    assert codes.next_allowed(sent[:9], NOW + 19 * HOUR) is None
    assert codes.next_allowed(sent, NOW + 19 * HOUR) == NOW + 24 * HOUR
    assert codes.next_allowed(sent, NOW + 24 * HOUR) is None


def test_the_order_in_which_codes_are_remembered_does_not_matter():
    sent = [NOW + 2 * number * MINUTE for number in range(5)]
    assert codes.next_allowed(sent[::-1], NOW + 10 * MINUTE) == NOW + HOUR


def test_a_phone_that_asks_too_soon_is_told_when_to_come_back():
    with pytest.raises(TooMany) as raised:
        codes.refuse_phone([NOW], NOW + timedelta(seconds=20, milliseconds=1))
    assert raised.value.reason == "code_too_soon"
    assert raised.value.retry_after == 40
    codes.refuse_phone([NOW], NOW + MINUTE)
