"""R31: how the land and housing registry names an owner is no outage and nobody's fault (values.md, registries)."""

from typing import Any

import pytest

from local.authorities.records import PropertyRecords
from local.population import RecordedHome

from .household import Household

Document = dict[str, str]
OFFICER: Document = {"type": "officer_card", "number": "1234567"}
LICENCE: Document = {"type": "business_licence", "number": "913502000000000000"}


def _masked(number: str) -> Document:
    return {"type": "resident_id", "number": f"{number[:4]}**********{number[-4:]}"}


def _miscounted(number: str) -> Document:
    return {"type": "resident_id", "number": number[:-1] + ("0" if number[-1] != "0" else "1")}


def _of_before_2000(number: str) -> Document:
    return {"type": "resident_id", "number": number[:6] + number[8:17]}


UNREADABLE = {
    "an officer's card": lambda _: OFFICER,
    "a business licence": lambda _: LICENCE,
    "a masked number": _masked,
    "a wrong check digit": _miscounted,
}


def recorded(monkeypatch: pytest.MonkeyPatch, owners: Any) -> None:
    """The registry's records with their owners changed."""
    whole = PropertyRecords._record

    def record(home: RecordedHome) -> dict[str, Any]:
        held = whole(home)
        return held | {"owners": owners(held["owners"])}

    monkeypatch.setattr(PropertyRecords, "_record", staticmethod(record))


def otherwise(written: Any) -> Any:
    """Each owner's document, written in that way."""
    return lambda owners: [
        owner | {"identity_document": written(owner["identity_document"]["number"])} for owner in owners
    ]


@pytest.mark.parametrize("how", UNREADABLE)
def test_r31_an_owner_whom_the_record_does_not_name_readably_is_for_staff(
    family: Household, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    recorded(monkeypatch, otherwise(UNREADABLE[how]))
    assert family.checked().states()["property"] == "manual_review"
    assert set(family.findings().values()) == {"record_unreadable"}


@pytest.mark.parametrize("how", UNREADABLE)
def test_r31_a_co_owner_whom_it_does_not_name_readably_costs_the_family_nothing(
    family: Household, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    other = {"name": "某单位", "identity_document": UNREADABLE[how]("350203196001010016"), "share": "1/2"}
    recorded(monkeypatch, lambda owners: [*owners, other])
    assert family.checked().states()["property"] == "passed"


def test_r31_an_owner_recorded_by_15_digits_is_the_same_by_18(
    family: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(monkeypatch, otherwise(_of_before_2000))
    assert family.checked().states()["property"] == "passed"
