"""SMS that were held or given up go after all, once; without `--yes` the command only says which."""

import pytest
import time_machine
from chalice.local import LambdaContext

from functions.cloud import settings
from functions.cloud.sms.blocks import Gate, SmsAccounts, SmsBlocks
from functions.registration.registration import Notice, NoticeKind, NoticeState, Registration
from infra.guardians.app import app as guardians
from tests.aws import Cloud
from tests.rooms.registrations import ID, MINUTE, NOW, notice
from tests.rooms.test_erasing import items

from .running import asked, run

FAILED = notice(NoticeKind.SUBMITTED, state=NoticeState.FAILED, reason="template", sends=1, paid=1)
HELD = notice(NoticeKind.CHILD_KEPT, state=NoticeState.HELD, reason="arrears")
SENT = notice(NoticeKind.ABNORMAL, state=NoticeState.SENT, sends=1, paid=1)
UNPROVED = notice(NoticeKind.OUTCOME, state=NoticeState.FAILED, reason="phone_not_proved")
ALL = (FAILED, HELD, SENT, UNPROVED)


@pytest.fixture
def unsent(opened: Cloud, family_submitted: Registration, clock: time_machine.Traveller) -> Cloud:
    _put(opened, family_submitted, *ALL)
    opened.changes()
    clock.shift(MINUTE)
    return opened


def _put(cloud: Cloud, registration: Registration, *notices: Notice) -> None:
    cloud.put(registration.model_copy(update={"notices": {one.id: one for one in notices}, "checks": {}}))


def _sent(cloud: Cloud) -> list[tuple[str, str]]:
    """Stream and queue played dry."""
    guardians.handler_map["dispatch"](cloud.changes(), LambdaContext("dispatch", 512))
    while records := cloud.received("Notice", 1)["Records"]:
        answer = guardians.handler_map["notify"]({"Records": records}, LambdaContext("notify", 512))
        if not answer["batchItemFailures"]:
            cloud.done("Notice", records[0])
    return cloud.sms()


def _block(cloud: Cloud) -> SmsBlocks:
    blocks = SmsBlocks(cloud.table, "sns")
    blocks.block("ServiceSuspendDueToArrears", NOW)
    return blocks


def test_without_yes_it_says_which_and_sends_none(unsent: Cloud) -> None:
    before = items(unsent)
    rows = asked("resend", "--season", "siming-2022")["notices"]
    assert {row["notice"]: row["done"] for row in rows} == {FAILED.id: "resent", HELD.id: "queued"}
    assert items(unsent) == before
    assert _sent(unsent) == []


def test_what_was_held_or_given_up_goes_once_however_often_it_is_called(unsent: Cloud) -> None:
    for _ in range(2):
        asked("resend", "--season", "siming-2022", "--yes")
    assert len(_sent(unsent)) == 2
    asked("resend", "--season", "siming-2022", "--yes")
    assert len(_sent(unsent)) == 2
    stands = unsent.get(ID).notices
    assert {one: stands[one].state for one in (FAILED.id, HELD.id)} == dict.fromkeys(
        (FAILED.id, HELD.id), NoticeState.SENT
    )
    assert stands[FAILED.id].paid == 1


def test_a_notice_that_is_named_goes_and_its_neighbours_stay(unsent: Cloud) -> None:
    [row] = asked("resend", "--registration", ID, "--notice", FAILED.id, "--yes")["notices"]
    assert row["done"] == "resent"
    assert len(_sent(unsent)) == 1
    assert unsent.get(ID).notices[HELD.id] == HELD


@pytest.mark.parametrize("notice_id", [SENT.id])
def test_what_went_is_left_also_where_it_is_named(unsent: Cloud, notice_id: str) -> None:
    [row] = asked("resend", "--registration", ID, "--notice", notice_id, "--yes")["notices"]
    assert row["done"] == "left"
    assert _sent(unsent) == []


