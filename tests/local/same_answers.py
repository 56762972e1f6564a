"""Generated requests to moto as it is and to moto made sooner: `python -m tests.local.same_answers 8`, as many seeds.

It ends with 1 where any answer differs. A program of its own: in a process of the suite moto may be made sooner
already. Left out is what moto makes up anew each time (instants, ids, a record's weight, which has the instant in it),
and which of several pairs of overlapping paths is named.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from random import Random
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from moto import mock_aws
from moto.dynamodb.models import dynamodb_backends

from local.aws.clients import ACCOUNT, REGION
from local.aws.moto_asking import moto_asked_sooner
from local.aws.moto_reading import moto_reading_less
from local.aws.moto_speed import moto_sooner

REQUESTS = 80
KEYS: Mapping[str, tuple[str, ...]] = {"things": ("pk", "sk"), "single": ("pk",), "others": ("k", "s")}
NAMES = ("a", "b", "c", "m")
INDEX, GROUP = "by-group", "group"
"""Of `things`: an index by an attribute that some have, in the order of their own sort keys."""
TABLES = ("things", "things", "things", "single", "others")
CONDITIONS = (
    "attribute_exists(pk)", "attribute_not_exists(pk)", "b = :v", "attribute_not_exists(m.a) OR a = :v",
    "contains(c, :v)",
)  # fmt: skip
INDEXED: Mapping[str, Any] = {
    "IndexName": INDEX,
    "KeySchema": [{"AttributeName": GROUP, "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
    "Projection": {"ProjectionType": "ALL"},
}
TOLD_BY_MOTO = frozenset({"ResponseMetadata", "eventID", "ApproximateCreationDateTime", "SizeBytes"})

Json = dict[str, Any]


class Requests:
    """One after the other, by one seed."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)

    def value(self, depth: int = 0) -> Json:
        simple: list[Json] = [
            {"S": self._chance.choice(["", "入学", "𠮷", "x" * 90_000])},
            {"N": self._chance.choice(["0", "-5", "1.50", "100000000000000000000"])},
            {"B": b"\xff\x00"}, {"BOOL": False}, {"NULL": True}, {"SS": ["x", "y"]}, {"NS": ["1"]}, {"BS": [b"x"]},
        ]  # fmt: skip
        if depth < 2 and self._chance.random() < 0.4:
            inner = [self.value(depth + 1) for _ in range(self._chance.randint(0, 3))]
            return self._chance.choice([{"L": inner}, {"M": dict(zip(NAMES, inner, strict=False))}])
        return self._chance.choice(simple)

    def key(self, table: str) -> Json:
        key = {name: {"S": self._chance.choice("xy")} for name in KEYS[table]}
        if self._chance.random() < 0.01:
            key.popitem()
        return key

    def path(self) -> str:
        deeper = self._chance.choice(["", "", "", ".a", ".b", "[0]"])
        return self._chance.choice(NAMES) + deeper

    def update(self) -> str:
        here, there = self.path(), self.path()
        clauses = {
            "SET": [
                f"{here} = :v", f"{here} = {there}", f"{here} = if_not_exists({there}, :v)",
                f"{here} = {here} + :n", f"{here} = :v, {there} = :n",
            ],
            "REMOVE": [here],
            "ADD": [f"{here} :n", f"{here} :set"],
            "DELETE": [f"{here} :set"],
        }  # fmt: skip
        chosen = self._chance.sample(sorted(clauses), self._chance.choice([1, 1, 2]))
        return " ".join(f"{clause} {self._chance.choice(clauses[clause])}" for clause in chosen)

    def write(self, kind: str) -> Json:
        table = self._chance.choice(TABLES)
        asked: Json = {"TableName": table}
        if kind == "Put":
            held = {name: self.value() for name in NAMES[: self._chance.randint(0, 4)]}
            group = {GROUP: {"S": self._chance.choice("gh")}} if self._chance.random() < 0.5 else {}
            asked["Item"] = self.key(table) | held | group
        else:
            asked["Key"] = self.key(table)
        if kind == "Update":
            asked["UpdateExpression"] = self.update()
        if kind == "ConditionCheck" or self._chance.random() < 0.2:
            asked["ConditionExpression"] = self._chance.choice(CONDITIONS)
        said = asked.get("UpdateExpression", "") + asked.get("ConditionExpression", "")
        return asked | self._values(said)

    def read(self) -> tuple[str, Json]:
        table = self._chance.choice(TABLES)
        if self._chance.random() < 0.3:
            return "get_item", {"TableName": table, "Key": self.key(table), "ReturnConsumedCapacity": "TOTAL"}
        if self._chance.random() < 0.2:
            tables = self._chance.sample(sorted(KEYS), 2)
            return "batch_get_item", {"RequestItems": {name: {"Keys": [self.key(name)]} for name in tables}}
        part, *more = KEYS[table]
        asked: Json = {"TableName": table, "Limit": self._chance.choice([1, 2, 100])}
        if self._chance.random() < 0.3:
            asked["FilterExpression"] = self._chance.choice(CONDITIONS[:3]).replace("pk", part)
        if table == "things" and self._chance.random() < 0.3:
            asked["IndexName"], part = INDEX, GROUP
        if self._chance.random() < 0.3:
            return "scan", asked | self._values(asked.get("FilterExpression", ""))
        said = f"{part} = :part"
        if more and self._chance.random() < 0.5:
            said += f" AND {more[0]} {self._chance.choice(['=', '<', '<=', '>', '>='])} :y"
        asked |= {"KeyConditionExpression": said, "ScanIndexForward": self._chance.random() < 0.5}
        named = {":part": {"S": self._chance.choice("gh" if part == GROUP else "xy")}, ":y": {"S": "y"}}
        return "query", asked | self._values(said + asked.get("FilterExpression", ""), named)

    def _values(self, said: str, more: Json | None = None) -> Json:
        """Those that are named."""
        values = {":v": self.value(), ":n": {"N": "2"}, ":set": {"SS": ["x", "z"]}} | (more or {})
        used = {name: value for name, value in values.items() if name in said}
        return {"ExpressionAttributeValues": used} if used else {}

    def one(self) -> tuple[str, Json]:
        if self._chance.random() < 0.25:
            return self.read()
        kinds = ("Put", "Update", "Update", "Delete", "ConditionCheck")
        if self._chance.random() < 0.4:
            parts = [self._chance.choice(kinds) for _ in range(self._chance.randint(1, 3))]
            return "transact_write_items", {"TransactItems": [{kind: self.write(kind)} for kind in parts]}
        kind = self._chance.choice(kinds[:4])
        return f"{kind.lower()}_item", self.write(kind) | {"ReturnValues": "ALL_OLD"}


