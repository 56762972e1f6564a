"""SMS that were held or given up go after all, once; without `--yes` the command only says which."""

import pytest
import time_machine
from chalice.local import LambdaContext

from functions.cloud.sms.blocks import Gate, SmsBlocks
from functions.registration.registration import Notice, NoticeKind, NoticeState, Registration
from infra.guardians.app import app as guardians
from ruxue import resending
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
    state = asked("sms", "state")
    assert (state["blocked"], state["code"]) == (True, "ServiceSuspendDueToArrears")
    assert asked("sms", "release")["done"] is False
    assert blocks.gate(NOW) is Gate.CLOSED
    asked("sms", "release", "--yes")
    assert blocks.gate(NOW) is Gate.OPEN
    assert asked("sms", "state") == {"provider": "sns", "blocked": False}
    asked("resend", "--registration", ID, "--notice", HELD.id, "--yes")
    assert len(_sent(unsent)) == 1


def test_the_account_is_looked_at_once_however_much_is_held(
    opened: Cloud, family_submitted: Registration, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = [HELD.model_copy(update={"id": f"child_kept-{number}"}) for number in range(5)]
    _put(opened, family_submitted, *held)
    looks = []
    blocks = SmsBlocks(opened.table, "sns")
    monkeypatch.setattr(blocks, "state", lambda: looks.append("state") or {})
    monkeypatch.setattr(resending, "_blocks", lambda: blocks)
    rows = asked("resend", "--season", "siming-2022")["notices"]
    assert [row["done"] for row in rows] == ["queued"] * len(held)
    assert looks == ["state"]


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
