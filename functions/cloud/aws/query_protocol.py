"""AWS's query protocol: a form goes out, with the operation in it, and XML comes back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from .calls import Answer, Call
from .errors import NoAnswerError, refused
from .transport import Response

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


@dataclass(frozen=True, slots=True)
class QueryProtocol:
    """The version of a service's reference, a day."""

    version: str

    def headers(self, call: Call) -> dict[str, str]:  # noqa: ARG002 - all that it says stands in the body
        return {"content-type": "application/x-www-form-urlencoded; charset=utf-8"}

    def body(self, call: Call) -> bytes:
        named = {"Action": call.operation, "Version": self.version}
        return urlencode([*named.items(), *_fields(call.parameters)]).encode()

    def answer(self, operation: str, response: Response) -> Answer:
        """The texts of the answer's result. Raises RefusedError, and NoAnswerError where it was spoilt on its way."""
        document = _document(response.body)
        if response.status >= HTTPStatus.MULTIPLE_CHOICES:
            error = _texts(document, "Error")
            raise refused(
                operation, response.status, error.get("Code", ""), {"message": error.get("Message", "")}
            )
        result = _texts(document, f"{operation}Result")
        if not result:
            raise NoAnswerError(operation, sent=True, cause="malformed")
        return result


def _fields(parameters: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Texts, and maps of structures of texts: no operation in use has anything else."""
    for name, value in parameters.items():
        if isinstance(value, str):
            yield name, value
            continue
        for number, (key, structure) in enumerate(value.items(), start=1):
            entry = f"{name}.entry.{number}"
            yield f"{entry}.Name", key
            yield from ((f"{entry}.Value.{part}", text) for part, text in structure.items())


def _document(body: bytes) -> "Element | None":
    from xml.etree.ElementTree import ParseError, fromstring

    try:
        return fromstring(body)  # noqa: S314 - AWS's own, over TLS
    except ParseError:
        return None


def _texts(document: "Element | None", name: str) -> dict[str, str]:
    """What stands in the element of this name, whatever its namespace."""
    element = None if document is None else document.find(f"{{*}}{name}")
    return {} if element is None else {part.tag.rpartition("}")[2]: part.text or "" for part in element}
