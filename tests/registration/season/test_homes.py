"""R14 to R20: each kind of home is one row: whose it is, what it asks, what proves it."""

from typing import Any, get_args

import pytest

from functions.registration.checks import CheckState
from functions.registration.documents import DOCUMENT_KINDS
from functions.registration.form import Form, HomeKind, Part, PropertyClaim
from functions.registration.season.homes import HOMES, Tenure, home_of

MODELS: dict[HomeKind, Any] = {
    kind: model
    for model in get_args(get_args(PropertyClaim)[0])
    for kind in get_args(model.model_fields["kind"].annotation)
}


def test_every_kind_of_home_has_one_row_and_a_shape_in_the_form() -> None:
    assert set(HOMES) == set(HomeKind) == set(MODELS)


@pytest.mark.parametrize("kind", HomeKind)
def test_what_is_required_are_fields_of_its_shape_that_a_draft_may_leave_empty(kind: HomeKind) -> None:
    fields = MODELS[kind].model_fields
    assert [name for name in HOMES[kind].required if fields[name].is_required()] == []


@pytest.mark.parametrize("kind", HomeKind)
def test_what_proves_it_are_papers_of_homes(kind: HomeKind) -> None:
    assert all(Part.PROPERTY in DOCUMENT_KINDS[paper].proves for paper in HOMES[kind].proven_by)


@pytest.mark.parametrize("kind", HomeKind)
def test_people_decide_only_where_a_paper_can_prove_it(kind: HomeKind) -> None:
    row = HOMES[kind]
    assert bool(row.proven_by) is (row.begins is not CheckState.NOT_REQUIRED)


def test_only_bought_homes_are_owned() -> None:
    owned = {kind for kind, row in HOMES.items() if row.tenure is Tenure.OWNED}
    assert owned == {HomeKind.PARENTS_PURCHASE, HomeKind.GRANDPARENTS_PURCHASE}


@pytest.mark.parametrize("kind", HomeKind)
def test_a_form_rests_on_the_home_that_it_states(kind: HomeKind) -> None:
    assert home_of(Form.model_validate({"property": {"kind": kind}})) is kind
    assert home_of(Form()) is None
