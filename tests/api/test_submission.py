"""R7, R10, R11, R14 to R16, R20, R23, R25 to R27: submitting, all or nothing."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Event, Lock
from typing import Any

import pytest
import time_machine

from functions.cloud import parts
from functions.cloud.secrets import macs
from functions.cloud.submissions import Submission, SubmissionTable
from functions.registration.checks import CheckState, Finding
from functions.registration.errors import Refusal
from functions.registration.registration import Registration
from functions.submit.commands import SubmissionCommand
from functions.submit.submission import submit
from local.population import Population
from seasons import siming_2022
from tests.aws import Cloud

from .client import ISSUER, Client
from .household import NOW, Household


class _Turns:
    """Lets one thread at a time into moto, and both to the end of their reads before any write."""

    def __init__(self, order: list[str]) -> None:
        self.order = order
        self._moto = Lock()
        self._read = Barrier(2, timeout=20)
        self._first = Event()

    def alone(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def inner(*args: Any, **kwargs: Any) -> Any:
            with self._moto:
                return call(*args, **kwargs)

        return inner

    def written(self, registration_id: str, write: Callable[[], None]) -> None:
        self._read.wait()
        if registration_id != self.order[0]:
            assert self._first.wait(20)
        try:
            self.alone(write)()
        finally:
            self._first.set()


def _submit(family: Household, code: str, turns: _Turns) -> str:
    """What the handler does, without Chalice's one current request."""
    store, table, keys = parts.submission_table(), parts.registration_table(), macs()
    season = siming_2022()
    owner = keys.of("account", ISSUER, family.story.account.sub)
    try:
        submit(
            family.id,
            owner,
            SubmissionCommand(code=code, pledge_version=season.pledge.version),
            key="",
            language="en",
            store=_Guarded(store, turns),
            open_form=turns.alone(table.open_form),
            season_of=lambda _: season,
            macs=keys,
            now=NOW,
        )
    except Refusal as refusal:
        return refusal.reason
    return "submitted"


class _Guarded:
    """The real table, entered in turns."""

    def __init__(self, store: SubmissionTable, turns: _Turns) -> None:
        self.count_try = turns.alone(store.count_try)
        self.facts_of = turns.alone(store.facts_of)
        self.amend, self.withdraw = store.amend, store.withdraw
        self._store, self._turns = store, turns

    def submit(self, registration: Registration, submission: Submission) -> None:
        self._turns.written(registration.id, lambda: self._store.submit(registration, submission))


def states(family: Household) -> dict[str, str]:
    return {one["id"]: one["state"] for one in family.look()["checks"]}


def from_the_other_account(family: Household) -> Household:
    """The same family's form under another account, with another phone."""
    account = replace(family.story.account, sub=family.story.account.sub + "-father")
    other = Household(family.cloud, replace(family.story, account=account))
    other.form["guardians"][0]["phone"] = "13912345671"
    return other


def test_an_ordinary_family_submits(family: Household) -> None:
    answer = family.ready().submit(family.code())
    assert answer.status == 200
    assert answer.json["status"] == "submitted"
    assert answer.etag == f'"{answer.json["version"]}"'
    assert answer.json == family.look()
    assert states(family) == {
        "student-0": "passed",
        "guardian-0": "queued",
        "guardian-1": "queued",
        "property": "queued",
    }


def test_numbers_and_phones_are_masked_once_submitted(family: Household) -> None:
    family.begin().save()
    assert family.look()["form"] == family.form
    assert family.client.call("GET", family.path).content.decode().count(family.number) == 1
    family.submitted()
    shown = family.client.call("GET", family.path).content.decode()
    papers = [one["identity_document"]["number"] for one in family.form["guardians"]]
    assert all(number not in shown for number in [family.number, family.phone, *papers])
    assert f"{family.phone[:3]}****{family.phone[-4:]}" in shown


def test_r7_twins_have_a_household_type_each(cloud: Cloud, city: Population) -> None:
    family = Household(cloud, city.stories["twins"]).submitted()
    types = [one["household"]["type"] for one in family.look()["form"]["students"]]
    assert types == ["family", "registered_only"]
    assert len(family.stored().claims) == 2
    assert states(family)["student-1"] == "queued"


def test_r7_one_registration_takes_no_seventh_student(family: Household) -> None:
    family.form["students"] *= 7
    family.begin()
    assert family.put().faults == {"students": "too_many_items"}


def test_r10_one_registration_takes_no_third_guardian(family: Household) -> None:
    family.form["guardians"] += family.form["guardians"][:1]
    family.begin()
    assert family.put().faults == {"guardians": "too_many_items"}


def test_r11_a_single_parent_gives_one_guardian(cloud: Cloud, city: Population) -> None:
    family = Household(cloud, city.stories["single_parent"]).submitted()
    assert set(states(family)) == {"student-0", "guardian-0", "property"}


def test_r13_family_notes_have_a_limit(family: Household) -> None:
    family.begin()
    family.form["family_notes"] = "补" * 1000
    assert family.put().status == 200
    family.form["family_notes"] += "充"
    assert family.put().faults == {"family_notes": "too_long"}


