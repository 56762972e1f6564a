"""Whatever arrives as a body at the staff's API: the same table of oddities as at the guardians', refused alike."""

import pytest

from functions.registration.registration import Registration
from infra.openapi_staff import OPERATIONS
from tests.aws import Cloud
from tests.json_oddities import ENCODINGS, ODDITIES

from .conftest import CASE
from .staff import Answer, Member

EVERYTHING = Member("everything", "reviewer supervisor auditor")
WITH_BODY = tuple(one for one in OPERATIONS if one.request is not None)
SEASON_FILE = ("replaceSeason", "replaySeason")
"""A season is a file that somebody edits: what is wrong is told by line, as a fault of the season."""


def send(method: str, path: str, body: str | bytes, **headers: str) -> Answer:
    known = path.format_map({"registration_id": CASE, "season": "siming-2022", "version": "1"})
    return EVERYTHING.call(method, known, body, If_Match='"1"', **headers)


@pytest.mark.parametrize("name", ODDITIES)
def test_json_that_can_be_read_in_two_ways_or_in_none_is_refused_by_every_route(
    opened: Cloud, case: Registration, name: str
) -> None:
    for one in WITH_BODY:
        answer = send(one.method, one.path, ODDITIES[name])
        assert answer.status in ((400, 422) if one.name in SEASON_FILE else (400,)), (one.name, answer.body)
        assert answer.headers["Content-Type"] == "application/problem+json"
        if one.name not in SEASON_FILE:
            assert answer.code == "malformed_json", one.name


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_json_of_another_encoding_is_refused_by_every_route(
    opened: Cloud, case: Registration, encoding: str
) -> None:
    for one in WITH_BODY:
        kind = f"application/json; charset={encoding}"
        answer = send(one.method, one.path, "{}", Content_Type=kind)
        assert (answer.status, answer.code) == (415, "unsupported_media_type"), one.name


def test_a_query_that_is_not_known_is_refused_by_name(opened: Cloud, case: Registration) -> None:
    for one in OPERATIONS:
        if one.method == "GET" and "{" not in one.path.replace("{season}", ""):
            path = one.path.replace("{season}", "siming-2022")
            answer = EVERYTHING.call("GET", path, query={"Limit": "5"})
            assert (answer.status, answer.code) == (422, "invalid_input"), one.name
            assert [(fault["field"], fault["code"]) for fault in answer.body["errors"]] == [
                ("Limit", "unknown_field")
            ]


def test_a_method_or_kind_that_a_route_has_not_is_a_problem_too(opened: Cloud) -> None:
    for one in WITH_BODY:
        answer = send(one.method, one.path, "{}", Content_Type="text/plain")
        assert (answer.status, answer.code) == (415, "unsupported_media_type"), one.name


def test_a_cursor_that_nobody_gave_is_refused(opened: Cloud) -> None:
    for cursor in ("9" * 5000, "x", "OTk5OTk5OTk5OTk5OTl8", "____", "💥"):
        answer = EVERYTHING.get("/staff/seasons/siming-2022/registrations", cursor=cursor)
        assert answer.status == 422, (cursor, answer.body)
