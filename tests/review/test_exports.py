"""An export takes two supervisors, lives a day, and holds nothing that a spreadsheet would run."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine

from functions.cloud import composition
from functions.cloud.sealing.seal import seal
from functions.cloud.staff.jobs import exports
from functions.cloud.staff.jobs.job_table import job_table
from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Update
from functions.jobs import sheets
from functions.registration.checks import CheckState
from functions.registration.form import Purchase
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from local.population import Population
from tests.aws import Cloud
from tests.calls import counted
from tests.meeting import meeting
from tests.rooms.registrations import NOW, form

from .amending import amended
from .conftest import CASE, judged
from .jobs import run
from .staff import AUDITOR, OTHER_SUPERVISOR, STRANGER, SUPERVISOR, Answer

EXPORTS = "/staff/seasons/siming-2022/exports"


def ask(**command: Any) -> Answer:
    return SUPERVISOR.call("POST", EXPORTS, {"format": "csv"} | command)


def test_an_export_is_made_only_when_another_supervisor_approves(opened: Cloud, case: Registration) -> None:
    asked = ask()
    one = f"/staff/exports/{asked.body['id']}"
    run(opened)
    assert SUPERVISOR.get(one).body["state"] == "asked"
    own = SUPERVISOR.call("POST", f"{one}/approval")
    assert (own.status, own.code) == (403, "approval_needs_another")
    assert OTHER_SUPERVISOR.call("POST", f"{one}/approval").status == 202
    assert OTHER_SUPERVISOR.call("POST", f"{one}/approval").code == "export_not_waiting"
    run(opened)
    ready = SUPERVISOR.get(one).body
    assert (ready["state"], ready["rows"]) == ("ready", 1)
    assert "X-Amz-Expires=300" in ready["link"]
    acts = [event["act"] for event in AUDITOR.get("/staff/seasons/siming-2022/audit").body["events"]]
    assert sorted(acts) == ["export_approved", "export_asked", "export_linked", "export_made"]


def test_a_member_asks_for_so_many_exports_a_day_and_a_colleague_for_others(
    opened: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "EXPORTS_A_DAY", 2)
    answers = [ask() for _ in range(3)]
    assert [one.status for one in answers] == [202, 202, 429]
    assert (answers[2].code, answers[2].headers["Retry-After"]) == ("too_many_exports", str(14 * 3600))
    assert OTHER_SUPERVISOR.call("POST", EXPORTS, {"format": "csv"}).status == 202
    assert len(SUPERVISOR.get(EXPORTS).body["exports"]) == 3, "what was refused is not there"
    acts = [event["act"] for event in AUDITOR.get("/staff/seasons/siming-2022/audit").body["events"]]
    assert acts == ["export_asked"] * 3


def test_an_export_asked_for_again_under_its_key_is_the_same(opened: Cloud) -> None:
    first, again = (SUPERVISOR.call("POST", EXPORTS, {"format": "csv"}, Idempotency_Key="one") for _ in "12")
    assert (first.status, again.body["id"]) == (202, first.body["id"])
    assert (
        OTHER_SUPERVISOR.call("POST", EXPORTS, {"format": "csv"}, Idempotency_Key="one").body["id"]
        != again.body["id"]
    )
    assert len(SUPERVISOR.get(EXPORTS).body["exports"]) == 2


def test_the_file_holds_the_schools_students_and_ends_with_its_day(
    opened: Cloud, case: Registration, clock: time_machine.Traveller
) -> None:
    asked = ask()
    one = f"/staff/exports/{asked.body['id']}"
    OTHER_SUPERVISOR.call("POST", f"{one}/approval")
    run(opened)
    bucket = opened.stack.outputs["ExportBucketName"]
    content = opened.clients.s3.get_object(Bucket=bucket, Key=asked.body["id"])["Body"].read()
    heading, row = csv.reader(StringIO(content.decode("utf-8-sig")))
    assert len(heading) == len(row) == len(sheets.COLUMNS)
    assert row[0] == case.reference
    assert row[3] == case.form.students[0].name
    assert SUPERVISOR.call("POST", EXPORTS, {"format": "csv", "school": "no-such"}).status == 422
    clock.move_to(NOW + timedelta(hours=24))
    assert SUPERVISOR.get(one).status == 404


def test_who_is_amending_is_exported_as_submitted_and_as_pending(opened: Cloud, city: Population) -> None:
    made = judged(form(city, "public_rental"), CASE)
    opened.put(made)
    typed = amended(opened, made).form.students[0].model_copy(update={"name": "未提交"})
    changed = made.form.model_copy(update={"students": (typed,)})
    half = items.sealed_form(CASE, changed, seal(), version=made.form_version)
    opened.table.update(keys.registration(CASE), Update().set("sealed", half))
    asked = ask()
    OTHER_SUPERVISOR.call("POST", f"/staff/exports/{asked.body['id']}/approval")
    run(opened)
    bucket = opened.stack.outputs["ExportBucketName"]
    content = opened.clients.s3.get_object(Bucket=bucket, Key=asked.body["id"])["Body"].read()
    [_, row] = csv.reader(StringIO(content.decode("utf-8-sig")))
    assert row[:2] == ["22-7K3M-9Q7", "未定"]
    assert row[3] == made.form.students[0].name


def test_families_are_opened_at_the_same_time(opened: Cloud, city: Population) -> None:
    families = [f"01G76PAV40{letter * 16}" for letter in "MNP"]
    for family in families:
        opened.put(judged(form(city, "public_rental"), family))
    with meeting(lambda call: call.operation == "Decrypt", len(families)):
        read = [registration.id for registration in composition.submitted_forms().of(families)]
    assert read == families


def test_another_school_is_left_out_and_another_district_finds_nothing(
    opened: Cloud, case: Registration
) -> None:
    schools = SUPERVISOR.get("/staff/seasons/siming-2022").body
    mine = schools["catchments"][case.communities[0]]
    other = next(one["id"] for one in schools["schools"] if one["id"] != mine)
    asked = ask(school=other, format="xlsx")
    one = f"/staff/exports/{asked.body['id']}"
    assert STRANGER.get(one).status == STRANGER.call("POST", f"{one}/approval").status == 404
    OTHER_SUPERVISOR.call("POST", f"{one}/approval")
    run(opened)
    assert SUPERVISOR.get(one).body["rows"] == 0


def test_the_second_supervisor_finds_what_waits_in_the_list_of_the_season(
    opened: Cloud, case: Registration, clock: time_machine.Traveller
) -> None:
    first = ask().body["id"]
    clock.shift(timedelta(hours=1))
    second = ask(format="xlsx").body["id"]
    told = OTHER_SUPERVISOR.get(EXPORTS).body["exports"]
    assert [(one["id"], one["state"], one["mine"]) for one in told] == [
        (second, "asked", False), (first, "asked", False),
    ]  # fmt: skip
    assert all(one["mine"] for one in SUPERVISOR.get(EXPORTS).body["exports"])
    OTHER_SUPERVISOR.call("POST", f"/staff/exports/{second}/approval")
    run(opened)
    states = {one["id"]: one["state"] for one in SUPERVISOR.get(EXPORTS).body["exports"]}
    assert states == {first: "asked", second: "ready"}
    assert "link" not in str(SUPERVISOR.get(EXPORTS).body)


def test_the_list_of_exports_names_nobody_and_leaves_out_what_is_over(
    opened: Cloud, clock: time_machine.Traveller
) -> None:
    ask()
    clock.shift(timedelta(hours=1))
    later = ask().body["id"]
    assert SUPERVISOR.key not in str(OTHER_SUPERVISOR.get(EXPORTS).body)
    clock.move_to(NOW + timedelta(hours=24))
    assert [one["id"] for one in SUPERVISOR.get(EXPORTS).body["exports"]] == [later]


def test_the_list_of_exports_takes_two_calls_beside_the_season(opened: Cloud) -> None:
    for _ in range(3):
        ask()
    with counted() as calls:
        assert len(SUPERVISOR.get(EXPORTS).body["exports"]) == 3
    assert calls == ["Query", "BatchGetItem"]


@pytest.mark.parametrize(
    "typed", ["=1+1", "+1", "-1", "@sum(a1)", "\t=1", "＝1", "  =1", "\u3000=1", "|calc", "\r\n=1"]
)
def test_no_cell_begins_a_formula(typed: str) -> None:
    row = [typed] * len(sheets.COLUMNS)
    [_, told] = csv.reader(StringIO(sheets.to_csv([row]).decode("utf-8-sig"), newline=""))
    assert all(cell == f"'{typed}" for cell in told)
    with ZipFile(BytesIO(sheets.to_xlsx([row]))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_ordinary_words_are_left_as_they_are() -> None:
    assert [sheets.safe(one) for one in ("林样例", "13800000000", "思明区 1-2 号", "")] == [
        "林样例", "13800000000", "思明区 1-2 号", "",
    ]  # fmt: skip


def test_a_repeated_message_makes_nothing_anew(opened: Cloud, case: Registration) -> None:
    asked = ask()
    OTHER_SUPERVISOR.call("POST", f"/staff/exports/{asked.body['id']}/approval")
    name = f"export-{asked.body['id']}"
    job = job_table().get("siming-2022", name)
    message = {"season": job.season, "job": name, "id": job.id}
    for _ in range(2):
        run(opened)
        opened.send("Job", message)
    run(opened)
    acts = [event["act"] for event in AUDITOR.get("/staff/seasons/siming-2022/audit").body["events"]]
    assert acts.count("export_made") == 1
    assert case.checks["property"].state is CheckState.MANUAL_REVIEW


def _file(opened: Cloud, **command: Any) -> list[dict[str, str]]:
    """The rows of an export that was asked for and approved, by their headings."""
    asked = ask(**command).body["id"]
    OTHER_SUPERVISOR.call("POST", f"/staff/exports/{asked}/approval")
    run(opened)
    bucket = opened.stack.outputs["ExportBucketName"]
    content = opened.clients.s3.get_object(Bucket=bucket, Key=asked)["Body"].read().decode("utf-8")
    assert content.startswith("\ufeff")
    return list(csv.DictReader(StringIO(content.removeprefix("\ufeff"), newline="")))


def test_the_bureau_reads_chinese_words_and_no_codes(opened: Cloud, city: Population) -> None:
    household = form(city, "ordinary")
    made = judged(household, CASE)
    opened.put(made)
    [row] = _file(opened)
    assert row["审核结果"] == "通过"
    assert row["性别"] in {"女", "男"}
    assert row["户籍类型"] == "家庭户"
    assert row["关系"] in {"父亲", "母亲"}
    codes = {
        "admitted",
        "female",
        "male",
        "father",
        "mother",
        "parents_purchase",
        "certificate",
        "family",
        "district",
    }
    assert not codes & set(row.values())


def test_an_export_names_certificate_household_type_and_both_guardians(
    opened: Cloud, city: Population
) -> None:
    made = judged(form(city, "ordinary"), CASE)
    opened.put(made)
    [row] = _file(opened)
    first, second = made.form.guardians
    home = made.form.property
    assert isinstance(home, Purchase)
    assert (row["监护人"], row["监护人 2"]) == (first.name, second.name)
    assert row["监护人 2 手机"] == (second.phone or "")
    assert row["产权证或合同编号"] == home.number
    assert row["产权人或承租人"] == home.owner_name


def test_rows_stand_school_by_school_then_by_reference(
    opened: Cloud, city: Population, season: Season
) -> None:
    schools = {school: community for community, school in season.catchments.items() if school is not None}
    for place, school in enumerate(reversed([one for one in season.schools if one.id in schools])):
        made = judged(form(city, "public_rental"), f"01G76PAV4000000000000000{place:02}")
        opened.put(made.model_copy(update={"communities": (schools[school.id],)}))
    listed = [row["学校"] for row in _file(opened)]
    order = [one.name.zh for one in season.schools if one.id in schools]
    assert listed == order


def test_a_spreadsheet_rounds_no_residents_number() -> None:
    row = ["350203201605010018", "35020320160501001X", "13800000000", *[""] * (len(sheets.COLUMNS) - 3)]
    [_, told] = csv.reader(StringIO(sheets.to_csv([row]).decode("utf-8-sig"), newline=""))
    assert told[:3] == ["350203201605010018\t", "35020320160501001X", "13800000000"]
