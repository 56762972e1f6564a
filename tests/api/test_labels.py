"""The sealed names for lists follow the form: typed, submitted, being amended, put back."""

from functions.cloud.sealing.labels import labels
from functions.registration.staff.as_submitted import submitted_label

from .household import Household


def _names(family: Household) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """Those of the form, and those that staff see."""
    stored = family.stored()
    return (labels().open(family.id, stored.label), labels().open(family.id, submitted_label(stored)))


def test_names_follow_what_is_typed_and_staff_see_what_was_submitted(family: Household) -> None:
    family.checked()
    name = family.form["students"][0]["name"]
    assert _names(family) == ((name,), (name,))
    family.client.ok("POST", f"{family.path}/amendment")
    family.form["students"][0]["name"] = "另一个名字"
    family.save()
    assert _names(family) == (("另一个名字",), (name,))
    family.client.ok("DELETE", f"{family.path}/amendment")
    assert _names(family) == ((name,), (name,))
    assert family.stored().previous_label == ""


def test_a_half_amended_registration_that_is_withdrawn_keeps_the_submitted_name_for_staff(
    family: Household,
) -> None:
    family.checked()
    name = family.form["students"][0]["name"]
    family.client.ok("POST", f"{family.path}/amendment")
    family.form["students"][0]["name"] = "另一个名字"
    family.save()
    family.withdrawn()
    assert _names(family) == ((name,), (name,))


def test_a_new_draft_has_a_label_without_a_name(family: Household) -> None:
    family.begin()
    assert _names(family)[0] == ()
