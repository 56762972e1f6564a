"""Looks for people in everything that leaves the functions: logs, calls of AWS, addresses (docs/promises.md).

Canaries are the personal values of the generated households that the tests work with, the digits of their codes, what
the secret holds that opens a door, and whatever is written like a signed token. Every request to AWS is seen as its
parameters stand before they are signed: table items and so the stream's images, queue bodies, object keys, metrics.
Three things hold them by purpose and are left out: the SMS itself, a file, and the secret as a test writes it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from functions.cloud.aws.calls import Call
from local.population import Population

PERSONAL = frozenset(
    {"name", "name_pinyin", "phone", "number", "contract_number", "owner_name", "tenant_name", "address"}
)
PURPOSE = {
    "Publish": {"PhoneNumber", "Message"},
    "PutObject": {"Body"},
    "CreateSecret": {"SecretString"},
    "PutSecretValue": {"SecretString"},
    "UpdateSecret": {"SecretString"},
}
"""Operation -> parameters that carry a person, or the secret, by purpose."""

SHORTEST = 2

TOKEN = re.compile(r"eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.")
"""A signed token's head and claims: JSON objects in base64."""

SIX_DIGITS = re.compile(r"(?<![\w.:])[0-9]{6}(?![\w.])")


def values_of(form: Any, key: str = "") -> Iterator[str]:
    """The personal values in a form."""
    if isinstance(form, Mapping):
        for name, inner in form.items():
            yield from values_of(inner, name)
    elif isinstance(form, list | tuple):
        for inner in form:
            yield from values_of(inner, key)
    elif isinstance(form, str) and (key in PERSONAL or key.endswith("address")) and len(form) >= SHORTEST:
        yield form


def texts_in(value: Any) -> Iterator[str]:
    """All text anywhere in a request's parameters, keys too; bytes as far as they are text."""
    left = [value]
    while left:
        value = left.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from map(str, value)
            left.extend(value.values())
        elif isinstance(value, list | tuple | set):
            left.extend(value)
        elif isinstance(value, bytes | bytearray):
            yield bytes(value).decode("utf-8", errors="ignore")
        elif value is not None:
            yield str(value)


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Finds whether one of them stands in a text. Their common beginnings are looked at once: a tree, no list."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return re.compile(_branches(tree) if tree else "(?!)")


def _branches(node: Mapping[str, Any]) -> str:
    if "" in node:
        return ""  # whatever goes on from here has been seen already
    branches = [re.escape(char) + _branches(inner) for char, inner in node.items()]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


class Watch:
    """Canaries, and where one was seen."""

    def __init__(self) -> None:
        self._canaries: set[str] = set()
        self._codes: set[str] = set()
        self._shape: re.Pattern[str] | None = None
        self._found: list[str] = []

    def plant(self, canaries: Iterable[str]) -> None:
        self._canaries |= set(canaries)
        self._shape = None

    def plant_city(self, city: Population) -> None:
        for story in (*city.stories.values(), *city.bulk):
            self.plant(values_of(story.form))
            self.plant([story.account.identity_number, story.account.name, story.account.phone])

    def plant_code(self, digits: str) -> None:
        """Six digits count only by themselves: they may well be part of some other number."""
        self._codes.add(digits)

    def look(self, where: str, value: Any) -> None:
        """Notes `where` if a canary stands in `value`; the canary itself is not repeated."""
        if self._stands_in("\n".join(texts_in(value))):
            self._found.append(where)

    def request(self, params: Mapping[str, Any], model: Any, **_: Any) -> None:
        """botocore's `provide-client-params`. No function calls CloudFormation: that is a test making its cloud."""
        service = model.service_model.service_name
        if service != "cloudformation":
            self.call(Call(service, model.name, params))

    def call(self, call: Call) -> None:
        hidden = PURPOSE.get(call.operation, set())
        asked = {name: value for name, value in call.parameters.items() if name not in hidden}
        self.look(f"{call.service} {call.operation}", asked)

    def taken(self) -> list[str]:
        """Where canaries were seen since the last time; the test's codes are forgotten."""
        found, self._found = self._found, []
        self._codes.clear()
        return found

    def _stands_in(self, text: str) -> bool:
        if self._codes and not self._codes.isdisjoint(SIX_DIGITS.findall(text)):
            return True
        if self._shape is None:
            self._shape = any_of(self._canaries)
        return self._shape.search(text) is not None or TOKEN.search(text) is not None


WATCH = Watch()
"""The process's own: with xdist each worker watches what it runs."""