@pytest.mark.parametrize(
    ("story", "state"),
    [
        ("public_rental", "manual_review"),
        ("low_rent", "manual_review"),
        ("other_home", "manual_review"),
        ("collective", "not_required"),
        ("grandparents_home", "queued"),
        ("new_home", "queued"),
    ],
)
def test_r14_each_kind_of_home_is_checked_in_its_own_way(
    cloud: Cloud, city: Population, story: str, state: str
) -> None:
    family = Household(cloud, city.stories[story]).submitted()
    assert states(family)["property"] == state


def test_r16_numbers_are_normalised_and_the_answer_says_how(family: Household) -> None:
    family.begin()
    family.form["property"]["number"] = " 闽(2020)厦门市不动产权第 ００84498号-2 "
    saved = family.save()
    [told] = saved["normalised"]
    assert told["field"] == "property.number"
    assert told["value"] == "闽（2020）厦门市不动产权第0084498号"
    assert told["notes"]
    assert family.look()["form"]["property"]["number"] == told["value"]
    family.form["property"]["number"] = told["value"]
    assert family.save()["normalised"] == []


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


def test_r25_a_second_registration_of_the_same_child_is_refused(family: Household) -> None:
    family.submitted()
    second = from_the_other_account(family).ready()
    answer = second.submit(second.code())
    assert (answer.status, answer.code) == (409, "child_already_registered")
    assert answer.faults == {"students.0.identity_document.number": "child_already_registered"}
    assert "2684508" in answer.json["detail"]
    assert family.id not in answer.content.decode()
    assert second.look()["status"] == "draft"


@pytest.mark.parametrize("seed", range(3))
def test_r25_of_two_at_the_same_time_exactly_one_is_submitted(family: Household, seed: int) -> None:
    """Two threads, both past every read before either writes; a seeded draw says who writes first."""
    families = [family, from_the_other_account(family)]
    codes = [one.ready().code() for one in families]
    turns = _Turns(random.Random(seed).sample([one.id for one in families], 2))
    with ThreadPoolExecutor(2) as pool:
        answers = [pool.submit(_submit, one, code, turns) for one, code in zip(families, codes, strict=True)]
        told = {one.id: answer.result(30) for one, answer in zip(families, answers, strict=True)}
    assert [told[one] for one in turns.order] == ["submitted", "child_already_registered"]
    assert {one.id: one.look()["status"] for one in families} == dict(
        zip(turns.order, ("submitted", "draft"), strict=True)
    )


def test_r26_the_answer_says_when_results_come(family: Household) -> None:
    family.submitted()
    assert family.look()["deadlines"]["publication_at"] == "2022-08-05T10:00:00+08:00"
    assert family.look()["outcome"] is None
    notices = [one for one in family.stored().notices.values() if one.kind == "submitted"]
    assert len(notices) == 1


def test_r27_only_what_changed_is_checked_again(family: Household, clock: time_machine.Traveller) -> None:
    family.amending()
    before = family.stored()
    passed = before.checks["guardian-0"].model_copy(update={"state": CheckState.PASSED})
    denied = before.checks["property"].model_copy(update={"state": CheckState.NO_RECORD})
    family.cloud.put(
        before.model_copy(update={"checks": before.checks | {"guardian-0": passed, "property": denied}})
    )
    family.form["guardians"][1]["name"] = "别的名"
    family.form["guardians"][0]["employer"] = "别的公司"
    family.save()
    clock.shift(timedelta(minutes=1))
    assert family.submit(family.code()).status == 200
    after = family.stored()
    assert after.checks["student-0"] == before.checks["student-0"]
    assert after.checks["guardian-0"] == passed
    assert after.checks["guardian-1"].state is CheckState.QUEUED
    assert after.checks["property"].state is CheckState.QUEUED
    assert {after.checks[one].version for one in ("guardian-1", "property")} == {after.version}


def test_r27_an_abnormal_finding_is_shown_by_field_with_what_to_do(family: Household) -> None:
    family.submitted()
    stored = family.stored()
    finding = Finding(field="owner_name", code="owner_differs")
    check = stored.checks["property"].model_copy(
        update={"state": CheckState.ABNORMAL, "findings": (finding,)}
    )
    family.cloud.put(stored.model_copy(update={"checks": stored.checks | {"property": check}}))
    shown = family.look()
    [found] = [one for one in shown["checks"] if one["id"] == "property"]
    assert found["state"] == "abnormal"
    assert [(one["field"], one["code"]) for one in found["findings"]] == [
        ("property.owner_name", "owner_differs")
    ]
    assert found["findings"][0]["detail"]
    assert "amend" in shown["actions"]
    assert "decide" not in shown["actions"]


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


def test_a_form_replaced_meanwhile_is_not_submitted(
    family: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = family.ready().code()
    store = parts.submission_table()
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


def test_a_submitted_form_cannot_be_edited(family: Household) -> None:
    family.submitted()
    answer = family.put()
    assert (answer.status, answer.code) == (409, "not_possible_now")


def test_another_account_cannot_submit_it(family: Household, stranger: Client) -> None:
    code = family.ready().code()
    answer = stranger.call(
        "POST", f"{family.path}/submission", {"code": code, "pledge_version": "siming-2022-1"}
    )
    assert answer.status == 404
    assert family.stored().code_tries == 0
