"""An Idempotency-Key: the same key and body give the same answer, the same key with another body none."""

from .household import SEASON, Household, agreed


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


def test_beginning_again_under_its_key_is_the_same_draft(family: Household) -> None:
    begun = [
        family.client.call("POST", "/registrations", {"season": SEASON}, Idempotency_Key="one").json["id"]
        for _ in range(3)
    ]
    other = family.client.call("POST", "/registrations", {"season": SEASON}, Idempotency_Key="other")
    assert (len(set(begun)), other.json["id"] in begun) == (1, False)
    assert len(family.client.ok("GET", "/registrations")["registrations"]) == 2


def test_an_upload_asked_for_again_under_its_key_is_the_same_document(family: Household) -> None:
    family.begin().save()
    asked = {"kind": "household_front_page", "media_type": "image/jpeg", "size": 9, "sha256": "A" * 43 + "="}
    path = f"{family.path}/documents"
    first, again = (family.client.call("POST", path, asked, Idempotency_Key="one") for _ in range(2))
    assert (first.status, again.status) == (201, 201)
    assert again.json["document"] == first.json["document"]
    assert len(family.look()["documents"]) == 1
    other = family.client.call("POST", path, asked | {"kind": "other"}, Idempotency_Key="one")
    assert (other.status, other.code) == (422, "idempotency_key_reused")


def test_the_same_answer_to_the_notice_is_written_down_once(family: Household) -> None:
    for _ in range(30):
        assert agreed(family.client).status == 200
    assert agreed(family.client, prefill=False).json["answers"]["prefill"] is False
