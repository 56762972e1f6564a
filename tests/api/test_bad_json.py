"""Whatever arrives as a body, the answer is a problem, and what was saved before is still there."""

import pytest

from .household import Household
from .refusals import refused, unchanged

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


def test_of_a_key_that_comes_twice_the_last_counts(saved: Household) -> None:
    answer = saved.client.call(
        "PUT", saved.path, '{"family_notes": "one", "family_notes": "two"}', If_Match=saved.etag()
    )
    assert answer.status == 200
    assert saved.look()["form"]["family_notes"] == "two"


@pytest.mark.parametrize("kind", ["text/plain", "application/pdf", "multipart/form-data", "nonsense"])
def test_another_content_type_is_refused(saved: Household, kind: str) -> None:
    answer = saved.client.call("PUT", saved.path, saved.form, If_Match=saved.etag(), Content_Type=kind)
    refused(answer, 415, "unsupported_media_type")
    unchanged(saved)


def test_json_that_is_not_called_so_is_still_json(saved: Household) -> None:
    answer = saved.client.call("PUT", saved.path, saved.form, If_Match=saved.etag(), Content_Type="")
    assert answer.status == 200
