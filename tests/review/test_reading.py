"""What staff see beside the form: what a resubmission changed, and what the registry answered."""

from functions.cloud import composition
from functions.cloud.aws.calls import Call
from functions.cloud.table import keys
from functions.cloud.table.expressions import Update
from functions.cloud.table.results import CheckReport
from functions.registration.checks import CheckState
from functions.registration.keyed import Keyed
from functions.registration.placing.leaving import left_by
from functions.registration.registration import Action, Registration, Status
from tests.aws import Cloud
from tests.calls import counted
from tests.meeting import meeting
from tests.rooms.registrations import NOW

from .amending import TYPED, amended
from .conftest import CASE
from .staff import CLERK

ONE = f"/staff/registrations/{CASE}"


def test_a_form_is_opened_once_for_each_thing_that_is_done_with_a_case(
    opened: Cloud, case: Registration
) -> None:
    """And the registration is read once."""
    tag = CLERK.get(ONE).etag
    school = {"school": None, "reason": "no_catchment"}
    for method, path, body in (("GET", "", None), ("GET", "/children", None), ("PUT", "/school", school)):
        with counted() as calls:
            assert CLERK.call(method, f"{ONE}{path}", body, If_Match=tag).status in {200, 202}
        assert (calls.count("Decrypt"), calls.count("GetItem")) == (1, 1), path


def test_while_a_guardian_amends_staff_see_what_was_submitted(opened: Cloud, case: Registration) -> None:
    amended(opened, case)
    told = CLERK.get(ONE).body
    assert told["status"] == "amending"
    assert told["form"]["property"]["address"] != TYPED
    assert CLERK.call("POST", f"{ONE}/claim").code == "nothing_to_decide"
    assert CLERK.get("/staff/seasons/siming-2022/queue").body["cases"] == []


def test_of_what_was_withdrawn_while_amending_staff_see_what_was_submitted(
    opened: Cloud, case: Registration
) -> None:
    one = amended(opened, case)
    leaving = left_by(one, Action.WITHDRAW, NOW)
    composition.submission_table().leave(one, Keyed((case.owner,)), leaving)
    told = CLERK.get(ONE).body
    assert (told["status"], told["outcome"], told["changes"]) == ("withdrawn", None, [])
    assert told["form"]["property"]["address"] != TYPED


def test_a_resubmission_shows_what_it_changed(opened: Cloud, case: Registration) -> None:
    before = CLERK.get(ONE).body["form"]["property"]["address"]
    amended(opened, case)
    opened.table.update(keys.registration(CASE), Update().set("status", "submitted"))
    assert CLERK.get(ONE).body["changes"] == [{"field": "property.address", "before": before, "after": TYPED}]


def test_the_registrys_answer_is_beside_the_form(opened: Cloud, case: Registration) -> None:
    queued = case.checks["student-0"].model_copy(update={"state": CheckState.QUEUED})
    opened.put(case.model_copy(update={"checks": case.checks | {"student-0": queued}}))
    found = queued.model_copy(update={"state": CheckState.MANUAL_REVIEW})
    assert composition.result_table().record_check(
        CASE, found, now=NOW, report=CheckReport('{"resident": {"name": "林某"}}'.encode())
    )
    told = {one["id"]: one for one in CLERK.get(ONE).body["checks"]}
    assert told["student-0"]["registry"] == {"resident": {"name": "林某"}}
    assert told["property"]["registry"] is None
    [waiting] = CLERK.get("/staff/seasons/siming-2022/queue", kind="student_identity").body["cases"]
    assert waiting["queues"] == ["property", "student_identity"]


def test_what_a_case_holds_sealed_is_opened_at_the_same_time(opened: Cloud, case: Registration) -> None:
    queued = {
        check.id: check.model_copy(update={"state": CheckState.QUEUED}) for check in case.checks.values()
    }
    opened.put(case.model_copy(update={"checks": queued}))
    for check in case.checks.values():
        report = CheckReport(b"{}")
        assert composition.result_table().record_check(CASE, check, now=NOW, report=report)
    with meeting(_opens_an_answer, len(case.checks)):
        told = CLERK.get(ONE).body["checks"]
    assert [one["registry"] for one in told] == [{} for _ in case.checks]


def _opens_an_answer(call: Call) -> bool:
    return str(call.parameters.get("EncryptionContext", {}).get("part")).startswith("answer-")


def test_r38_staff_see_what_was_being_changed_when_the_clock_ended_it(
    opened: Cloud, case: Registration
) -> None:
    before = CLERK.get(ONE).body["form"]["property"]["address"]
    being_amended = amended(opened, case)
    assert composition.submission_table().lapse_amendment(being_amended, to=Status.SUBMITTED, now=NOW)
    told = CLERK.get(ONE).body
    assert told["form"]["property"]["address"] == before
    assert told["abandoned"] == [{"field": "property.address", "before": before, "after": TYPED}]
    assert (told["changes"], told["abandoned_documents"]) == ([], [])
    [waiting] = CLERK.get("/staff/seasons/siming-2022/queue").body["cases"]
    assert waiting["id"] == CASE


def test_r38_what_lapsed_is_gone_once_the_family_amends_again(opened: Cloud, case: Registration) -> None:
    store = composition.submission_table()
    assert store.lapse_amendment(amended(opened, case), to=Status.SUBMITTED, now=NOW)
    store.amend(opened.get(CASE), to=Status.AMENDING, now=NOW)
    assert CLERK.get(ONE).body["abandoned"] == []