def answers(seed: int, how: Callable[[], AbstractContextManager[None]]) -> list[tuple[Any, Any]]:
    """What was asked and what was answered; at last what each table and each stream holds."""
    requests = Requests(seed)
    told: list[tuple[Any, Any]] = []
    with mock_aws(), how():
        own = Config(parameter_validation=False, retries={"max_attempts": 0})
        dynamodb: Any = boto3.client(
            "dynamodb", REGION, config=own, aws_access_key_id="x", aws_secret_access_key="x"
        )
        for table, names in KEYS.items():
            dynamodb.create_table(
                TableName=table,
                KeySchema=[
                    {"AttributeName": name, "KeyType": kind}
                    for name, kind in zip(names, ("HASH", "RANGE"), strict=False)
                ],
                AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in names],
                BillingMode="PAY_PER_REQUEST",
                StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
            )
        dynamodb.update_table(
            TableName="things",
            AttributeDefinitions=[
                {"AttributeName": name, "AttributeType": "S"} for name in (*KEYS["things"], GROUP)
            ],
            GlobalSecondaryIndexUpdates=[{"Create": INDEXED}],
        )
        for operation, asked in (requests.one() for _ in range(REQUESTS)):
            told.append(((operation, asked), answer(getattr(dynamodb, operation), asked)))
        for table in KEYS:
            stream: Any = dynamodb_backends[ACCOUNT][REGION].get_table(table).stream_shard
            told.append((table, answer(dynamodb.scan, {"TableName": table})))
            told.append((table, plain([record.to_json() for record in stream.items])))
    return told


def answer(call: Callable[..., Any], asked: Json) -> Any:
    try:
        return plain(call(**asked))
    except ClientError as error:
        return plain(error.response)
    except Exception as error:  # noqa: BLE001 - moto's own, where it looks at nothing before it works
        return type(error).__name__


def plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: plain(held) for name, held in value.items() if name not in TOLD_BY_MOTO}
    if isinstance(value, list):
        return [plain(held) for held in value]
    return value.partition("; path one:")[0] if isinstance(value, str) else value


@contextmanager
def made_sooner() -> Iterator[None]:
    """In all ways, as `moto_fixed` has it."""
    with moto_sooner(), moto_reading_less(), moto_asked_sooner():
        yield


def main(seeds: int) -> int:
    for seed in range(seeds):
        for (asked, moto), (_, sooner) in zip(
            answers(seed, nullcontext), answers(seed, made_sooner), strict=True
        ):
            if moto != sooner:
                print(f"seed {seed}: {asked}\n  moto   {moto}\n  sooner {sooner}"[:4000])
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
