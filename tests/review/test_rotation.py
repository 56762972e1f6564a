"""The MAC key is changed in the middle of a season: staff go on with the same people and the same cases."""

from functions.cloud.sealing.secrets import macs
from functions.cloud.table.children.home_seats import HomeTable
from functions.registration.checking.findings import Verdict
from functions.registration.checking.shared_marks import guardians_among, marks_of
from functions.registration.checks import CheckState
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.verify_property.seats import judge_seat
from local.population import Population
from tests.aws import Cloud
from tests.rooms.registrations import form
from tests.rotation import rotate

from .conftest import CASE, judged
from .staff import CLERK, OTHER_SUPERVISOR, SECOND, SUPERVISOR
from .test_statistics import count

OTHER = "01G76PAV40FFFFFFFFFFFFFFFF"
ONE = f"/staff/registrations/{CASE}"
EXPORTS = "/staff/seasons/siming-2022/exports"


def of_today(made: Registration) -> Registration:
    """Another family's form of the same home and guardians, submitted now."""
    return made.model_copy(update={"id": OTHER, "marks": marks_of(made.form, macs().every)})


def test_the_first_refuser_is_not_the_second_person(opened: Cloud, case: Registration) -> None:
    assert CLERK.decide(CASE, "refused").status == 202
    rotate(opened)
    again = CLERK.decide(CASE, "refused")
    assert (again.status, again.code) == (403, "second_person_needed")
    assert SECOND.decide(CASE, "refused").status == 200
    assert opened.get(CASE).checks["property"].state is CheckState.REFUSED


def test_nobody_s_own_first_decision_comes_back_into_their_queue(opened: Cloud, case: Registration) -> None:
    queue = "/staff/seasons/siming-2022/queue"
    assert CLERK.decide(CASE, "refused").status == 202
    rotate(opened)
    assert CLERK.get(queue).body["cases"] == []
    assert [one["id"] for one in SECOND.get(queue).body["cases"]] == [CASE]
    assert not any(one["to_decide"] for one in CLERK.get(ONE).body["checks"])


def test_a_repeated_decision_is_answered_as_before(opened: Cloud, case: Registration) -> None:
    seen = CLERK.get(ONE).etag
    assert CLERK.decide(CASE, "refused", etag=seen, key="once").status == 202
    rotate(opened)
    assert CLERK.decide(CASE, "refused", etag=seen, key="once").status == 202
    assert CLERK.decide(CASE, "accepted", etag=seen, key="once").code == "idempotency_key_reused"
    assert len(opened.get(CASE).decisions) == 1


def test_a_clerk_keeps_the_case_and_nobody_else_has_it(opened: Cloud, case: Registration) -> None:
    assert CLERK.call("POST", f"{ONE}/claim").status == 200
    rotate(opened)
    assert CLERK.get(ONE).body["claim"]["mine"]
    queue = "/staff/seasons/siming-2022/queue"
    assert [one["id"] for one in CLERK.get(queue, free="true").body["cases"]] == [CASE]
    assert SECOND.get(queue, free="true").body["cases"] == []
    assert SECOND.decide(CASE).code == "claimed_by_another"
    assert CLERK.decide(CASE).status == 200
    assert CLERK.get(f"{ONE}/history").body["decisions"][0]["mine"]


def test_who_asked_for_an_export_does_not_approve_it(opened: Cloud, case: Registration) -> None:
    asked = SUPERVISOR.call("POST", EXPORTS, {"format": "csv"}).body["id"]
    rotate(opened)
    assert SUPERVISOR.get(f"/staff/exports/{asked}").body["mine"]
    own = SUPERVISOR.call("POST", f"/staff/exports/{asked}/approval")
    assert (own.status, own.code) == (403, "approval_needs_another")
    assert OTHER_SUPERVISOR.call("POST", f"/staff/exports/{asked}/approval").status == 202


def test_registrations_of_before_and_after_that_share_a_home_are_shown_side_by_side(
    opened: Cloud, case: Registration
) -> None:
    count(opened.changes())
    rotate(opened)
    opened.put(of_today(case))
    count(opened.changes())
    for one, other in ((CASE, OTHER), (OTHER, CASE)):
        found = CLERK.get(f"/staff/registrations/{one}").body["suspicions"]
        assert {(shared["code"], shared["registration"]) for shared in found} == {
            ("same_home", other),
            ("same_guardian", other),
        }


def test_a_home_s_seat_stays_taken_and_siblings_stay_siblings(
    opened: Cloud, city: Population, season: Season
) -> None:
    homes, passed = HomeTable(opened.table), Verdict(CheckState.PASSED)
    ruled = season.model_copy(update={"limits": season.limits.model_copy(update={"home_seat_years": 6})})
    before = judged(form(city), CASE)
    opened.put(before)
    _, taking = judge_seat(before, passed, season=ruled, homes=homes)
    assert taking is not None
    assert homes.note(before, taking)
    rotate(opened)
    sibling = of_today(before)
    people = guardians_among(sibling.marks)
    home = {mark: spelling for mark, spelling in sibling.marks.items() if mark not in people}
    stranger = sibling.model_copy(update={"id": f"{OTHER[:-1]}G", "marks": home})
    assert judge_seat(sibling, passed, season=ruled, homes=homes).verdict == passed
    found = judge_seat(stranger, passed, season=ruled, homes=homes).verdict
    assert found.state is CheckState.MANUAL_REVIEW
