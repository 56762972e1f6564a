"""Instants as browsers and hands slip: no year out of our time is taken, and no slip shuts others out."""

from typing import Any

import pytest

from functions.registration.registration import Registration
from tests.aws import Cloud
from tests.midseason import NOW

from .conftest import CASE
from .staff import CLERK, SUPERVISOR, Member
from .test_readers import END, READERS, approve, line, refused

__all__ = ["refused"]

SEASON = "/staff/seasons/siming-2022"
EVERYTHING = Member("everything", "reviewer supervisor auditor")
SLIPS = (
    "0022-07-05T10:00:00+08:00",
    "0001-01-01T00:00:00+14:00",
    "0001-01-01T00:00:00Z",
    "1970-01-01T00:00:00Z",
    "9999-12-31T23:59:59-14:00",
    "2022-07-05T10:00:00",
    "2022-07-05",
    "1656982984",
    1656982984,
    -62135596800,
    1e20,
)
PLACES = {
    "readers.begins": ("POST", READERS, {"person": "1:somebody", "until": END}),
    "readers.until": ("POST", READERS, {"person": "1:somebody"}),
    "extension.until": ("POST", f"{SEASON}/extension", {"families": "all"}),
    "publication.publication_at": ("PUT", f"{SEASON}/publication", {"rehearsal": "a" * 64, "pending": 0}),
}


@pytest.mark.parametrize("slip", SLIPS, ids=str)
@pytest.mark.parametrize("place", PLACES)
def test_an_instant_out_of_our_time_is_refused_by_its_field(
    opened: Cloud, case: Registration, place: str, slip: Any
) -> None:
    method, path, command = PLACES[place]
    field = place.split(".")[1]
    answer = EVERYTHING.call(method, path, command | {field: slip}, If_Match='"1"')
    assert answer.status == 422
    assert [(one["field"], one["code"]) for one in answer.body["errors"]] == [(field, "invalid_date")]


@pytest.mark.parametrize("slip", ["0001-01-01", "0022-07-12", "9999-12-31"])
def test_a_last_day_out_of_the_season_asks_for_nothing(opened: Cloud, case: Registration, slip: str) -> None:
    path = f"/staff/registrations/{CASE}"
    asked = {"check": "property", "reason": "paper_needed", "words": ["owner"], "until": slip}
    answer = CLERK.call("POST", f"{path}/requests", asked, If_Match=CLERK.get(path).etag)
    assert (answer.status, answer.body["errors"][0]["field"]) == (422, "until")


def test_nobody_is_approved_from_before_it_was_said(refused: Registration) -> None:
    assert approve(begins="2022-07-01T00:00:00+08:00").status == 204
    approval = line()["approval"]
    assert approval["begins"] == approval["at"] == f"{NOW:%Y-%m-%dT%H:%M:%SZ}"
    [event] = [
        one
        for one in EVERYTHING.get(f"{SEASON}/audit").body["events"]
        if one["act"] == "reader_approved" and one["by"] == SUPERVISOR.key
    ]
    assert event["details"]["begins"].startswith(f"{NOW:%Y-%m-%dT%H:%M:%S}")
