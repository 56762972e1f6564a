"""What an answer to a notice is worth (R48)."""

import pytest

from functions.registration.errors import ConsentNeeded, InvalidInput, NoticeOutdated
from functions.registration.season.notice import Consent
from functions.registration.submitting.consent import allows, answered, require, stands
from seasons import siming_2022
from tests.midseason import NOW

NOTICE = siming_2022().notice
ALL = {one.value: True for one in Consent}


def given(**answers):
    return answered(NOTICE, NOTICE.version, ALL | answers, now=NOW)


def test_nobody_answered_is_no_consent():
    with pytest.raises(ConsentNeeded):
        require(None, NOTICE)


@pytest.mark.parametrize(
    ("refused", "enough"),
    [("child", False), ("household_registry", False), ("property_registry", False), ("prefill", True)],
)
def test_only_what_is_necessary_keeps_a_family_out(refused, enough):
    record = given(**{refused: False})
    assert stands(record, NOTICE) is enough
    assert record.answers[Consent(refused)] is False


def test_an_answer_to_another_text_of_the_same_version_does_not_stand():
    assert not stands(given(), NOTICE.model_copy(update={"consents": NOTICE.consents[:1]}))


def test_a_purpose_that_rests_on_no_consent_is_allowed_unasked():
    by_duty = NOTICE.model_copy(update={"consents": ()})
    record = answered(by_duty, by_duty.version, {}, now=NOW)
    assert stands(record, by_duty)
    assert allows(record, Consent.PREFILL, by_duty)
    assert not allows(given(prefill=False), Consent.PREFILL, NOTICE)


def test_each_question_is_answered_and_nothing_else():
    with pytest.raises(InvalidInput) as refused:
        answered(NOTICE, NOTICE.version, {"child": True, "sharing": True}, now=NOW)
    assert {(fault.field, fault.code) for fault in refused.value.faults} == {
        ("answers.household_registry", "missing"),
        ("answers.prefill", "missing"),
        ("answers.property_registry", "missing"),
        ("answers.sharing", "unknown_field"),
    }


def test_another_version_is_not_answered():
    with pytest.raises(NoticeOutdated):
        answered(NOTICE, "older", ALL, now=NOW)
