"""Uploads and submissions that cannot be are refused by field."""

import pytest

from .client import Json
from .household import SEASON, Household
from .refusals import refused

HUGE = ("1" * 400, "1.5", "-1", "0", "10485761")


@pytest.mark.parametrize("size", HUGE)
def test_a_size_that_no_file_has_is_refused(saved: Household, size: str) -> None:
    body = f'{{"kind": "other", "media_type": "image/jpeg", "sha256": "{"A" * 43}=", "size": {size}}}'
    answer = refused(saved.client.call("POST", f"{saved.path}/documents", body), 422, "invalid_input")
    assert answer.fields == ["size"]
    assert saved.stored().documents == {}


def test_a_number_beyond_all_that_is_finite_is_no_json(saved: Household) -> None:
    body = '{"kind": "other", "size": 1e400}'
    refused(saved.client.call("POST", f"{saved.path}/documents", body), 400, "malformed_json")
    assert saved.stored().documents == {}


UPLOADS: dict[str, Json] = {
    "kind": {"kind": "poem"},
    "student": {"student": 6},
    "media_type": {"media_type": "text/html"},
    "sha256": {"sha256": "abc"},
}


@pytest.mark.parametrize("field", UPLOADS)
def test_an_upload_that_cannot_be_is_refused_by_field(saved: Household, field: str) -> None:
    body = {"kind": "other", "media_type": "image/jpeg", "sha256": "A" * 43 + "=", "size": 9} | UPLOADS[field]
    answer = refused(saved.client.call("POST", f"{saved.path}/documents", body), 422)
    assert answer.fields == [field]


def test_a_student_s_page_says_whose_it_is(saved: Household) -> None:
    body = {"kind": "student_page", "media_type": "image/jpeg", "sha256": "A" * 43 + "=", "size": 9}
    answer = refused(saved.client.call("POST", f"{saved.path}/documents", body), 422)
    assert answer.faults == {"student": "missing"}


@pytest.mark.parametrize(
    ("command", "field"),
    [
        ({"pledge_version": "1"}, "code"),
        ({"code": "12345", "pledge_version": "1"}, "code"),
        ({"code": "12345a", "pledge_version": "1"}, "code"),
        ({"code": 123456, "pledge_version": "1"}, "code"),
        ({"code": "123456"}, "pledge_version"),
        ({"code": "123456", "pledge_version": "x" * 41}, "pledge_version"),
        ({"code": "123456", "pledge_version": "1", "force": True}, "force"),
    ],
)
def test_a_submission_that_cannot_be_is_refused_by_field(saved: Household, command: Json, field: str) -> None:
    answer = refused(saved.client.call("POST", f"{saved.path}/submission", command), 422, "invalid_input")
    assert answer.fields == [field]


def test_an_idempotency_key_of_more_than_a_hundred_characters_is_refused(saved: Household) -> None:
    answer = saved.client.call(
        "POST",
        f"{saved.path}/submission",
        {"code": "123456", "pledge_version": "1"},
        Idempotency_Key="k" * 101,
    )
    refused(answer, 422, "idempotency_key_too_long")


def test_an_account_begins_fifty_registrations_and_no_more(family: Household) -> None:
    for _ in range(50):
        family.begin()
    one_more = family.client.call("POST", "/registrations", {"season": SEASON})
    refused(one_more, 409, "too_many_registrations")
    assert "retry-after" not in one_more.headers
    assert len(family.client.ok("GET", "/registrations")["registrations"]) == 50
