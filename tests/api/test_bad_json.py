"""Whatever arrives as a body, the answer is a problem, and what was saved before is still there."""

import pytest

from tests.json_oddities import ENCODINGS, ODDITIES

from .household import Household
from .refusals import refused, unchanged


@pytest.mark.parametrize("name", ODDITIES)
def test_json_that_can_be_read_in_two_ways_or_in_none_is_refused(saved: Household, name: str) -> None:
    refused(
        saved.client.call("PUT", saved.path, ODDITIES[name], If_Match=saved.etag()), 400, "malformed_json"
    )
    unchanged(saved)


def test_an_empty_body_is_refused(saved: Household) -> None:
    refused(saved.client.call("PUT", saved.path, "", If_Match=saved.etag()), 422, "invalid_input")
    unchanged(saved)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_json_of_another_encoding_is_refused(saved: Household, encoding: str) -> None:
    kind = f"application/json; charset={encoding}"
    answer = saved.client.call("PUT", saved.path, saved.form, If_Match=saved.etag(), Content_Type=kind)
    refused(answer, 415, "unsupported_media_type")
    unchanged(saved)


@pytest.mark.parametrize("encoding", ["utf-8", "UTF-8", '"utf-8"'])
def test_json_that_says_its_own_encoding_is_taken(saved: Household, encoding: str) -> None:
    kind = f"application/json; charset={encoding}"
    answer = saved.client.call("PUT", saved.path, saved.form, If_Match=saved.etag(), Content_Type=kind)
    assert answer.status == 200


def test_a_text_full_of_brackets_is_no_depth(saved: Household) -> None:
    assert saved.put(saved.form | {"family_notes": "[{" * 200}).status == 200


@pytest.mark.parametrize("body", ["null", "[]", "7", '"text"', "true"])
def test_json_that_is_no_object_is_refused(saved: Household, body: str) -> None:
    refused(saved.client.call("PUT", saved.path, body, If_Match=saved.etag()), 422, "invalid_input")
    unchanged(saved)


def test_a_body_of_five_megabytes_is_refused_whole(saved: Household) -> None:
    form = saved.form | {"family_notes": "长" * 1_700_000}
    refused(saved.put(form), 413, "body_too_large")
    unchanged(saved)


@pytest.mark.parametrize("kind", ["text/plain", "application/pdf", "multipart/form-data", "nonsense"])
def test_another_content_type_is_refused(saved: Household, kind: str) -> None:
    answer = saved.client.call("PUT", saved.path, saved.form, If_Match=saved.etag(), Content_Type=kind)
    refused(answer, 415, "unsupported_media_type")
    unchanged(saved)


def test_json_that_is_not_called_so_is_still_json(saved: Household) -> None:
    answer = saved.client.call("PUT", saved.path, saved.form, If_Match=saved.etag(), Content_Type="")
    assert answer.status == 200
