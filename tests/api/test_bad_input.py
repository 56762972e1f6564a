"""Whatever arrives, the answer is a problem that names the field, and what was saved before is still there."""

import json
from copy import deepcopy
from typing import Any

import pytest

from .client import Answer, Client, Json
from .household import SEASON, Household, accepted_document

WRONG_DIGIT = "350203201605010001"


def refused(answer: Answer, status: int, code: str | None = None) -> Answer:
    assert answer.status == status, (answer.status, answer.content.decode())
    assert answer.kind == "application/problem+json"
    body = answer.json
    assert set(body) == {"type", "title", "status", "code", "detail", "errors"}
    assert body["status"] == status
    assert body["detail"]
    assert all(one["field"] is not None and one["code"] and one["detail"] for one in body["errors"])
    if code is not None:
        assert body["code"] == code
    return answer


def changed(form: Json, path: str, value: Any) -> Json:
    """The form with one field replaced, by its dotted path."""
    copy = deepcopy(form)
    *way, last = path.split(".")
    at: Any = copy
    for step in way:
        at = at[int(step)] if step.isdigit() else at[step]
    at[int(last) if isinstance(at, list) else last] = value
    return copy


@pytest.fixture
def saved(family: Household) -> Household:
    family.begin().save()
    return family


def unchanged(family: Household) -> None:
    assert family.look()["form"]["students"][0]["name"] == family.form["students"][0]["name"]
    assert family.stored().version == 2


