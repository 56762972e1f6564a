"""One account cannot use everybody's room: what it asks for a day is counted, and it is told until when."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from functions.cloud.aws.calls import SEAM, Call, Caller
from functions.cloud.aws.errors import TransactionCanceledError
from functions.cloud.staff import sought
from functions.cloud.staff.jobs import exports
from functions.cloud.table.accounts import begun, copies, limits, uploads
from tests.references import ROOT

from .client import Answer, Client, Json
from .household import SEASON, Household

MIDNIGHT = str(14 * 3600)
"""Seconds from the tests' hour to the end of the day in the season's own time."""

PAPER: Json = {"kind": "other", "media_type": "image/jpeg", "size": 9, "sha256": "A" * 43 + "="}


def upload(family: Household, *, key: str = "") -> Answer:
    headers = {"Idempotency_Key": key} if key else {}
    return family.client.call("POST", f"{family.path}/documents", PAPER, **headers)


def copy(family: Household) -> Answer:
    return family.client.call("GET", f"{family.path}/copy")


def begin(family: Household) -> Answer:
    return family.client.call("POST", "/registrations", {"season": SEASON})


def prefill(family: Household) -> Answer:
    document = family.form["students"][0]["identity_document"]
    return family.client.call("POST", "/prefill", {"season": SEASON, "identity_document": document})


DEEDS = {
    "too_many_uploads": (upload, uploads, "UPLOADS_A_DAY"),
    "too_many_copies": (copy, copies, "COPIES_A_DAY"),
    "too_many_begun": (begin, begun, "BEGUN_A_DAY"),
    "too_many_prefills": (prefill, limits, "PREFILLS_A_DAY"),
}


@pytest.mark.parametrize("code", DEEDS)
def test_what_an_account_may_have_a_day_is_told_until_when_and_comes_back_then(
    code: str,
    family: Household,
    another: Callable[[], Household],
    clock: time_machine.Traveller,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    deed, module, limit = DEEDS[code]
    family.begin()
    other = another().begin()
    monkeypatch.setattr(module, limit, 2 if deed is not begin else 3)
    answers = [deed(family) for _ in range(4)]
    assert [one.status < 300 for one in answers] == [True, True, False, False]
    assert {(one.status, one.code, one.headers["retry-after"]) for one in answers[2:]} == {
        (429, code, MIDNIGHT)
    }
    assert deed(other).status < 300, "another account has its own"
    clock.shift(timedelta(seconds=int(MIDNIGHT)))
    assert deed(family).status < 300


def test_an_uploads_count_is_the_accounts_whichever_registration_and_whatever_is_removed_again(
    family: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "UPLOADS_A_DAY", 2)
    first = upload(family.begin()).json["document"]["id"]
    assert family.client.call("DELETE", f"{family.path}/documents/{first}").status == 204
    second = Household(family.cloud, family.story).begin()
    assert upload(second).status == 201
    assert [upload(one).code for one in (family, second)] == ["too_many_uploads"] * 2


def test_an_upload_that_was_refused_or_comes_again_under_its_key_costs_nothing(
    family: Household, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "UPLOADS_A_DAY", 1)
    foreign = Household(family.cloud, family.story).begin()
    family.submitted()
    assert upload(family).status == 409
    assert stranger.call("POST", f"{foreign.path}/documents", PAPER).status == 404
    assert [upload(foreign, key="one").status for _ in range(3)] == [201] * 3
    assert upload(foreign, key="two").status == 429


def test_r49_a_copy_that_a_code_opened_counts_once_under_its_key_and_leaves_the_code_where_it_is_refused(
    family: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "COPIES_A_DAY", 1)
    family.submitted()
    code = family.may_have_another_code().code("copy")
    assert [family.open_copy(code, key="one").status for _ in range(3)] == [200] * 3
    assert copy(family).code == "too_many_copies"
    code = family.may_have_another_code().code("copy")
    refused = family.open_copy(code, key="two")
    assert (refused.status, refused.code, refused.headers["retry-after"]) == (
        429,
        "too_many_copies",
        MIDNIGHT,
    )
    kept = family.stored()
    assert kept.code is not None
    monkeypatch.setattr(copies, "COPIES_A_DAY", 2)
    assert family.open_copy(code, key="two").status == 200
    assert family.stored().code_tries == kept.code_tries


def meets_another(call: Call, then: Caller) -> Any:
    if call.operation == "TransactWriteItems":
        raise TransactionCanceledError(
            call.operation,
            400,
            "TransactionCanceledException",
            {"CancellationReasons": [{"Code": "TransactionConflict"}]},
        )
    return then(call)


@pytest.mark.parametrize("deed", [prefill, upload, begin, Household.ask_code])
def test_two_deeds_of_one_account_that_meet_are_unavailable_and_never_told_as_a_days_limit(
    deed: Callable[[Household], Answer], family: Household
) -> None:
    family.ready()
    with SEAM.around(meets_another):
        met = deed(family)
    assert (met.status, met.code, met.headers["retry-after"]) == (503, "unavailable", "1")
    assert deed(family).status < 300


def test_r49_a_copy_that_meets_another_deed_leaves_its_code(family: Household) -> None:
    family.submitted()
    code = family.may_have_another_code().code("copy")
    with SEAM.around(meets_another):
        assert family.open_copy(code, key="one").status == 503
    assert family.open_copy(code, key="one").status == 200


ROOM = {
    "prefill": limits.PREFILLS_A_DAY,
    "drafts begun": begun.BEGUN_A_DAY,
    "uploads asked for": uploads.UPLOADS_A_DAY,
    "copies of what is held": copies.COPIES_A_DAY,
    "searches of a member of the staff": sought.SEARCHES_A_DAY,
    "exports asked for by a supervisor": exports.EXPORTS_A_DAY,
}


@pytest.mark.parametrize("deed", ROOM)
def test_the_page_names_as_many_a_day_as_an_account_may_have(deed: str) -> None:
    assert f"\n| {deed} | {ROOM[deed]} a day" in (ROOT / "docs/security.md").read_text("utf-8")
