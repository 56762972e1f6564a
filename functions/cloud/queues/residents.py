"""The household registry during one message: each document is asked about once."""

from functions.registration.checking.authorities import DocumentNotHeldError, HouseholdRegistry, Resident
from functions.registration.values.identity import IdentityDocument

from .checking import DEADLINE


class Asked:
    """What the registry said so far."""

    def __init__(self, registry: HouseholdRegistry) -> None:
        self._registry = registry
        self._residents: dict[IdentityDocument, Resident | None] = {}

    def resident(self, document: IdentityDocument | None) -> Resident | None:
        """Raises AuthorityUnavailableError, DocumentNotHeldError."""
        if document is None:
            raise DocumentNotHeldError
        if document not in self._residents:
            self._residents[document] = self._registry.resident(document, deadline=DEADLINE)
        return self._residents[document]

    def if_held(self, document: IdentityDocument | None) -> Resident | None:
        """The same, and None for a document of a kind that the registry does not hold."""
        try:
            return self.resident(document)
        except DocumentNotHeldError:
            return None

    @property
    def found(self) -> tuple[Resident, ...]:
        """Every record, in the order in which they were asked for."""
        return tuple(resident for resident in self._residents.values() if resident is not None)
