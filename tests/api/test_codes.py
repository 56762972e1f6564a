"""R1, R8, R9, R12, R22, R24: a code for a form that can be accepted, to guardian 1's phone."""

from copy import deepcopy
from datetime import timedelta

import pytest
import time_machine

from functions.cloud.table import keys
from functions.registration.checks import CheckState
from local.authorities import Authorities, Switches
from local.population import Population
from tests.aws import Cloud

from .household import Household

MINUTE = timedelta(minutes=1)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_r1_a_child_too_young_is_named_and_its_draft_is_kept(cloud: Cloud, city: Population) -> None:
    family = Household(cloud, city.stories["too_young"]).ready()
    answer = family.ask_code()
    assert (answer.status, answer.code) == (422, "not_eligible")
    assert answer.faults == {"students.0.birth_date": "too_young"}
    assert family.form["students"][0]["name"] in answer.json["detail"]
    assert family.look()["status"] == "draft"
    assert family.stored().code is None


def test_a_page_that_is_loaded_again_learns_where_the_live_code_went_and_when_the_next_may_be_asked_for(
    family: Household,
) -> None:
    family.ready()
    assert family.look()["code"] is None
    asked = family.ask_code().json
    assert family.look()["code"] == asked
    assert asked["sent_at"] < asked["next_at"] < asked["expires_at"]


def test_r1_of_several_children_too_young_each_is_named(cloud: Cloud, city: Population) -> None:
    family = Household(cloud, city.stories["twins"])
    for student in family.form["students"]:
        student["birth_date"] = "2018-05-01"
    family.begin().save()
    answer = family.ask_code()
    assert answer.faults == dict.fromkeys(("students.0.birth_date", "students.1.birth_date"), "too_young")
    assert all(student["name"] in answer.json["detail"] for student in family.form["students"])


def test_r2_a_child_from_abroad_gets_a_code_though_no_registry_knows_it(
    cloud: Cloud, city: Population
) -> None:
    family = Household(cloud, city.stories["hongkong_child"]).ready()
    assert family.ask_code().status == 202
    assert family.stored().confirmed == {}


def test_r8_a_rare_name_that_is_spelt_otherwise_is_not_denied(cloud: Cloud, city: Population) -> None:
    family = Household(cloud, city.stories["twins"]).ready()
    assert family.ask_code().status == 202
    assert set(family.stored().confirmed) == {"student-0"}


def test_r9_a_name_that_is_not_this_number_s_is_denied_by_field(family: Household) -> None:
    family.form["students"][0]["name"] = "某某某"
    family.ready()
    answer = family.ask_code()
    assert (answer.status, answer.code) == (422, "not_confirmed")
    assert answer.faults == {"students.0.name": "name_differs"}
    assert "0592-2684508" in answer.json["detail"]
    assert family.story.students[0].name not in answer.content.decode()
    assert family.stored().code is None


def test_r9_a_number_that_nobody_has_is_nobodys_child_and_gets_the_one_answer(family: Household) -> None:
    student = family.form["students"][0]
    student["identity_document"]["number"] = _numbered(
        family.number, 999 if student["sex"] == "male" else 998
    )
    family.ready()
    answer = family.ask_code()
    assert answer.faults == {"students.0.identity_document.number": "not_confirmed_together"}


def _numbered(number: str, serial: int) -> str:
    """The same area and birthday, another serial, its check digit (GB 11643, MOD 11-2)."""
    body = f"{number[:14]}{serial:03d}"
    total = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


@pytest.mark.parametrize("mode", ["down", "throttling", "wrong"])
def test_r9_a_registry_that_cannot_answer_stops_nobody(
    family: Household, authorities: Authorities, mode: str
) -> None:
    family.ready()
    authorities.household.control(Switches(mode=mode))  # type: ignore[arg-type]
    assert family.submit(family.code()).status == 200
    assert family.stored().checks["student-0"].state is CheckState.QUEUED


def test_r9_a_slow_registry_is_waited_for_1_5_seconds_and_no_more(
    family: Household, authorities: Authorities
) -> None:
    family.ready()
    authorities.household.control(Switches(mode="slow", delay_ms=1_900))
    assert family.ask_code().status == 202
    assert family.stored().confirmed == {}


