"""What staff see of a registration that is being amended: what was submitted last, never what is being typed (R38)."""

from collections.abc import Sequence

from functions.registration.registration import Registration, Status

AMENDMENT_BEGUN = "amendment_begun"
SUBMITTING = frozenset(
    {"submitted", "resubmitted", AMENDMENT_BEGUN, "amendment_cancelled", "amendment_lapsed"}
)
"""The timeline's moments that say whether the form is what was submitted."""


def is_half_amended(status: Status, moments: Sequence[str]) -> bool:
    """Whether the form holds what was typed and not submitted; `moments` are the timeline's, in order."""
    if status is not Status.WITHDRAWN:
        return status is Status.AMENDING
    return [moment for moment in moments if moment in SUBMITTING][-1:] == [AMENDMENT_BEGUN]


def submitted_label(registration: Registration) -> str:
    """The sealed names of what was submitted last."""
    half = is_half_amended(registration.status, [moment.what for moment in registration.timeline])
    return registration.previous_label if half else registration.label
