"""R49, R45: all that is held is read after a code to guardian 1's phone, and by nothing else."""

from datetime import timedelta

import time_machine

from functions.registration.registration import NoticeKind
from tests.calls import counted
from tests.rooms.deliveries import played
from tests.rotation import hold, rotate

from .client import Answer, Client
from .household import Household

MINUTE = timedelta(minutes=1)
TRIES = 5
OPEN = 15 * MINUTE


def read(family: Household) -> Answer:
    return family.client.call("GET", f"{family.path}/copy")


def coded(family: Household) -> str:
    return family.may_have_another_code().code("copy")


def test_r49_a_copy_is_closed_until_a_code_opens_it_and_says_what_whoever_lost_the_phone_may_do(
    family: Household,
) -> None:
    family.submitted()
    refused = read(family)
    assert (refused.status, refused.code) == (403, "code_needed")
    assert "0592-2684508" in refused.json["detail"]
    assert "on paper" in refused.json["detail"]
    opened = family.open_copy(coded(family))
    assert (opened.status, opened.json) == (200, read(family).json)


def test_r49_the_sms_says_what_the_code_is_for_and_goes_to_guardian_1(family: Household) -> None:
    family.submitted()
    played(family.cloud)
    code = coded(family)
    played(family.cloud)
    phone, text = family.cloud.sms()[-1]
    assert (phone.endswith(family.phone), code in text, "全部数据" in text) == (True, True, True)
    assert [*family.stored().notices.values()][-1].kind is NoticeKind.CODE_TO_COPY
    assert family.look()["code"]["purpose"] == "copy"


def test_r49_a_draft_that_no_code_was_ever_used_for_needs_none(saved: Household) -> None:
    """Nothing is held but what this account typed, and its phone is only being typed."""
    told = read(saved)
    assert (told.status, told.json["open_until"]) == (200, None)
    assert "copy" not in saved.look()["actions"]
    assert saved.ask_code("copy").code == "not_possible_now"


def test_r49_the_copy_closes_by_itself_and_can_be_opened_anew(
    family: Household, clock: time_machine.Traveller
) -> None:
    family.submitted()
    until = family.open_copy(coded(family)).json["open_until"]
    clock.shift(OPEN - MINUTE)
    assert read(family).json["open_until"] == until
    clock.shift(MINUTE)
    assert read(family).code == "code_needed"
    assert family.open_copy(coded(family)).status == 200


def test_r49_a_copy_changes_nothing_of_the_registration(family: Household) -> None:
    family.submitted()
    before = family.stored()
    family.open_copy(coded(family))
    after = family.stored()
    assert (after.version, after.status, after.timeline) == (before.version, before.status, before.timeline)
    assert (after.checks, after.decisions, after.form) == (before.checks, before.decisions, before.form)


def test_r49_a_wrong_code_opens_nothing_and_is_one_of_the_five_tries(family: Household) -> None:
    family.submitted()
    code = coded(family)
    for tried in range(1, TRIES + 1):
        assert family.open_copy(f"{(int(code) + 1) % 10**6:06d}").code == "code_wrong"
        assert family.stored().code_tries == tried
    assert family.open_copy(code).code == "code_tries_used_up"
    assert read(family).code == "code_needed"


def test_r49_a_code_opens_once_and_a_repeated_request_answers_as_before(family: Household) -> None:
    family.submitted()
    code = coded(family)
    first, again = (family.open_copy(code, key="once") for _ in range(2))
    assert (first.status, again.status, again.json) == (200, 200, first.json)
    assert family.stored().code is None
    assert family.open_copy(code, key="other").code == "code_missing"
    assert family.open_copy("000000", key="once").code == "idempotency_key_reused"


def test_r49_a_repeated_request_opens_nothing_anew(family: Household, clock: time_machine.Traveller) -> None:
    family.submitted()
    code = coded(family)
    assert family.open_copy(code, key="once").status == 200
    clock.shift(OPEN)
    assert family.open_copy(code, key="once").code == "code_needed"


def test_r49_what_was_withdrawn_is_read_by_a_code_to_the_phone_that_was_proved(family: Household) -> None:
    family.submitted().withdrawn()
    assert "copy" in family.look()["actions"]
    assert family.open_copy(coded(family)).json["registration"]["status"] == "withdrawn"


def test_r49_a_phone_that_is_only_being_typed_opens_nothing(family: Household) -> None:
    family.amending()
    proved = family.phone
    family.form["guardians"][0]["phone"] = "13900000009"
    family.save()
    assert family.ask_code("copy").code == "phone_being_changed"
    family.form["guardians"][0]["phone"] = proved
    family.client.ok("DELETE", f"{family.path}/amendment")
    assert family.open_copy(coded(family)).status == 200


def test_r49_another_account_opens_no_copy_with_the_right_code(family: Household, stranger: Client) -> None:
    family.submitted()
    code = coded(family)
    assert stranger.call("POST", f"{family.path}/copy", {"code": code}).status == 404
    assert family.stored().code_tries == 0


def test_r49_a_code_from_before_a_rotation_opens_the_copy(family: Household) -> None:
    family.submitted()
    code = coded(family)
    rotate(family.cloud)
    answer = family.open_copy(code)
    hold(family.cloud, 1, current=1)
    assert answer.status == 200


def test_r49_opening_a_copy_takes_four_calls_beside_those_of_the_copy(family: Household) -> None:
    family.submitted()
    code = coded(family)
    look, copied = ["BatchGetItem", "Decrypt"], ["Query", "Query"]
    with counted() as calls:
        assert family.open_copy(code).status == 200
    assert calls == [*look, "UpdateItem", "TransactWriteItems", *look, *copied]
