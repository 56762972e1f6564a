"""The land and housing registry behind its gateway."""

from functions.registration.checking.authorities import Home, RegistryOwner
from functions.registration.values.certificates import same_number

from . import fields
from .transport import Ask

PATH = "/v1/homes/query"


class PropertyGateway:
    """A `PropertyRegistry` over docs/gateways.md."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def home(self, *, proof: str, number: str, owner_name: str, deadline: float) -> Home | None:
        """The home under this certificate or filed contract, or None (R15); `deadline` in seconds.

        What cannot be read of the record is unknown in the answer (R31). Raises AuthorityUnavailableError.
        """
        question = {"proof": proof, "number": number, "owner_name": owner_name}
        answer = self._ask(PATH, question, deadline=deadline)
        return None if answer is None else read_home(answer.get("home"), number, contract=proof == "contract")


def read_home(value: object, asked: str, *, contract: bool = False) -> Home:
    """The record field by field; of a record with another number nothing is believed (R31). Raises nothing."""
    home = fields.record(value)
    number = fields.line(home.get("number"))
    if number is None or not same_number(number, asked, contract=contract):
        return Home()
    return Home(
        number=number,
        owners=_owners(home.get("owners")),
        acquired_on=fields.day(home.get("acquired_on")),
        titled_on=fields.day(home.get("titled_on")),
        address=fields.line(home.get("address")),
    )


def _owners(value: object) -> tuple[RegistryOwner, ...] | None:
    if not isinstance(value, list) or not value:
        return None
    return tuple(_owner(fields.record(owner)) for owner in value)


def _owner(owner: fields.Record) -> RegistryOwner:
    return RegistryOwner(
        name=fields.name(owner.get("name")),
        identity_document=fields.identity_document(owner.get("identity_document")),
        share=fields.share(owner.get("share")),
    )
