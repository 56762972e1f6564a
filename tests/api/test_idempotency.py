"""An Idempotency-Key: the same key and body give the same answer, the same key with another body none."""

from .household import Household


def test_the_same_key_and_body_give_the_same_answer(family: Household) -> None:
    code = family.ready().code()
    first = family.submit(code, key="one")
    again = family.submit(code, key="one")
    assert first.status == 200
    assert again == first
    assert family.stored().version == first.json["version"]


def test_the_same_key_with_another_body_is_refused(family: Household) -> None:
    code = family.ready().code()
    family.submit(code, key="one")
    answer = family.submit(code, key="one", pledge="other")
    assert (answer.status, answer.code) == (422, "idempotency_key_reused")


def test_a_retry_without_a_key_after_success_is_not_possible_now(family: Household) -> None:
    code = family.ready().code()
    assert family.submit(code).status == 200
    for key in ("", "another"):
        answer = family.submit(code, key=key)
        assert (answer.status, answer.code) == (409, "not_possible_now")


def test_a_wrong_code_under_a_key_does_not_use_the_key_up(family: Household) -> None:
    code = family.ready().code()
    assert family.submit(f"{(int(code) + 1) % 10**6:06d}", key="one").code == "code_wrong"
    assert family.submit(code, key="one").status == 200
