"""Update and condition expressions of DynamoDB, built from their parts: each with the names and values it needs.

Every part of a path is passed as a name and every value as a value, so that no word is reserved and nothing that
a person typed is ever read as an expression.
"""

from collections.abc import Callable, Iterable
from typing import Any, Self

Path = str | tuple[str, ...]
"""An attribute, or the way to one inside it: `("checks", "property", "state")`."""


class Placeholders:
    """The names and values of one request; the same one twice is written once."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.values: dict[str, Any] = {}
        self._of_name: dict[str, str] = {}

    def copied(self) -> Self:
        """The same names and values, to be added to apart."""
        copied = type(self)()
        copied.names, copied.values = dict(self.names), dict(self.values)
        copied._of_name = dict(self._of_name)  # noqa: SLF001 - its own kind
        return copied

    def path(self, path: Path) -> str:
        parts = (path,) if isinstance(path, str) else path
        return ".".join(self._name(part) for part in parts)

    def _name(self, part: str) -> str:
        if part not in self._of_name:
            self._of_name[part] = f"#n{len(self._of_name)}"
            self.names[self._of_name[part]] = part
        return self._of_name[part]

    def value(self, value: Any) -> str:
        placeholder = f":v{len(self.values)}"
        self.values[placeholder] = value
        return placeholder


Condition = Callable[[Placeholders], str]
"""What must hold of an item, as text once it is told where names and values go."""


def equals(path: Path, value: Any) -> Condition:
    return _compared(path, "=", value)


def still(path: Path, value: Any) -> Condition:
    """Equals what was read, None where there was no such attribute."""
    return absent(path) if value is None else equals(path, value)


def differs(path: Path, value: Any) -> Condition:
    """Holds also where there is no such attribute."""
    return _compared(path, "<>", value)


def below(path: Path, value: Any) -> Condition:
    return _compared(path, "<", value)


def at_most(path: Path, value: Any) -> Condition:
    return _compared(path, "<=", value)


def at_least(path: Path, value: Any) -> Condition:
    return _compared(path, ">=", value)


def above(path: Path, value: Any) -> Condition:
    return _compared(path, ">", value)


def _compared(path: Path, operator: str, value: Any) -> Condition:
    return lambda used: f"{used.path(path)} {operator} {used.value(value)}"


def between(path: Path, low: Any, high: Any) -> Condition:
    """Both ends belong to it."""
    return lambda used: f"{used.path(path)} BETWEEN {used.value(low)} AND {used.value(high)}"


def begins_with(path: Path, start: str) -> Condition:
    return lambda used: f"begins_with({used.path(path)}, {used.value(start)})"


def contains(path: Path, value: Any) -> Condition:
    """Of a set or a list: has this member."""
    return lambda used: f"contains({used.path(path)}, {used.value(value)})"


def exists(path: Path) -> Condition:
    return lambda used: f"attribute_exists({used.path(path)})"


def absent(path: Path = "pk") -> Condition:
    """No such attribute; without a path: no such item."""
    return lambda used: f"attribute_not_exists({used.path(path)})"


def one_of(path: Path, values: Iterable[Any]) -> Condition:
    """Is one of these; of none at all it never holds."""
    wanted = tuple(values)
    if not wanted:
        return never
    return lambda used: f"{used.path(path)} IN ({', '.join(used.value(value) for value in wanted)})"


def size_is(path: Path, number: int) -> Condition:
    return lambda used: f"size({used.path(path)}) = {used.value(number)}"


def lacks(path: Path, value: Any) -> Condition:
    """Of a set or a list: has no such member, or there is none."""
    return lambda used: f"NOT contains({used.path(path)}, {used.value(value)})"


def size_at_most(path: Path, number: int) -> Condition:
    return lambda used: f"size({used.path(path)}) <= {used.value(number)}"


def size_below(path: Path, number: int) -> Condition:
    return lambda used: f"size({used.path(path)}) < {used.value(number)}"


def all_of(*conditions: Condition) -> Condition:
    return lambda used: " AND ".join(condition(used) for condition in conditions)


def any_of(*conditions: Condition) -> Condition:
    """At least one; of none at all it never holds."""
    if not conditions:
        return never
    return lambda used: f"({' OR '.join(condition(used) for condition in conditions)})"


def never(used: Placeholders) -> str:
    """Holds of no item: each has a partition key."""
    return f"attribute_not_exists({used.path('pk')})"


class Update:
    """What one UpdateItem changes. Each method answers the same update, so that they are written as a chain."""

    def __init__(self) -> None:
        self._used = Placeholders()
        self._sets: list[str] = []
        self._adds: list[str] = []
        self._deletes: list[str] = []
        self._removes: list[str] = []

    def set(self, path: Path, value: Any) -> Self:
        self._sets.append(f"{self._used.path(path)} = {self._used.value(value)}")
        return self

    def set_all(self, attributes: dict[str, Any]) -> Self:
        for name, value in attributes.items():
            self.set(name, value)
        return self

    def set_if_absent(self, path: Path, value: Any) -> Self:
        """Where something stands already, it stays."""
        place = self._used.path(path)
        self._sets.append(f"{place} = if_not_exists({place}, {self._used.value(value)})")
        return self

    def copy(self, path: Path, source: Path) -> Self:
        """Gives an attribute the value that another one has before the update."""
        self._sets.append(f"{self._used.path(path)} = {self._used.path(source)}")
        return self

    def copy_or(self, path: Path, source: Path, otherwise: Any) -> Self:
        """The same, and something else where there is no such other one."""
        place, source_name = self._used.path(path), self._used.path(source)
        self._sets.append(f"{place} = if_not_exists({source_name}, {self._used.value(otherwise)})")
        return self

    def increase(self, path: Path, by: int = 1) -> Self:
        """Of a number that is there."""
        place = self._used.path(path)
        self._sets.append(f"{place} = {place} + {self._used.value(by)}")
        return self

    def append(self, path: Path, values: list[Any]) -> Self:
        """To the end of a list, which begins with these where there is none."""
        place = self._used.path(path)
        before = f"if_not_exists({place}, {self._used.value([])})"
        self._sets.append(f"{place} = list_append({before}, {self._used.value(values)})")
        return self

    def add(self, path: Path, value: Any) -> Self:
        """A number to a number, or members to a set; begins it where there is none."""
        self._adds.append(f"{self._used.path(path)} {self._used.value(value)}")
        return self

    def discard(self, path: Path, members: Any) -> Self:
        """Members from a set."""
        self._deletes.append(f"{self._used.path(path)} {self._used.value(members)}")
        return self

    def remove(self, *paths: Path) -> Self:
        self._removes += [self._used.path(path) for path in paths]
        return self

    def request(self, condition: Condition | None = None, **also: str | None) -> dict[str, Any]:
        """UpdateItem's expressions, names and values; the values are still plain Python. `also` is set besides."""
        used = self._used.copied()
        more = [
            f"{used.path(name)} = {used.value(value)}" for name, value in also.items() if value is not None
        ]
        clauses = {
            "SET": [*self._sets, *more],
            "ADD": self._adds,
            "DELETE": self._deletes,
            "REMOVE": self._removes,
        }
        written = [f"{clause} {', '.join(parts)}" for clause, parts in clauses.items() if parts]
        return {"UpdateExpression": " ".join(written)} | request(used, ConditionExpression=condition)


def request(used: Placeholders | None = None, /, **conditions: Condition | None) -> dict[str, Any]:
    """Conditions under the names of their parameters, with the names and values that they need.

    `used` stays as it is: DynamoDB refuses a request with another one's names or values.
    """
    known = used.copied() if used else Placeholders()
    rendered: dict[str, Any] = {
        parameter: condition(known) for parameter, condition in conditions.items() if condition is not None
    }
    if known.names:
        rendered["ExpressionAttributeNames"] = known.names
    if known.values:
        rendered["ExpressionAttributeValues"] = known.values
    return rendered
