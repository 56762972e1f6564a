"""The land and housing registry behind its gateway."""

from collections.abc import Mapping

from pydantic import ValidationError

from functions.registration.checking.authorities import AuthorityUnavailableError, Home
from functions.registration.values.names import folded

from .transport import Ask

PATH = "/v1/homes/query"


class PropertyGateway:
    """A `PropertyRegistry` over docs/gateways.md."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def home(self, *, proof: str, number: str, owner_name: str, deadline: float) -> Home | None:
        """The home under this certificate or filed contract, or None (R15); `deadline` in seconds.

        Raises AuthorityUnavailableError, also where the record cannot be read.
        """
        question = {"proof": proof, "number": number, "owner_name": owner_name}
        answer = self._ask(PATH, question, deadline=deadline)
        return None if answer is None else _home(answer)


def _home(answer: Mapping[str, object]) -> Home:
    try:
        home = Home.model_validate(answer.get("home"), extra="ignore")
    except ValidationError:
        # The error's own text quotes the values.
        raise AuthorityUnavailableError("malformed") from None
    owners = tuple(one.model_copy(update={"name": folded(one.name)}) for one in home.owners)
    return home.model_copy(update={"owners": owners})