def test_r12_the_code_goes_to_guardian_1_not_to_the_account(family: Household) -> None:
    family.ready()
    assert family.story.account.phone != family.phone
    answer = family.ask_code()
    assert answer.status == 202
    assert answer.json == {
        "purpose": "submit",
        "phone": f"{family.phone[:3]}****{family.phone[-4:]}",
        "sent_at": "2022-07-05T02:00:00Z",
        "next_at": "2022-07-05T02:01:00Z",
        "expires_at": "2022-07-05T02:10:00Z",
    }


def test_r22_what_is_missing_keeps_the_code_back(family: Household) -> None:
    family.begin()
    del family.form["guardians"][0]["phone"]
    family.save()
    answer = family.ask_code()
    assert (answer.status, answer.code) == (422, "incomplete")
    assert set(answer.fields) == {one["field"] for one in family.look()["missing"]}
    assert {"guardians.0.phone", "documents.student_page.0", "documents.title_certificate"} <= set(
        answer.fields
    )


def test_r24_one_code_a_minute_and_five_an_hour_a_phone(
    family: Household, clock: time_machine.Traveller
) -> None:
    family.ready().proves_its_phone()
    for sent in range(5):
        assert family.ask_code().status == 202
        if sent == 0:
            soon = family.ask_code()
            assert (soon.status, soon.code, soon.headers["retry-after"]) == (429, "code_too_soon", "60")
            assert "in 60 seconds." in soon.json["detail"]
        clock.shift(MINUTE)
    over = family.ask_code()
    assert (over.status, over.headers["retry-after"]) == (429, str(55 * 60))
    assert "in 55 minutes." in over.json["detail"]


def test_r24_without_a_code_nothing_is_submitted(family: Household) -> None:
    family.ready()
    answer = family.submit("123456")
    assert (answer.status, answer.code) == (422, "code_missing")
    assert family.look()["status"] == "draft"


def test_r24_five_tries_and_a_new_code_gives_none_back(
    family: Household, clock: time_machine.Traveller
) -> None:
    family.ready()
    code = family.code()
    for _ in range(5):
        assert family.submit(wrong(code)).code == "code_wrong"
    sixth = family.submit(code)
    assert (sixth.status, sixth.code) == (429, "code_tries_used_up")
    clock.shift(MINUTE)
    again = family.ask_code()
    assert (again.status, again.code) == (429, "code_tries_used_up")
    clock.shift(timedelta(minutes=70))
    assert family.submit(family.code()).status == 200


def test_r24_an_expired_code_is_refused(family: Household, clock: time_machine.Traveller) -> None:
    family.ready()
    code = family.code()
    clock.shift(10 * MINUTE)
    answer = family.submit(code)
    assert (answer.status, answer.code) == (422, "code_expired")


def test_r24_a_used_code_is_used(family: Household) -> None:
    family.ready()
    code = family.code()
    assert family.submit(code).status == 200
    assert family.submit(code).status == 409
    family.client.ok("POST", f"{family.path}/amendment")
    assert family.submit(code).code == "code_missing"


def test_r24_a_code_of_another_registration_is_wrong(family: Household) -> None:
    other = Household(family.cloud, family.story)
    code = family.ready().code()
    other.form = deepcopy(family.form)
    other.form["guardians"][0]["phone"] = "13912345678"
    own = other.ready().code()
    assert own != code
    assert other.submit(code).code == "code_wrong"


def test_r24_an_edit_of_another_field_keeps_the_code_good(family: Household) -> None:
    code = family.ready().code()
    family.form["guardians"][0]["employer"] = "另一家公司"
    family.form["family_notes"] = "补充"
    family.save()
    assert family.submit(code).status == 200


@pytest.mark.parametrize("what", ["phone", "student"])
def test_r24_a_code_is_void_when_its_phone_or_student_changes(family: Household, what: str) -> None:
    code = family.ready().code()
    if what == "phone":
        family.form["guardians"][0]["phone"] = "13912345670"
    else:
        family.form["students"][0]["name"] = "别的名"
    family.save()
    answer = family.submit(code)
    assert (answer.status, answer.code) == (422, "code_for_another_form")
    assert family.look()["status"] == "draft"


def test_r24_the_digits_are_nowhere_in_the_table(family: Household) -> None:
    code = family.ready().code()
    item = family.cloud.item(keys.registration(family.id))
    assert code not in repr({name: value for name, value in item.items() if name != "sealed"})
