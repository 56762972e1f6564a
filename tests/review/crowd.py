"""A season of generated registrations, as many as are asked for, put into moto's table at once.

Each is one of a few hundred that the functions' own code made; they share what is the same, so that 20,000 take
seconds. The figures are added up from all of them, as the stream's function would.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from moto.dynamodb.models import Table, dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType, Item

from functions.cloud.sealing.labels import labels
from functions.cloud.sealing.seal import seal
from functions.cloud.staff.derived.figures import FIGURE
from functions.cloud.table import items, keys, shards
from functions.cloud.table.table import pack
from functions.registration.checks import CheckState
from functions.registration.registration import Decision, Registration
from functions.registration.season.season import Season
from functions.registration.staff.figures import contribution
from local.aws.clients import ACCOUNT, REGION
from local.population import Population
from tests.aws import Cloud
from tests.rooms.registrations import NOW, form

from .conftest import CASE, judged

MANUAL = CheckState.MANUAL_REVIEW
CASES: tuple[dict[str, CheckState], ...] = (
    {"property": MANUAL},
    {"student-0": MANUAL},
    {"guardian-0": MANUAL},
    {"property": MANUAL, "student-0": MANUAL},
    {"property": CheckState.ABNORMAL},
    {"guardian-0": CheckState.NO_RECORD},
    {},
    {},
)
"""Checks that did not pass: half of the season waits for a person."""


class Shape(NamedTuple):
    """One kind of registration: how it stands, what it adds to the figures, and its item as moto keeps it."""

    registration: Registration
    figures: dict[str, int]
    attributes: dict[str, DynamoType]


def fill(cloud: Cloud, city: Population, season: Season, number: int) -> list[Registration]:
    """So many registrations of the season, and its figures."""
    shapes = list(_shapes(city, season))
    figures = [Counter[str]() for _ in range(shards.SHARDS)]
    table = dynamodb_backends[ACCOUNT][REGION].tables[cloud.table.name]
    parts = _looked_up_by_part(table)
    made = []
    for index in range(number):
        shape = shapes[index % len(shapes)]
        one = shape.registration.model_copy(update={"id": f"01G76PAV40{index:016d}"})
        item = _item(shape, one)
        table.items[item.hash_key][item.range_key] = item
        for index_name in ("gsi1", "gsi2"):
            if f"{index_name}pk" in item.attrs:
                parts[item.attrs[f"{index_name}pk"].value].append((item.attrs[f"{index_name}sk"].value, item))
        figures[shards.shard_of(one.id)].update(shape.figures)
        made.append(one)
    for part in parts.values():
        part.sort(key=lambda placed: placed[0])
    for shard, counted in enumerate(figures):
        named = {f"{FIGURE}{name}": count for name, count in counted.items()}
        cloud.table.put({**keys.figures(season.id, shard)._asdict(), **named})
    return made


def _shapes(city: Population, season: Season) -> Iterator[Shape]:
    """Every case in every community, each waiting for another time; some are claimed, some refused once."""
    base = judged(form(city, "public_rental"), CASE)
    sealed = _Sealed(items.to_item(base, seal(), labels())["sealed"])
    for place, community in enumerate(season.communities):
        for case, states in enumerate(CASES):
            count = place * len(CASES) + case
            since = NOW - timedelta(minutes=count * 37 % 1440)
            checks = {
                key: check.model_copy(update={"state": states.get(key, CheckState.PASSED), "since": since})
                for key, check in base.checks.items()
            }
            update: dict[str, Any] = {
                "checks": checks,
                "streets": (community.street,),
                "communities": (community.code,),
                "submitted_at": since,
            }
            if count % 9 == 0:
                update |= {"claimed_by": "1:another", "claimed_until": NOW + timedelta(minutes=10)}
            if count % 5 == 0 and "property" in states:
                refusal = Decision(
                    check="property", result="refused", by="1:x", at=NOW, waits_for_second=True
                )
                update |= {"decisions": (refusal,)}
            one = base.model_copy(update=update)
            packed = pack(items.to_item(one, sealed, labels()))  # type: ignore[arg-type]
            attributes = {name: DynamoType(value) for name, value in packed.items()}
            yield Shape(one, contribution(one, season.zone), attributes)


class _Sealed:
    """Gives every form the bytes that one was sealed to: nothing here opens them."""

    def __init__(self, sealed: bytes) -> None:
        self._sealed = sealed

    def seal(self, *_: object, **__: object) -> bytes:
        return self._sealed


def _item(shape: Shape, one: Registration) -> Item:
    place = keys.in_season(one.season, one.status, one.id)
    own = {
        "id": one.id,
        "pk": keys.registration(one.id).pk,
        "label": labels().seal(one.id, ["林小满"]),
        "gsi1pk": place.pk,
        "gsi1sk": place.sk,
        "queue_pk": keys.queue_part(one.season, shards.queue_shard_of(one.id)),
        **items.queued(one),
    }
    made = _Item(DynamoType({"S": own["pk"]}), shape.attributes["sk"], {})
    dict.update(made.attrs, shape.attributes)
    dict.update(made.attrs, {name: DynamoType(value) for name, value in pack(own).items()})
    return made


class _Item(Item):  # type: ignore[misc]
    """moto's own is measured, and turned into JSON and back for each attribute that an index keeps, at every query."""

    def size(self) -> int:
        """Bytes in the index, about."""
        return 400

    def project(self, projection_expressions: list[list[str]]) -> Item:
        made = Item(self.hash_key, self.range_key, {})
        kept = {one[0] for one in projection_expressions}
        dict.update(made.attrs, {name: value for name, value in self.attrs.items() if name in kept})
        return made


def _looked_up_by_part(table: Table) -> dict[str, list[tuple[str, Item]]]:
    """Lets a query look at its own part of an index and at what is no registration; moto goes over the whole table,
    sorted, each time. Part -> its registrations by sort key, for the caller to fill.
    """
    parts: dict[str, list[tuple[str, Item]]] = defaultdict(list)
    table.__dict__.pop("query", None)
    query = table.query

    def of_part(hash_key: DynamoType, *arguments: Any, **more: Any) -> Any:
        besides = [held for key, held in table.items.items() if not key.value.startswith("R#")]
        found = [one for _, one in parts.get(hash_key.value, [])]
        found += [one for held in besides for one in held.values()]
        table.all_items = lambda: found
        return query(hash_key, *arguments, **more)

    table.query = of_part
    return parts
