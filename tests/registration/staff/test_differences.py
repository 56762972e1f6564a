"""What a resubmission changed."""

from functions.registration.staff.differences import (
    Difference,
    DocumentDifference,
    differences,
    document_differences,
)
from tests.registration.season.cases import document, form, student


def test_a_form_that_stayed_the_same_differs_in_nothing() -> None:
    assert differences(form(student()), form(student())) == ()


def test_each_field_that_changed_is_named_by_its_path_with_both_values() -> None:
    before = form(student())
    child = before.students[0].model_copy(update={"name": "陈晓明"})
    after = before.model_copy(update={"students": (child,), "family_notes": "新"})
    assert differences(before, after) == (
        Difference(field="students.0.name", before=before.students[0].name, after="陈晓明"),
        Difference(field="family_notes", before=None, after="新"),
    )


def test_a_student_more_is_each_field_more() -> None:
    one = form(student())
    two = one.model_copy(update={"students": one.students * 2})
    added = differences(one, two)
    assert {difference.field.split(".")[1] for difference in added} == {"1"}
    assert all(difference.before is None for difference in added)


def test_documents_came_or_went() -> None:
    kept, gone, new = document("other"), document("householder_page"), document("title_certificate")
    before = {"K": kept, "G": gone}
    after = {"K": kept, "N": new}
    assert set(document_differences(before, after)) == {
        DocumentDifference(id=gone.id, kind=gone.kind, change="removed"),
        DocumentDifference(id=new.id, kind=new.kind, change="added"),
    }
