"""A registration as staff see it: nothing is veiled, everything carries its source."""

from typing import Any

from functions.registration.registration import Registration


def staff_view(registration: Registration) -> dict[str, Any]:
    """What `GET /staff/registrations/{id}` answers."""
    return registration.model_dump(
        mode="json", exclude={"owner", "claims", "code", "confirmed", "receipt", "code_tries"}, exclude_none=True
    )
