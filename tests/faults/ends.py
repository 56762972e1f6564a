"""The end state of a story, comparable: instants, new ids, hashes and sealed bytes stand for themselves no longer."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from moto.dynamodb.models import dynamodb_backends
from moto.sqs.models import sqs_backends

from functions.cloud import composition, settings
from functions.cloud.sealing.seal import seal
from functions.cloud.table import items, keys
from local.aws.clients import ACCOUNT, REGION
from local.aws.moto_state import attributes, objects
from tests.aws import Cloud

from .writing import read, written

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)")
_SHAPES = (
    (re.compile(r"\b[0-9A-HJKMNP-TV-Z]{26}\b"), "<id>"),
    (re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"), "<uuid>"),
    (re.compile(r"\b[0-9a-f]{32,64}\b"), "<hash>"),
    (re.compile(r"\b\d\d-[0-9A-Z]{4}-[0-9A-Z]{3,4}\b"), "<reference>"),
    (re.compile(r"([SQ]#[a-z0-9-]+#)\d+"), r"\1<shard>"),
)
WHERE_A_PASS_IS = frozenset({"part", "after"})
"""Of a checkpoint (`keys.progress`): a pass that was tried again is further. That it is there, and done, stays."""
_VOLATILE = frozenset({"expires", "seen_at", "moves"})
_NONE_OF_IT = {"N": "0"}
"""A figure that came and went."""
_SEALED = re.compile(r"[A-Za-z0-9+/=]{200,}")
_CODE = re.compile(r"\b\d{6}\b")


def end(cloud: Cloud, now: datetime | None = None) -> Counter[str]:
    """Every item, object, SMS and message that there is at last, each as one line; instants after `now` stay."""
    lines: Counter[str] = Counter()
    for name in (settings.tables().registrations, settings.tables().seasons):
        lines.update(_lines("item", name, now))
    for name, output in sorted(cloud.stack.outputs.items()):
        if name.endswith("BucketName"):
            for key, _, _ in objects(output):
                lines[_line("object", {"bucket": name, "key": key})] += 1
    for phone, text in cloud.sms():
        lines[_line("sms", {"phone": phone, "text": _CODE.sub("<code>", text)})] += 1
    return lines


def _lines(kind: str, table: str, now: datetime | None) -> Iterator[str]:
    for item in dynamodb_backends[ACCOUNT][REGION].get_table(table).all_items():
        yield from _lines_of(kind, written(item), now)


@lru_cache(maxsize=20_000)
def _lines_of(kind: str, item: bytes, now: datetime | None) -> tuple[str, ...]:
    """Most items are as they were a step ago."""
    held = attributes(read(item))
    line = _line(kind, _without_place(held), now)
    if held.get("sk", {}).get("S") != "registration":
        return (line,)
    form = _opened(held["pk"]["S"], held["sk"]["S"], held["sealed"]["B"])
    return line, _line("form", form, now)


def _without_place(item: Mapping[str, Any]) -> Mapping[str, Any]:
    if not item["pk"]["S"].startswith(keys.progress("").pk):
        return item
    return {name: value for name, value in item.items() if name not in WHERE_A_PASS_IS}


@lru_cache(maxsize=2_000)
def _opened(pk: str, sk: str, _sealed: str) -> Any:
    """The form that stands there now; one that was sealed alike is the same."""
    found = composition.table().get(keys.Key(pk, sk))
    assert found is not None
    return items.whole(found, seal()).form.model_dump(mode="json")


IMAGES = ("Keys", "OldImage", "NewImage")
"""Of a change; all else that it says is its number."""


def standing(cloud: Cloud, unread: Sequence[Any]) -> Counter[str]:
    """All that what comes next follows from: every end's line, the breakers, what waits in the queues, whatever is to
    be at an instant ahead, and which changes no function has seen yet. When something was done may differ, and how
    far a pass is, which goes on from anywhere.
    """
    now = datetime.now(UTC)
    lines = end(cloud, now)
    lines.update(_lines("breaker", settings.breakers().table, now))
    for name, queue in sqs_backends[ACCOUNT][REGION].queues.items():
        for message in queue._messages:
            due = {"visible": message.visible_at, "delayed": message.delayed_until}
            seen = {"body": message.body, "received": message.approximate_receive_count}
            lines[_line(f"message of {name}", seen | due, now)] += 1
    for record in unread:
        change = record.record["dynamodb"]
        if change["Keys"]["pk"]["S"].startswith(keys.progress("").pk):
            continue
        lines[_line("change", {name: change[name] for name in IMAGES if name in change}, now)] += 1
    return lines


def _line(kind: str, content: Any, now: datetime | None = None) -> str:
    return _line_of(kind, json.dumps(content, sort_keys=True, default=str), now)


@lru_cache(maxsize=20_000)
def _line_of(kind: str, content: str, now: datetime | None) -> str:
    text = _INSTANT.sub(lambda found: _instant(found[0], now), content)
    return f"{kind} {json.dumps(_plain(json.loads(text)), sort_keys=True, ensure_ascii=False)}"


def _instant(written: str, now: datetime | None) -> str:
    is_ahead = now is not None and datetime.fromisoformat(written) > now
    return written if is_ahead else "<instant>"


def _plain(value: Any) -> Any:
    """DynamoDB's typed values without what differs by nature. Lists lose their order; members of a map whose new ids
    became one name are a list.
    """
    if isinstance(value, Mapping):
        if set(value) == {"B"} or _SEALED.fullmatch(str(value.get("S", ""))):
            return "<sealed>"
        parts = [
            (_plain(key), _plain(part))
            for key, part in value.items()
            if key not in _VOLATILE and not (key.startswith("f#") and part == _NONE_OF_IT)
        ]
        return {key: _one_or_all([part for name, part in parts if name == key]) for key, _ in parts}
    if isinstance(value, list | tuple | set):
        return sorted((_plain(part) for part in value), key=_text)
    if isinstance(value, str):
        for shape, name in _SHAPES:
            value = shape.sub(name, value)
    return value


def _one_or_all(parts: list[Any]) -> Any:
    return parts[0] if len(parts) == 1 else sorted(parts, key=_text)


def _text(part: Any) -> str:
    return json.dumps(part, sort_keys=True, ensure_ascii=False)
