"""A family that submitted and is at it again."""

from functions.cloud import composition
from functions.cloud.sealing.seal import seal
from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Update
from functions.registration.form import PublicRental
from functions.registration.registration import Registration, Status
from tests.aws import Cloud
from tests.rooms.registrations import NOW

from .conftest import CASE

TYPED = "思明区另一路 2 号"
"""The address that was typed and not submitted."""


def amended(opened: Cloud, case: Registration) -> Registration:
    """Reopened, with another address in it."""
    composition.submission_table().amend(case, to=Status.AMENDING, now=NOW)
    home = case.form.property
    assert isinstance(home, PublicRental)
    changed = case.form.model_copy(update={"property": home.model_copy(update={"address": TYPED})})
    sealed = items.sealed_form(CASE, changed, seal(), version=case.form_version)
    opened.table.update(keys.registration(CASE), Update().set("sealed", sealed))
    return opened.get(CASE)
