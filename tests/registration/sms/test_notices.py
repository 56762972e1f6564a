from datetime import UTC, date, datetime

import pytest

from functions.registration.form import Form, Guardian
from functions.registration.registration import NoticeKind
from functions.registration.sms.notices import (
    NOTICES,
    NoticeFactMissingError,
    NoticeFacts,
    Until,
    masked_name,
    recipient,
    render,
    variables,
)
from functions.registration.texts import LANGUAGES, areas, slots
from functions.registration.texts.dates import in_words

FACTS = NoticeFacts(
    zone="Asia/Shanghai",
    support_phone="0592-1234567",
    students=("林小满",),
    reference="26-7K3M-9Q6",
    code="012345",
    published_at=datetime(2026, 7, 14, 20, 30, tzinfo=UTC),
    amend_until=datetime(2026, 7, 9, 16, 0, tzinfo=UTC),
    submit_until=datetime(2026, 7, 5, 9, 59, tzinfo=UTC),
    due_on=date(2026, 7, 12),
)


def test_every_notice_goes_to_guardian_1s_phone():
    form = Form(guardians=(Guardian(phone="13800000000"), Guardian(phone="13900000000")))
    assert recipient(form) == "13800000000"


def test_guardian_2s_phone_does_not_stand_in_for_a_missing_one():
    assert recipient(Form(guardians=(Guardian(), Guardian(phone="13900000000")))) is None
    assert recipient(Form()) is None


@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kinds_words_use_exactly_its_templates_variables(kind, language):
    words = dict(areas())["notices.json"][f"notice_{kind}"][language]
    assert slots(words) == set(NOTICES[kind].slots)
    assert all(
        in_words(value, language) in render(kind, variables(kind, FACTS), language)
        for value in variables(kind, FACTS).values()
    )


@pytest.mark.parametrize("kind", NoticeKind)
def test_variables_come_in_the_templates_order(kind):
    assert tuple(variables(kind, FACTS)) == NOTICES[kind].slots


@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_notice_holds_a_whole_name(kind, language):
    assert "小满" not in render(kind, variables(kind, FACTS), language)


def test_only_the_code_notice_holds_the_code():
    told = [kind for kind in NoticeKind if "012345" in render(kind, variables(kind, FACTS))]
    assert told == [kind for kind, row in NOTICES.items() if row.a_secret]


@pytest.mark.parametrize(
    ("name", "shown"),
    [("林小满", "林**"), ("欧阳", "欧**"), ("𠮷田", "𠮷**"), ("Anna Maria", "A**"), ("林", "林**")],
)
def test_a_name_shows_its_first_character_and_not_its_length(name, shown):
    assert masked_name(name) == shown


def test_siblings_are_counted_and_a_nameless_first_child_does_not_stop_a_notice():
    twins = FACTS.model_copy(update={"students": (None, "林小满")})
    assert variables(NoticeKind.OUTCOME, twins)["student"] == "林**(+1)"


def test_dates_are_in_the_seasons_zone_across_midnight():
    assert variables(NoticeKind.SUBMITTED, FACTS)["published_at"] == "2026-07-15 04:30"
    assert variables(NoticeKind.ABNORMAL, FACTS)["amend_until"] == "2026-07-10 00:00"
    assert variables(NoticeKind.DRAFT_REMINDER, FACTS)["submit_until"] == "2026-07-05 17:59"


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        (NoticeKind.CODE, "code"),
        (NoticeKind.OUTCOME, "student"),
        (NoticeKind.SUBMITTED, "published_at"),
        (NoticeKind.ABNORMAL, "amend_until"),
        (NoticeKind.DRAFT_REMINDER, "submit_until"),
        (NoticeKind.MORE_ASKED, "due_on"),
    ],
)
def test_a_notice_is_not_written_with_a_hole(kind, missing):
    facts = NoticeFacts(
        zone="Asia/Shanghai",
        support_phone="1",
        reference="26-7K3M-9Q6",
        students=("林",) if missing != "student" else (),
    )
    with pytest.raises(NoticeFactMissingError, match=missing):
        variables(kind, facts)


@pytest.mark.parametrize("kind", NoticeKind)
def test_no_variable_is_longer_than_providers_allow(kind):
    """Alibaba Cloud: 35 characters for a variable of a notice, 4 to 6 for a code's."""
    longest = FACTS.model_copy(update={"students": ("林小满",) * 6})
    assert all(len(value) <= 35 for value in variables(kind, longest).values())


def test_every_kind_of_notice_has_one_row():
    assert set(NOTICES) == set(NoticeKind)
    assert all(row.true_in for row in NOTICES.values())


def test_a_code_alone_is_a_secret_and_outcomes_alone_wait_for_publication():
    assert {kind for kind, row in NOTICES.items() if row.a_secret} == {
        NoticeKind.CODE,
        NoticeKind.CODE_TO_AMEND,
        NoticeKind.CODE_TO_WITHDRAW,
        NoticeKind.CODE_TO_DECLINE,
        NoticeKind.CODE_TO_ANSWER,
        NoticeKind.CODE_TO_COPY,
    }
    outcomes = {NoticeKind.OUTCOME, NoticeKind.OUTCOME_CHANGED}
    outcomes |= {NoticeKind.REVIEW_UPHELD, NoticeKind.REVIEW_CHANGED}
    assert {kind for kind, row in NOTICES.items() if row.of_publication} == outcomes


def test_what_asks_to_amend_ends_with_the_amendments():
    asking = {kind for kind, row in NOTICES.items() if row.asks_to_amend}
    assert asking == {kind for kind, row in NOTICES.items() if row.until is Until.AMENDMENT_ENDS}