BROKEN = {
    "cut off": '{"students": [',
    "no JSON": "<html>",
    "empty": "",
    "comment": '{"students": [] /* none */}',
    "lone surrogate": '{"family_notes": "\\ud800"}',
    "trailing": "{} {}",
    "byte order mark": "\ufeff{}",
    "not UTF-8": b'{"family_notes": "\xff\xfe"}',
    "deep": "[" * 10_000 + "]" * 10_000,
    "deep objects": '{"property":' * 5_000 + "{}" + "}" * 5_000,
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_body_that_is_no_json_is_refused(saved: Household, name: str) -> None:
    answer = saved.client.call("PUT", saved.path, BROKEN[name], If_Match=saved.etag())
    assert answer.status in {400, 422}
    refused(answer, answer.status, "invalid_input" if answer.status == 422 else "malformed_json")
    unchanged(saved)


@pytest.mark.parametrize("body", ["null", "[]", "7", '"text"', "true"])
def test_json_that_is_no_object_is_refused(saved: Household, body: str) -> None:
    refused(saved.client.call("PUT", saved.path, body, If_Match=saved.etag()), 422, "invalid_input")
    unchanged(saved)


def test_a_body_of_five_megabytes_is_refused_whole(saved: Household) -> None:
    form = saved.form | {"family_notes": "长" * 1_700_000}
    refused(saved.put(form), 413, "body_too_large")
    unchanged(saved)


WRONG = {
    "students": 7,
    "students.0": "Ming",
    "students.0.name": 7,
    "students.0.name_pinyin": ["LI MING"],
    "students.0.has_rare_characters": "perhaps",
    "students.0.sex": "unknown",
    "students.0.birth_date": "2016-02-30",
    "students.0.household": [],
    "students.0.household.status": "moon",
    "students.0.household.street": "350203",
    "students.0.household.community": "思明",
    "students.0.residence_address": "x" * 201,
    "students.0.identity_document": "350203",
    "students.0.identity_document.type": "library_card",
    "students.0.identity_document.number": WRONG_DIGIT,
    "guardians": {"0": {}},
    "guardians.0.relationship": "aunt",
    "guardians.0.phone": "12345",
    "guardians.0.employer": {"name": "Firm"},
    "property": [],
    "property.proof": "hearsay",
    "property.number": 7,
    "property.owner_name": "",
    "property.acquired_on": "2016-13-01",
    "property.address": "a\u0000b",
    "family_notes": "x" * 1001,
}


@pytest.mark.parametrize("field", WRONG)
def test_a_wrong_value_is_named_by_its_field(saved: Household, field: str) -> None:
    answer = refused(saved.put(changed(saved.form, field, WRONG[field])), 422, "invalid_input")
    assert answer.fields == [field]
    unchanged(saved)


def test_every_wrong_field_is_named_at_once(saved: Household) -> None:
    form = changed(changed(saved.form, "students.0.name", ""), "guardians.0.phone", "1")
    assert set(refused(saved.put(form), 422).fields) == {"students.0.name", "guardians.0.phone"}


UNKNOWN = ("grade", "students.0.grade", "students.0.household.owner", "guardians.0.sex", "property.rooms")


@pytest.mark.parametrize("field", UNKNOWN)
def test_an_unknown_field_is_refused_by_name(saved: Household, field: str) -> None:
    answer = refused(saved.put(changed(saved.form, field, "x")), 422, "invalid_input")
    assert answer.faults == {field: "unknown_field"}


NAMES = {
    "2 characters": "李明",
    "1 character": "李",
    "100 characters": "阿" * 100,
    "beyond the BMP": "陈𬱖",
    "middle dot": "古丽努尔·伊敏江",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_length_and_plane_comes_back_as_it_was(saved: Household, name: str) -> None:
    assert saved.put(changed(saved.form, "students.0.name", NAMES[name])).status == 200
    assert saved.look()["form"]["students"][0]["name"] == NAMES[name]


BAD_NAMES = {
    "阿" * 101: "name_too_long",
    "李" * 200: "name_too_long",
    "": "name_empty",
    "   ": "name_empty",
    "李\u0007明": "control_character",
    "李\u202e明": None,
    "12345": "name_not_letters",
}


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_nobody_has_is_refused(saved: Household, name: str) -> None:
    answer = saved.put(changed(saved.form, "students.0.name", name))
    if BAD_NAMES[name] is None:
        assert answer.status in {200, 422}
        return
    assert refused(answer, 422).faults == {"students.0.name": BAD_NAMES[name]}
    unchanged(saved)


NUMBERS = {
    "wrong check digit": WRONG_DIGIT,
    "impossible birth date": "350203201602300010",
    "too short": "35020320160501",
    "letters": "ABCDEFGHIJKLMNOPQR",
    "endless": "3" * 5_000,
}


@pytest.mark.parametrize("name", NUMBERS)
def test_an_identity_number_that_cannot_be_is_refused(saved: Household, name: str) -> None:
    answer = saved.put(changed(saved.form, "students.0.identity_document.number", NUMBERS[name]))
    assert refused(answer, 422).fields == ["students.0.identity_document.number"]
    assert NUMBERS[name] not in answer.content.decode()
    told = saved.client.call(
        "POST",
        "/prefill",
        {"season": SEASON, "identity_document": {"type": "resident_id", "number": NUMBERS[name]}},
    )
    assert refused(told, 422).fields == ["identity_document.number"]


DATES = ("2016-02-30", "2016-00-01", "0000-01-01", "31.12.2015", "99999-01-01", "", 1e400, -(10**30), True)


@pytest.mark.parametrize("value", DATES)
def test_a_date_that_is_none_is_refused(saved: Household, value: Any) -> None:
    text = json.dumps(changed(saved.form, "students.0.birth_date", value)).replace("Infinity", "1e400")
    answer = saved.client.call("PUT", saved.path, text, If_Match=saved.etag())
    assert refused(answer, 422).fields == ["students.0.birth_date"]


def test_of_a_key_that_comes_twice_the_last_counts(saved: Household) -> None:
    answer = saved.client.call(
        "PUT", saved.path, '{"family_notes": "one", "family_notes": "two"}', If_Match=saved.etag()
    )
    assert answer.status == 200
    assert saved.look()["form"]["family_notes"] == "two"


HUGE = ("1" * 400, "1.5", "1e400", "-1", "0", "10485761")


@pytest.mark.parametrize("size", HUGE)
def test_a_size_that_no_file_has_is_refused(saved: Household, size: str) -> None:
    body = f'{{"kind": "other", "media_type": "image/jpeg", "sha256": "{"A" * 43}=", "size": {size}}}'
    answer = refused(saved.client.call("POST", f"{saved.path}/documents", body), 422, "invalid_input")
    assert answer.fields == ["size"]
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


@pytest.mark.parametrize("kind", ["text/plain", "application/pdf", "multipart/form-data", "nonsense"])
def test_another_content_type_is_refused(saved: Household, kind: str) -> None:
    answer = saved.client.call("PUT", saved.path, saved.form, If_Match=saved.etag(), Content_Type=kind)
    refused(answer, 415, "unsupported_media_type")
    unchanged(saved)


def test_json_that_is_not_called_so_is_still_json(saved: Household) -> None:
    answer = saved.client.call("PUT", saved.path, saved.form, If_Match=saved.etag(), Content_Type="")
    assert answer.status == 200


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
    ("POST", "/amendment", None, {}),
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
    assert stranger.ok("GET", "/registrations") == {"registrations": []}


def test_a_document_that_is_not_there_is_not_found(saved: Household) -> None:
    for document_id in ("01D0C00000000000000000000Z", "..%2f..", "x"):
        for method in ("GET", "DELETE"):
            refused(saved.client.call(method, f"{saved.path}/documents/{document_id}"), 404, "not_found")


def test_a_season_that_is_not_there_is_not_found(family: Household) -> None:
    refused(family.client.call("GET", "/seasons/nowhere-2022"), 404, "not_found")
    refused(family.client.call("POST", "/registrations", {"season": "nowhere-2022"}), 404, "not_found")
    refused(family.client.call("POST", "/registrations", {"season": "x" * 61}), 422, "invalid_input")


def test_a_fault_of_ours_says_no_more_than_that(family: Household) -> None:
    family.begin()
    family.cloud.table.put(family.cloud.item(f"R#{family.id}", "registration") | {"sealed": b"broken"})
    answer = refused(family.client.call("GET", family.path), 500, "internal_fault")
    assert "sealed" not in answer.content.decode()


def test_words_are_in_the_reader_s_language(saved: Household) -> None:
    chinese = saved.client.call("PUT", saved.path, "[]", If_Match='"2"', Accept_Language="zh-CN,en;q=0.5")
    english = saved.client.call("PUT", saved.path, "[]", If_Match='"2"', Accept_Language="en-GB")
    other = saved.client.call("PUT", saved.path, "[]", If_Match='"2"', Accept_Language="fr")
    assert chinese.headers["content-language"] == other.headers["content-language"] == "zh-CN"
    assert chinese.json == other.json != english.json
    assert english.json["detail"].isascii()


def test_an_idempotency_key_of_more_than_a_hundred_characters_is_refused(saved: Household) -> None:
    answer = saved.client.call(
        "POST",
        f"{saved.path}/submission",
        {"code": "123456", "pledge_version": "1"},
        Idempotency_Key="k" * 101,
    )
    refused(answer, 422, "idempotency_key_too_long")
