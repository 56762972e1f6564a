"""The limits of codes fit into one another: no bound is beyond what a wider one lets through."""

from functions.registration.sms import limits


def test_a_family_of_an_account_reaches_its_own_bound_before_the_account_s() -> None:
    assert limits.REGISTRATION_CODES < limits.ACCOUNT_CODES
    assert limits.REGISTRATION_PHONES < limits.ACCOUNT_PHONES


def test_a_phone_that_proved_nothing_gets_less_than_a_family_may_ask_for() -> None:
    assert limits.UNPROVED_CODES < limits.REGISTRATION_CODES
    assert limits.UNPROVED_CODES <= limits.STRANGERS_CODES


def test_two_strangers_cannot_take_a_phone_s_owner_beyond_what_one_account_may_use() -> None:
    assert limits.STRANGERS_CODES < limits.ACCOUNT_CODES
    assert limits.STRANGERS_CODES // limits.UNPROVED_CODES <= limits.ACCOUNT_PHONES


def test_a_family_that_mistyped_its_phone_gets_a_code_on_the_right_one() -> None:
    assert limits.REGISTRATION_PHONES >= 2
    assert limits.UNPROVED_CODES >= 2
