"""A check's id is parsed by one parser, and each kind of check is one row."""

import copy
import pickle

import pytest
from pydantic import TypeAdapter, ValidationError

from functions.registration.check_kinds import CHECK_KINDS, KIND_NAMED, CheckId, CheckKind
from functions.registration.form import PEOPLE, Guardian, Household, Part, Purchase, Student

MODELS = {Part.STUDENTS: Student, Part.GUARDIANS: Guardian, Part.PROPERTY: Purchase}


def test_every_kind_of_check_has_one_row_and_a_name_of_its_own() -> None:
    assert set(CHECK_KINDS) == set(CheckKind)
    assert len(KIND_NAMED) == len(CheckKind)
    assert all(name.isidentifier() for name in KIND_NAMED)


@pytest.mark.parametrize("kind", CheckKind)
def test_what_an_authority_tests_are_fields_of_the_part_that_it_is_about(kind: CheckKind) -> None:
    row = CHECK_KINDS[kind]
    assert {*(row.tested or ()), row.asked_by} <= set(MODELS[row.part].model_fields)
    assert row.tested_of_household <= set(Household.model_fields)
    assert not row.tested_of_household or "household" in MODELS[row.part].model_fields


@pytest.mark.parametrize("kind", CheckKind)
def test_what_is_written_is_parsed_again(kind: CheckKind) -> None:
    position = 3 if CHECK_KINDS[kind].part in PEOPLE else None
    written = CheckId.of(kind, position)
    for again in (CheckId(str(written)), copy.deepcopy(written), pickle.loads(pickle.dumps(written))):  # noqa: S301
        assert (again, again.kind, again.position) == (written, kind, position)


@pytest.mark.parametrize(
    ("text", "path"), [("student-0", "students.0"), ("guardian-1", "guardians.1"), ("property", "property")]
)
def test_an_id_tells_the_forms_field(text: str, path: str) -> None:
    assert CheckId(text).path == path


NO_IDS = (
    "", "student", "student-", "student-x", "student-01", "student--1", "student-٣", "student-1-2",
    "property-0", "property-", "pupil-0", "Student-0", " student-0", "student_identity-0",
)  # fmt: skip


@pytest.mark.parametrize("text", NO_IDS)
def test_what_no_kind_writes_is_no_id(text: str) -> None:
    with pytest.raises(ValueError, match="no_such_check"):
        CheckId(text)
    with pytest.raises(ValidationError):
        TypeAdapter(CheckId).validate_python(text)


def test_models_write_it_as_text() -> None:
    adapter = TypeAdapter(CheckId)
    assert adapter.dump_json(adapter.validate_json('"guardian-1"')) == b'"guardian-1"'
    schema = adapter.json_schema()
    assert schema == {"type": "string", "pattern": "^(student|guardian|property)(-[0-9])?$"}
