"""What staff see of a registration that is being amended: what was submitted last, never what is being typed (R38)."""

from functions.registration.registration import Registration, Status


def submitted_label(registration: Registration) -> str:
    """The sealed names of what was submitted last."""
    return registration.previous_label if registration.status is Status.AMENDING else registration.label
