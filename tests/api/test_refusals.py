"""What is not there, not the asker's, not the latest or no method at all; and in whose language that is said."""

import pytest

from functions.cloud.aws.calls import SEAM, Call, Caller
from functions.cloud.aws.calls import Answer as Answered

from .client import Client, Json
from .household import Household, accepted_document
from .refusals import changed, refused, unchanged


@pytest.mark.parametrize("method", ["PATCH", "POST", "OPTIONS", "HEAD"])
def test_a_wrong_method_is_a_problem_that_names_the_right_ones(saved: Household, method: str) -> None:
    answer = refused(saved.client.call(method, saved.path), 405, "method_not_allowed")
    assert set(answer.headers["allow"].split(", ")) == {"GET", "PUT", "DELETE"}


@pytest.mark.parametrize(
    ("tag", "status", "code"),
    [
        ("", 428, "version_required"),
        ('"1"', 412, "stale_version"),
        ('"99"', 412, "stale_version"),
        ("2", 412, "stale_version"),
        ("*", 412, "stale_version"),
        ('"two"', 412, "stale_version"),
        ('"' + "9" * 500 + '"', 412, "stale_version"),
    ],
)
def test_a_stale_or_missing_etag_replaces_nothing(saved: Household, tag: str, status: int, code: str) -> None:
    form = changed(saved.form, "students.0.name", "别人")
    refused(saved.put(form, If_Match=tag), status, code)
    unchanged(saved)


REQUESTS: list[tuple[str, str, Json | None, Json]] = [
    ("GET", "", None, {}),
    ("PUT", "", {}, {"If_Match": '"2"'}),
    ("DELETE", "", None, {}),
    (
        "POST",
        "/documents",
        {"kind": "other", "media_type": "image/jpeg", "sha256": "A" * 43 + "=", "size": 9},
        {},
    ),
    ("GET", "/documents/01D0C000000000000000000000", None, {}),
    ("DELETE", "/documents/01D0C000000000000000000000", None, {}),
    ("POST", "/code", None, {}),
    ("POST", "/submission", {"code": "123456", "pledge_version": "1"}, {}),
    ("POST", "/withdrawal", {"code": "123456"}, {}),
    ("POST", "/amendment", None, {}),
    ("GET", "/copy", None, {}),
    ("POST", "/copy", {"code": "123456"}, {}),
    ("GET", "/receipt", None, {}),
]


@pytest.mark.parametrize(("method", "end", "body", "headers"), REQUESTS)
def test_another_s_registration_and_an_absent_one_answer_alike(
    saved: Household, stranger: Client, method: str, end: str, body: Json | None, headers: Json
) -> None:
    saved.accepted(accepted_document("01D0C000000000000000000000", "other"))
    before = saved.stored()
    absent = "/registrations/01G76PAV40ZZZZZZZZZZZZZZZZ"
    theirs = refused(stranger.call(method, saved.path + end, body, **headers), 404, "not_found")
    nobodys = stranger.call(method, absent + end, body, **headers)
    impossible = stranger.call(method, f"/registrations/{'a' * 3_000}{end}", body, **headers)
    assert theirs == nobodys == impossible
    assert saved.stored() == before
    assert stranger.ok("GET", "/registrations") == {"registrations": [], "unreadable": []}


def test_a_document_that_is_not_there_is_not_found(saved: Household) -> None:
    for document_id in ("01D0C00000000000000000000Z", "..%2f..", "x"):
        for method in ("GET", "DELETE"):
            refused(saved.client.call(method, f"{saved.path}/documents/{document_id}"), 404, "not_found")


def test_a_season_that_is_not_there_is_not_found(family: Household) -> None:
    refused(family.client.call("GET", "/seasons/nowhere-2022"), 404, "not_found")
    refused(family.client.call("POST", "/registrations", {"season": "nowhere-2022"}), 404, "not_found")
    refused(family.client.call("POST", "/registrations", {"season": "x" * 61}), 422, "invalid_input")


def test_a_fault_of_ours_says_no_more_than_that(family: Household) -> None:
    def fail(_call: Call, _then: Caller) -> Answered:
        raise RuntimeError("what somebody typed")

    family.begin()
    with SEAM.around(fail):
        answer = refused(family.client.call("GET", family.path), 500, "internal_fault")
    assert "somebody" not in answer.content.decode()


def test_words_are_in_the_reader_s_language(saved: Household) -> None:
    chinese = saved.client.call("PUT", saved.path, "[]", If_Match='"2"', Accept_Language="zh-CN,en;q=0.5")
    english = saved.client.call("PUT", saved.path, "[]", If_Match='"2"', Accept_Language="en-GB")
    other = saved.client.call("PUT", saved.path, "[]", If_Match='"2"', Accept_Language="fr")
    assert chinese.headers["content-language"] == other.headers["content-language"] == "zh-CN"
    assert chinese.json == other.json != english.json
    assert english.json["detail"].isascii()