def test_while_the_account_is_blocked_what_is_held_waits_and_a_release_lets_it_go(
    unsent: Cloud, clock: time_machine.Traveller
) -> None:
    blocks = _block(unsent)
    rows = asked("resend", "--registration", ID, "--notice", HELD.id, "--yes")["notices"]
    assert [row["done"] for row in rows] == ["waits"]
    [state] = asked("sms", "state")["accounts"]
    assert (state["blocked"], state["code"]) == (True, "ServiceSuspendDueToArrears")
    assert asked("sms", "release")["done"] is False
    assert blocks.gate(NOW) is Gate.CLOSED
    assert asked("sms", "release", "--yes")["accounts"] == [state]
    assert blocks.gate(NOW) is Gate.OPEN
    assert asked("sms", "state")["accounts"] == [{"provider": "sns", "blocked": False}]
    asked("resend", "--registration", ID, "--notice", HELD.id, "--yes")
    assert len(_sent(unsent)) == 1


@pytest.fixture
def two(unsent: Cloud) -> Cloud:
    unsent.environment.setenv("RUXUE_SMS_FALLBACK", "tencent")
    settings.sms_fallback.cache_clear()
    return unsent


def test_both_accounts_are_told_the_first_one_first_and_each_is_released_by_itself(two: Cloud) -> None:
    _block(two)
    SmsBlocks(two.table, "tencent").block("InsufficientBalance", NOW)
    told = asked("sms", "state")["accounts"]
    assert [(one["provider"], one["blocked"]) for one in told] == [("sns", True), ("tencent", True)]
    [released] = asked("sms", "release", "--provider", "tencent", "--yes")["accounts"]
    assert released == told[1]
    assert [one["blocked"] for one in asked("sms", "state")["accounts"]] == [True, False]
    assert [one["provider"] for one in asked("sms", "release", "--yes")["accounts"]] == ["sns"]
    assert asked("sms", "release", "--yes")["accounts"] == []


def test_a_block_at_a_provider_that_the_settings_name_no_more_is_told_and_released(unsent: Cloud) -> None:
    SmsBlocks(unsent.table, "alibaba").block("isv.AMOUNT_NOT_ENOUGH", NOW)
    told = asked("sms", "state")["accounts"]
    assert [(one["provider"], one["blocked"]) for one in told] == [("sns", False), ("alibaba", True)]
    asked("sms", "release", "--yes")
    assert asked("sms", "state")["accounts"] == told[:1]


MAY_HAVE_GONE = HELD.model_copy(update={"id": "child_kept-2", "sends": 1, "paid": 1, "provider": "sns"})


def test_what_is_held_goes_by_the_second_account_but_not_what_the_first_may_have(
    two: Cloud, family_submitted: Registration
) -> None:
    _put(two, family_submitted, HELD, MAY_HAVE_GONE)
    _block(two)
    rows = asked("resend", "--season", "siming-2022")["notices"]
    assert {row["notice"]: row["done"] for row in rows} == {HELD.id: "queued", MAY_HAVE_GONE.id: "waits"}
    SmsBlocks(two.table, "tencent").block("InsufficientBalance", NOW)
    rows = asked("resend", "--season", "siming-2022")["notices"]
    assert {row["done"] for row in rows} == {"waits"}


def test_the_accounts_are_looked_at_once_however_much_is_held(
    opened: Cloud, family_submitted: Registration, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = [HELD.model_copy(update={"id": f"child_kept-{number}"}) for number in range(5)]
    _put(opened, family_submitted, *held)
    looks = []
    monkeypatch.setattr(SmsAccounts, "blocked", lambda _: looks.append("blocked") or {})
    rows = asked("resend", "--season", "siming-2022")["notices"]
    assert [row["done"] for row in rows] == ["queued"] * len(held)
    assert looks == ["blocked"]


@pytest.mark.parametrize(
    "words",
    [
        ("--season", "nowhere"),
        ("--registration", "01G76PAV40ZZZZZZZZZZZZZZZZ"),
        ("--registration", ID, "--notice", "none"),
        (),
        ("--season", "siming-2022", "--registration", ID),
        ("--season", "siming-2022", "--notice", "outcome"),
    ],
)
def test_what_names_nothing_or_two_things_is_refused(unsent: Cloud, words: tuple[str, ...]) -> None:
    run("resend", *words, code=2)
