"""R40, R45: what staff asked for is handed in by a code that is for this answer alone."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from functions.cloud.table import keys
from functions.registration.registration import NoticeKind
from local.population import Population
from tests.aws import Cloud
from tests.calls import counted
from tests.review.staff import CLERK
from tests.rooms.deliveries import played
from tests.rotation import rotate

from .asking import SAID, WORDS, asks, asks_code, brings, confirms, hands_in, tenant, waiting
from .household import Household

MINUTE = timedelta(minutes=1)
TRIES = 5


@pytest.fixture
def family(cloud: Cloud, city: Population) -> Household:
    """Asked for a contract and a word, and the contract is there."""
    household = tenant(cloud, city)
    assert asks(household).status == 200
    brings(household)
    return household


def coded(family: Household, **said: Any) -> str:
    asked = asks_code(family, **said)
    assert asked.status == 202, asked.content.decode()
    return family.digits()


def test_r40_the_code_goes_to_guardian_1_and_its_sms_says_for_what(family: Household) -> None:
    played(family.cloud)
    code = coded(family)
    played(family.cloud)
    phone, text = family.cloud.sms()[-1]
    assert (phone.endswith(family.phone), code in text, "补充" in text) == (True, True, True)
    assert [*family.stored().notices.values()][-1].kind is NoticeKind.CODE_TO_ANSWER
    assert family.look()["code"]["purpose"] == "answer"


def test_r40_without_a_code_nothing_is_handed_in(family: Household) -> None:
    path = f"{family.path}/requests/1/answer"
    assert family.client.call("POST", path, SAID).faults == {"code": "missing"}
    assert confirms(family, "123456").code == "code_missing"
    assert family.look()["request"]["number"] == 1
    assert waiting() == []


def test_r40_a_wrong_code_hands_in_nothing_and_is_one_of_the_five_tries(family: Household) -> None:
    code = coded(family)
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    for tried in range(1, TRIES):
        assert confirms(family, wrong).code == "code_wrong"
        assert family.stored().code_tries == tried
    assert waiting() == []
    assert confirms(family, code).status == 200
    assert waiting() == [family.id]


def test_r40_after_five_wrong_ones_the_right_one_is_refused_too(family: Household) -> None:
    code = coded(family)
    for _ in range(TRIES):
        confirms(family, f"{(int(code) + 1) % 10**6:06d}")
    assert confirms(family, code).code == "code_tries_used_up"
    assert asks_code(family).code == "code_tries_used_up"


@pytest.mark.parametrize("other", [{"words": {"residence": "别的话。"}}, {"explanation": "合同在补办"}])
def test_r40_a_code_for_other_words_confirms_nothing_and_costs_no_try(
    family: Household, other: dict[str, Any]
) -> None:
    code = coded(family)
    refused = confirms(family, code, **other)
    assert (refused.status, refused.code) == (422, "code_for_another_answer")
    assert family.stored().code_tries == 0
    assert confirms(family, code).status == 200


def test_r40_a_code_for_other_papers_confirms_nothing(family: Household) -> None:
    code = coded(family)
    another = brings(family)
    assert confirms(family, code).code == "code_for_another_answer"
    assert family.client.call("DELETE", f"{family.path}/documents/{another}").status == 204
    assert confirms(family, code).status == 200


def test_r40_a_code_for_what_was_called_off_answers_no_later_request(family: Household) -> None:
    code = coded(family)
    path = f"/staff/registrations/{family.id}"
    assert CLERK.call("DELETE", f"{path}/requests", If_Match=CLERK.get(path).etag).status == 200
    assert asks(family).status == 200
    assert confirms(family, code).status == 409
    assert confirms(family, code, 2).code == "code_for_another_answer"


def test_r40_what_is_wanting_is_said_before_a_code_is_sent(family: Household) -> None:
    before = family.stored()
    assert asks_code(family, words={}).faults == {"words.residence": "need_asked_words"}
    assert family.stored() == before


def test_r40_where_nothing_is_asked_no_code_is_sent(family: Household) -> None:
    assert hands_in(family).status == 200
    assert asks_code(family).code == "not_possible_now"


def test_r45_an_answer_belongs_to_a_code_that_answers(family: Household) -> None:
    asked = family.may_have_another_code().ask_code("withdraw", answer=SAID)
    assert (asked.status, asked.faults) == (422, {"answer": "unknown_field"})


def test_r40_a_code_is_used_up_by_its_answer(family: Household) -> None:
    code = coded(family)
    assert confirms(family, code, key="once").status == 200
    assert family.stored().code is None
    assert family.look()["code"] is None
    assert confirms(family, code, key="other").code == "not_possible_now"


def test_r40_a_repeated_answer_answers_as_before_and_under_its_key_is_no_other(family: Household) -> None:
    code = coded(family)
    first, again = (confirms(family, code, key="once") for _ in range(2))
    assert (first.status, again.status, first.json == again.json) == (200, 200, True)
    assert confirms(family, code, key="once", words={"residence": "x"}).code == "idempotency_key_reused"
    assert len(family.cloud.item(keys.registration(family.id))["request_words"]) == 1


def test_r40_a_code_ends_after_ten_minutes(family: Household, clock: time_machine.Traveller) -> None:
    code = coded(family)
    clock.shift(10 * MINUTE)
    assert confirms(family, code).code == "code_expired"


def test_r40_no_code_prolongs_the_day(family: Household, clock: time_machine.Traveller) -> None:
    due = family.stored().request
    assert due is not None
    clock.move_to(due.until - MINUTE)
    code = coded(family)
    clock.move_to(due.until)
    assert confirms(family, code).code == "not_possible_now"


def test_r40_a_code_from_before_a_rotation_confirms_its_answer(family: Household) -> None:
    code = coded(family)
    rotate(family.cloud)
    assert confirms(family, code).status == 200


def test_r40_a_code_to_answer_takes_three_calls(family: Household) -> None:
    family.may_have_another_code().look()
    with counted() as calls:
        assert family.ask_code("answer", answer=SAID).status == 202
    assert calls == ["BatchGetItem", "Decrypt", "TransactWriteItems"]
    code, look = family.digits(), ["BatchGetItem", "Decrypt"]
    with counted() as calls:
        assert confirms(family, code).status == 200
    assert calls == [*look, "UpdateItem", "GenerateDataKey", "UpdateItem", *look]
    assert WORDS not in str(family.stored())
