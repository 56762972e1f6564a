"""Whatever JSON comes as a form: an answer that says what is wrong, never a fault of ours."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.registration.form import Form

from .household import Household

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=40)
    | st.sampled_from(
        ["", "resident_id", "district", "parents_purchase", "other", "2016-01-01", "\u202e", "𬱖·"]
    )
)
KEYS = st.sampled_from(
    [
        *Form.model_fields,
        "kind",
        "type",
        "number",
        "name",
        "identity_document",
        "household",
        "phone",
        "country",
    ]
)
ANY_JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


def shaped() -> Any:
    """Nearly a form: known keys, anything in them."""
    person = st.dictionaries(KEYS, ANY_JSON, max_size=6)
    return st.fixed_dictionaries(
        {},
        optional={
            "students": st.lists(person, max_size=3) | ANY_JSON,
            "guardians": st.lists(person, max_size=3) | ANY_JSON,
            "property": st.fixed_dictionaries(
                {
                    "kind": st.sampled_from(
                        ["parents_purchase", "public_rental", "other", "collective", "moon"]
                    )
                },
                optional=dict.fromkeys(("number", "proof", "address", "owner_name", "acquired_on"), ANY_JSON),
            )
            | ANY_JSON,
            "family_notes": ANY_JSON,
        },
    )


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(body=shaped() | ANY_JSON)
def test_any_json_as_a_form_is_answered_without_a_fault(family: Household, body: Any) -> None:
    if not family.id:
        family.begin()
    tag = f'"{family.stored().version}"'
    answer = family.client.call("PUT", family.path, json.dumps(body), If_Match=tag)
    assert answer.status in {200, 400, 422}, (answer.status, answer.content.decode())
    if answer.status != 200:
        assert answer.kind == "application/problem+json"
        assert answer.code in {"invalid_input", "malformed_json"}
