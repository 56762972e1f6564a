"""Masking: what of a form is shown again once it is submitted."""

from typing import Any

from functions.registration.values.identity import mask
from functions.registration.values.phones import mask_phone


def masked(value: Any, field: str = "") -> Any:
    """The dumped form with identity numbers and phones masked."""
    if isinstance(value, list):
        return [masked(inner, field) for inner in value]
    if not isinstance(value, dict):
        return value
    shown = {}
    for key, inner in value.items():
        if key == "number" and field.endswith("identity_document"):
            shown[key] = mask(inner)
        elif key == "phone":
            shown[key] = mask_phone(inner)
        else:
            shown[key] = masked(inner, key)
    return shown
