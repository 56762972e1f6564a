"""What staff see beside the form: what a resubmission changed, and what the registry answered."""

from functions.cloud import items, parts
from functions.cloud.seal import seal
from functions.registration.checks import CheckState
from functions.registration.form import PublicRental
from functions.registration.registration import Registration, Status
from tests.aws import Cloud
from tests.rooms.registrations import NOW

from .conftest import CASE
from .staff import CLERK

ONE = f"/staff/registrations/{CASE}"


def amended(opened: Cloud, case: Registration) -> Registration:
    """Reopened, with another address in it."""
    parts.submission_table().amend(case, to=Status.AMENDING, now=NOW)
    home = case.form.property
    assert isinstance(home, PublicRental)
    changed = case.form.model_copy(
        update={"property": home.model_copy(update={"address": "思明区另一路 2 号"})}
    )
    sealed = items.sealed_form(CASE, changed, seal())
    opened.table.update(items.pk(CASE), items.SK, "SET sealed = :sealed", values={":sealed": sealed})
    return opened.get(CASE)


def test_while_a_guardian_amends_staff_see_what_was_submitted(opened: Cloud, case: Registration) -> None:
    amended(opened, case)
    told = CLERK.get(ONE).body
    assert told["status"] == "amending"
    assert told["form"]["property"]["address"] != "思明区另一路 2 号"
    assert CLERK.call("POST", f"{ONE}/claim").code == "nothing_to_decide"
    assert CLERK.get("/staff/seasons/siming-2022/queue").body["cases"] == []


def test_a_resubmission_shows_what_it_changed(opened: Cloud, case: Registration) -> None:
    before = CLERK.get(ONE).body["form"]["property"]["address"]
    amended(opened, case)
    status = {":submitted": "submitted"}
    opened.table.update(
        items.pk(CASE), items.SK, "SET #status = :submitted", names={"#status": "status"}, values=status
    )
    assert CLERK.get(ONE).body["changes"] == [
        {"field": "property.address", "before": before, "after": "思明区另一路 2 号"}
    ]


def test_the_registrys_answer_is_beside_the_form(opened: Cloud, case: Registration) -> None:
    queued = case.checks["student-0"].model_copy(update={"state": CheckState.QUEUED})
    opened.put(case.model_copy(update={"checks": case.checks | {"student-0": queued}}))
    found = queued.model_copy(update={"state": CheckState.MANUAL_REVIEW})
    assert parts.result_table().record_check(
        CASE, found, now=NOW, answer='{"resident": {"name": "林某"}}'.encode()
    )
    told = {one["id"]: one for one in CLERK.get(ONE).body["checks"]}
    assert told["student-0"]["registry"] == {"resident": {"name": "林某"}}
    assert told["property"]["registry"] is None
    [waiting] = CLERK.get("/staff/seasons/siming-2022/queue", kind="student_identity").body["cases"]
    assert waiting["queues"] == ["property", "student_identity"]
