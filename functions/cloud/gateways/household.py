"""The police household registry behind its gateway."""

from collections.abc import Mapping

from pydantic import ValidationError

from functions.registration.checking.authorities import AuthorityUnavailableError, Resident
from functions.registration.values.identity import IdentityDocument
from functions.registration.values.names import folded

from .transport import Ask

PATH = "/v1/residents/query"


class HouseholdGateway:
    """A `HouseholdRegistry` over docs/gateways.md."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def resident(self, document: IdentityDocument, *, deadline: float) -> Resident | None:
        """The person with this document, or None without such a record; `deadline` in seconds (R4, R9).

        Raises AuthorityUnavailableError (also where the record cannot be read), DocumentNotHeldError.
        """
        question = {"identity_document": document.model_dump(mode="json", exclude_none=True)}
        answer = self._ask(PATH, question, deadline=deadline)
        return None if answer is None else _resident(answer)


def _resident(answer: Mapping[str, object]) -> Resident:
    try:
        resident = Resident.model_validate(answer.get("resident"), extra="ignore")
    except ValidationError:
        # The error's own text quotes the values.
        raise AuthorityUnavailableError("malformed") from None
    parents = tuple(one.model_copy(update={"name": folded(one.name)}) for one in resident.parents)
    return resident.model_copy(update={"name": folded(resident.name), "parents": parents})
