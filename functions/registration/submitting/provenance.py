"""Where each field's value came from (R4): what prefill gave is remembered as keyed MACs, never as values."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from functions.registration.form import Form
from functions.registration.keyed import Keyed
from functions.registration.registration import Source

FactMac = Callable[[str, str, str], Keyed]
"""Keyed MAC of (child's number, what kind of fact, value)."""


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every filled field of a dumped form as (dotted path, text of its value)."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, (list, tuple)):
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{path}.{index}" if path else str(index))
    elif value is not None and value is not False:
        yield path, str(value)


def _kind(path: str) -> str:
    """A field's path without its index, so that guardians who change places keep their source."""
    return ".".join(part for part in path.split(".") if not part.isdigit())


def facts(prefilled: Mapping[str, Any], child: str, mac: FactMac) -> frozenset[str]:
    """MACs of everything that prefill answered about `child` (an identity number)."""
    return frozenset(mac(child, _kind(path), text) for path, text in leaves(prefilled))


def provenance(form: Form, known: frozenset[str], mac: FactMac) -> dict[str, Source]:
    """Field path -> who gave its value: the registry if prefill answered exactly this about one of the children."""
    children = [
        student.identity_document.number for student in form.students if student.identity_document is not None
    ]
    filled = leaves(form.model_dump(mode="json", include={"students", "guardians", "property"}))
    return {
        path: Source.REGISTRY
        if any(not known.isdisjoint(mac(child, _kind(path), text).every) for child in children)
        else Source.GUARDIAN
        for path, text in filled
    }
