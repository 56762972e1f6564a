"""What a guardian sees of a submitted form: no number of a document, no phone."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from functions.registration.check_kinds import CheckId, CheckKind
from functions.registration.checks import Check, CheckState, Finding
from functions.registration.placing.results import result_of
from functions.registration.registration import Status
from functions.submit.view import check_view, masked
from seasons import siming_2022
from tests.registration.placing.test_outcome import BEFORE, INSTANT, check
from tests.registration.submitting.test_transitions import registration

NUMBER, PHONE = "350203199001010019", "13800001234"
SEASON = siming_2022().model_copy(update={"publication_held": False})
MINE = registration(Status.SUBMITTED)


def test_numbers_of_documents_and_phones_are_masked_at_every_depth() -> None:
    form = {
        "students": [{"identity_document": {"type": "resident_id", "number": NUMBER}, "name": "陈一"}],
        "guardians": [{"identity_document": {"type": "resident_id", "number": NUMBER}, "phone": PHONE}],
        "property": {
            "number": "厦国土房证第1号",
            "owner_identity_document": {"type": "passport", "number": "XX1234"},
        },
    }
    shown = masked(form)
    assert shown["students"][0] == {
        "identity_document": {"type": "resident_id", "number": "350********19"},
        "name": "陈一",
    }
    assert shown["guardians"][0]["phone"] == "138****1234"
    assert shown["property"]["number"] == "厦国土房证第1号"
    assert shown["property"]["owner_identity_document"]["number"] == "X********4"


FORMS = st.recursive(
    st.just("text") | st.integers() | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.fixed_dictionaries({}, optional={"phone": st.just(PHONE), "a": inner, "b": inner})
        | st.fixed_dictionaries(
            {"identity_document": st.just({"type": "resident_id", "number": NUMBER}), "c": inner}
        )
    ),
    max_leaves=10,
)


@settings(max_examples=60)
@given(form=FORMS)
def test_wherever_they_stand_no_number_and_no_phone_is_left(form: Any) -> None:
    shown = repr(masked(form))
    assert NUMBER not in shown
    assert PHONE not in shown


def abnormal(check_id: str, kind: CheckKind, field: str) -> Check:
    found = (Finding(field=field, code="name_differs"),)
    return check(CheckState.ABNORMAL).model_copy(
        update={"id": CheckId(check_id), "kind": kind, "findings": found}
    )


def test_a_finding_stands_at_its_field_of_the_form() -> None:
    shown = [
        check_view(abnormal("student-1", CheckKind.STUDENT_IDENTITY, "name"), MINE, SEASON, "en", BEFORE),
        check_view(abnormal("guardian-0", CheckKind.GUARDIAN_IDENTITY, "name"), MINE, SEASON, "en", BEFORE),
        check_view(abnormal("property", CheckKind.PROPERTY, "owner_name"), MINE, SEASON, "en", BEFORE),
    ]
    assert [one["findings"][0]["field"] for one in shown] == [
        "students.1.name", "guardians.0.name", "property.owner_name",
    ]  # fmt: skip
    assert (shown[0]["student"], shown[1]["guardian"]) == (1, 0)
    assert not {"student", "guardian"} & set(shown[2])


def test_findings_show_while_they_are_to_be_put_right_or_reviewed() -> None:
    for state in CheckState:
        one = abnormal("student-0", CheckKind.STUDENT_IDENTITY, "name").model_copy(update={"state": state})
        wanted = state in {CheckState.ABNORMAL, CheckState.NO_RECORD, CheckState.MANUAL_REVIEW}
        mine = registration(Status.SUBMITTED, checks={"student-0": one})
        shown = mine.model_copy(update={"confirmed_result": result_of(mine, SEASON)})
        assert bool(check_view(one, shown, SEASON, "en", INSTANT)["findings"]) == wanted
