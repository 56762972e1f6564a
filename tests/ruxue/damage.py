"""Damage by hand to what follows from the registrations, of every kind that can be counted anew."""

from collections.abc import Callable, Mapping
from types import SimpleNamespace

from functions.cloud.staff.derived.kinds import Kind
from functions.cloud.table import keys, shards
from functions.cloud.table.expressions import Update
from functions.registration.registration import Registration
from tests.aws import Cloud

ONE, TWO = "01G76PAV40CCCCCCCCCCCCCCCC", "01G76PAV40DDDDDDDDDDDDDDDD"


def change(cloud: Cloud, key: keys.Key, change: Update) -> None:
    cloud.table.update(key, change)


def lost_counted(families: SimpleNamespace) -> None:
    families.cloud.clients.dynamodb.delete_item(
        TableName=families.cloud.table.name, Key={"pk": {"S": f"R#{ONE}"}, "sk": {"S": "counted"}}
    )


def of_another_stream(families: SimpleNamespace) -> None:
    """Counted before a change, under a number that the stream will not reach again."""
    stale = Update().set("seen_at", "9" * 30).set("figures", {"status#submitted": 1})
    change(families.cloud, keys.counted(ONE), stale)


def wrong_figures(families: SimpleNamespace) -> None:
    place = keys.figures("siming-2022", shards.shard_of(ONE))
    change(families.cloud, place, Update().add("f#status#submitted", 41).add("f#status#withdrawn", 2))


def lost_figures(families: SimpleNamespace) -> None:
    place = keys.figures("siming-2022", shards.shard_of(TWO))
    families.cloud.clients.dynamodb.delete_item(
        TableName=families.cloud.table.name, Key={"pk": {"S": place.pk}, "sk": {"S": place.sk}}
    )


def lost_marks(families: SimpleNamespace) -> None:
    for mark in families.passed.marks:
        change(families.cloud, keys.shared_mark("siming-2022", mark), Update().remove(f"r#{ONE}"))


def strange_marks(families: SimpleNamespace) -> None:
    for mark in families.passed.marks:
        stray = Update().set(f"r#{TWO}", "1:x").set("r#01G76PAV40GGGGGGGGGGGGGGGG", "1:y")
        change(families.cloud, keys.shared_mark("siming-2022", mark), stray)


def lost_search(families: SimpleNamespace) -> None:
    for mac in families.waiting.sought:
        change(families.cloud, keys.sought("siming-2022", mac), Update().remove(f"r#{TWO}"))


def strange_search(families: SimpleNamespace) -> None:
    change(
        families.cloud, keys.sought("siming-2022", families.waiting.sought[0]), Update().set(f"r#{ONE}", 1)
    )


def lost_queue_place(families: SimpleNamespace) -> None:
    change(families.cloud, keys.registration(TWO), Update().remove("gsi2pk", "gsi2sk", "queues"))


def strange_queue_place(families: SimpleNamespace) -> None:
    place = keys.in_queue("siming-2022", "2022-07-01T00:00:00.000000Z", ONE)
    stray = Update().set("gsi2pk", place.pk).set("gsi2sk", place.sk).set("queues", {"property"})
    change(families.cloud, keys.registration(ONE), stray)


def lost_seat(families: SimpleNamespace) -> None:
    for mark in homes(families.passed):
        change(families.cloud, keys.home(mark), Update().remove(f"seat#{ONE}"))


def strange_seat(families: SimpleNamespace) -> None:
    seat = {"registration": TWO, "year": 2022, "guardians": []}
    for mark in homes(families.passed):
        change(families.cloud, keys.home(mark), Update().set(f"seat#{TWO}", seat))


def lost_index(families: SimpleNamespace) -> None:
    change(families.cloud, keys.registration(ONE), Update().remove("gsi1pk", "gsi1sk"))


def homes(registration: Registration) -> list[str]:
    return [mark for mark in registration.marks if mark.startswith("home|")]


Damage = Callable[[SimpleNamespace], None]
DAMAGE: Mapping[Damage, Kind] = {
    lost_counted: Kind.FIGURES,
    of_another_stream: Kind.FIGURES,
    wrong_figures: Kind.FIGURES,
    lost_figures: Kind.FIGURES,
    lost_marks: Kind.MARKS,
    strange_marks: Kind.MARKS,
    lost_search: Kind.SEARCH,
    strange_search: Kind.SEARCH,
    lost_queue_place: Kind.QUEUE,
    strange_queue_place: Kind.QUEUE,
    lost_seat: Kind.SEATS,
    strange_seat: Kind.SEATS,
    lost_index: Kind.INDEX,
}
