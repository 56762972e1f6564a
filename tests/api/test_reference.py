"""R46: every registration has a short reference with a check character, and no two have the same."""

import pytest
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

from functions.cloud.table import keys
from functions.registration.values.reference import reference
from functions.submit import drafts
from tests.aws import Cloud

from .household import Household

TAKEN, FREE = "22-7K3M-9Q7", "22-AX4C-MZK"


def test_r46_a_reference_is_given_with_the_first_draft_and_stays_through_submission(
    family: Household,
) -> None:
    begun = family.ready().look()["reference"]
    assert reference(begun) == begun
    assert begun.startswith("22-")
    assert family.submit(family.code()).status == 200
    assert family.look()["reference"] == begun


def test_a_reference_leads_to_its_registration_as_long_as_that_is_kept(
    cloud: Cloud, family: Household
) -> None:
    shown = family.submitted().look()
    kept = cloud.table.get(keys.reference(shown["reference"])) or {}
    item = cloud.item(keys.registration(shown["id"]))
    assert (kept["registration"], kept["expires"]) == (shown["id"], item["expires"])


def test_a_reference_that_is_taken_is_given_to_nobody_else(
    cloud: Cloud, family: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloud.table.put({**keys.reference(TAKEN)._asdict(), "registration": "another"})
    drawn = iter((TAKEN, TAKEN, FREE))
    monkeypatch.setattr(drafts, "new_reference", lambda _year: next(drawn))
    assert family.begin().look()["reference"] == FREE
    assert (cloud.table.get(keys.reference(TAKEN)) or {})["registration"] == "another"


def test_r46_the_receipt_prints_the_reference_and_not_the_registrations_own_id(family: Household) -> None:
    shown = family.submitted().look()
    answer = family.client.call("GET", f"{family.path}/receipt", Accept="application/pdf")
    printed = "".join(page.get_textpage().get_text_range() for page in PdfDocument(answer.content))
    assert shown["reference"] in printed
    assert family.id not in printed
