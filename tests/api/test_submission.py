"""R23, R26: submitting, all or nothing."""

import pytest

from functions.cloud import composition
from functions.cloud.table.submissions import Submission
from functions.registration.registration import Registration
from tests.midseason import NOW

from .client import Client
from .household import SEASON, Household


def test_an_ordinary_family_submits(family: Household) -> None:
    answer = family.ready().submit(family.code())
    assert answer.status == 200
    assert answer.json["status"] == "submitted"
    assert answer.etag == f'"{answer.json["version"]}"'
    assert answer.json == family.look()
    # The season gives seats by what the household registry tells: the student is asked about again (R47).
    assert set(family.states()) == {"student-0", "guardian-0", "guardian-1", "property"}
    assert set(family.states().values()) == {"queued"}


def test_numbers_and_phones_are_masked_once_submitted(family: Household) -> None:
    family.begin().save()
    assert family.look()["form"] == family.form
    assert family.client.call("GET", family.path).content.decode().count(family.number) == 1
    family.submitted()
    shown = family.client.call("GET", family.path).content.decode()
    papers = [one["identity_document"]["number"] for one in family.form["guardians"]]
    assert all(number not in shown for number in [family.number, family.phone, *papers])
    assert f"{family.phone[:3]}****{family.phone[-4:]}" in shown


def test_r23_an_outdated_pledge_submits_nothing(family: Household) -> None:
    code = family.ready().code()
    answer = family.submit(code, pledge="siming-2021-9")
    assert (answer.status, answer.code) == (409, "pledge_outdated")
    assert family.look()["status"] == "draft"
    assert family.submit(code).status == 200
    pledge = family.stored().pledge
    assert pledge is not None
    assert pledge.version == "siming-2022-1"
    assert len(pledge.text_digest) == 64


def test_r26_the_answer_says_when_results_come(family: Household) -> None:
    family.submitted()
    assert family.look()["deadlines"]["publication_at"] == "2022-08-05T10:00:00+08:00"
    assert family.look()["outcome"] is None
    notices = [one for one in family.stored().notices.values() if one.kind == "submitted"]
    assert len(notices) == 1


def test_a_form_replaced_meanwhile_is_not_submitted(
    family: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = family.ready().code()
    store = composition.submission_table()
    plain = store.submit

    def later(registration: Registration, submission: Submission) -> None:
        family.form["family_notes"] = "改了"
        family.save()
        plain(registration, submission)

    monkeypatch.setattr(store, "submit", later)
    answer = family.submit(code)
    assert (answer.status, answer.code) == (412, "stale_version")
    assert family.look()["status"] == "draft"
    assert family.look()["form"]["family_notes"] == "改了"


def test_another_account_cannot_submit_it(family: Household, stranger: Client) -> None:
    code = family.ready().code()
    answer = stranger.call(
        "POST", f"{family.path}/submission", {"code": code, "pledge_version": "siming-2022-1"}
    )
    assert answer.status == 404
    assert family.stored().code_tries == 0


def test_r37_whether_a_submission_is_looked_at_is_drawn_by_the_key_and_never_told(family: Household) -> None:
    store = composition.season_table()
    season = store.get(SEASON, NOW)
    every = season.model_copy(update={"limits": season.limits.model_copy(update={"spot_check_percent": 100})})
    store.put(every, replaces=composition.season_desk().current(SEASON)[0], by="test", now=NOW)
    told = family.submitted().client.call("GET", family.path).content.decode()
    kept = composition.registration_table().get_any(family.id)
    assert kept.spot is not None
    assert kept.spot.drawn
    assert kept.spot.since is None
    assert "spot" not in told
