"""R4: each field remembers where it came from, without its value being remembered."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from functions.registration.form import Form
from functions.registration.keyed import Keyed
from functions.registration.registration import Source
from functions.registration.submitting.provenance import facts, leaves, provenance

CHILD, SIBLING = "11010519491231002X", "440524201601010011"


def mac(*parts: str) -> Keyed:
    return Keyed((f"mac({hash(parts)})",))


def document(number: str) -> dict[str, str]:
    return {"type": "resident_id", "number": number}


TOLD: dict[str, Any] = {
    "students": [{"identity_document": document(CHILD), "name": "陈一", "sex": "male"}],
    "guardians": [{"name": "陈父", "relationship": "father"}, {"name": "林母", "relationship": "mother"}],
}


def sources(form: dict[str, Any]) -> dict[str, Source]:
    return provenance(Form.model_validate(form), facts(TOLD, CHILD, mac), mac)


def test_what_prefill_told_is_the_registry_s_and_all_else_the_guardian_s() -> None:
    student = TOLD["students"][0] | {"name_pinyin": "CHEN YI"}
    found = sources(TOLD | {"students": [student]})
    assert found.pop("students.0.name_pinyin") is Source.GUARDIAN
    assert set(found.values()) == {Source.REGISTRY}


def test_a_corrected_field_is_the_guardian_s() -> None:
    student = TOLD["students"][0] | {"name": "陈壹"}
    assert sources(TOLD | {"students": [student]})["students.0.name"] is Source.GUARDIAN


def test_guardians_who_change_places_keep_their_source() -> None:
    swapped = TOLD | {"guardians": TOLD["guardians"][::-1]}
    assert set(sources(swapped).values()) == {Source.REGISTRY}


def test_what_was_told_of_one_child_says_nothing_of_another() -> None:
    other = TOLD | {"students": [{"identity_document": document(SIBLING), "name": "陈一"}]}
    assert set(sources(other).values()) == {Source.GUARDIAN}


def test_a_form_without_a_child_is_the_guardian_s() -> None:
    assert set(sources({"guardians": TOLD["guardians"]}).values()) == {Source.GUARDIAN}


def test_empty_fields_have_no_source() -> None:
    found = sources({"students": [{"name": "陈一", "has_rare_characters": False}]})
    assert list(found) == ["students.0.name"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=60)
@given(value=VALUES)
def test_every_filled_leaf_is_found_once_at_its_path(value: Any) -> None:
    found = list(leaves(value))
    assert len({path for path, _ in found}) == len(found)
    for path, text in found:
        at = value
        for step in path.split(".") if path else ():
            at = at[int(step)] if isinstance(at, list) else at[step]
        assert str(at) == text
