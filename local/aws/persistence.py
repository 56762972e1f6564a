"""DATA=dir: what the local cloud holds, on disk between runs.

`state.json` has tables, queues, keys, the secret, the clock and what the stream's function had not taken yet, all of
one instant and replaced whole; `objects/` has each object once. Only sign-ins end with the process.
"""

import json
import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypedDict
from urllib.parse import quote, unquote

from . import moto_state
from .clients import Clients
from .resources import Stack

EVERY = 5.0
"""Seconds between two looks whether something is to be saved."""


class State(TypedDict):
    """What `state.json` holds."""

    ahead: float
    began: str
    secret: str
    keys: dict[str, dict[str, str]]
    tables: dict[str, list[dict[str, Any]]]
    queues: dict[str, list[dict[str, Any]]]
    streams: dict[str, list[dict[str, Any]]]
    sms: list[Any]


class Store:
    """One data directory."""

    def __init__(self, directory: Path) -> None:
        self._state = directory / "state.json"
        self._objects = directory / "objects"
        self._saved: dict[tuple[str, str], str] = {}
        self._objects.mkdir(parents=True, exist_ok=True)

    def load(self) -> State | None:
        """What an earlier run left, or None. Raises ValueError when the file is not ours."""
        if not self._state.exists():
            return None
        state: State = json.loads(self._state.read_text("utf-8"))
        return state

    def save(self, state: State) -> None:
        """Replaced whole or not at all, whenever the machine stops."""
        fresh = self._state.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(state, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        fresh.chmod(0o600)
        fresh.replace(self._state)

    def save_objects(self, buckets: Mapping[str, str]) -> None:
        """Write what is new in each bucket (by logical id) and remove what is gone."""
        for logical_id, bucket in buckets.items():
            directory = self._objects / logical_id
            directory.mkdir(exist_ok=True)
            present = set()
            for key, etag, found in list(moto_state.objects(bucket)):
                file = directory / quote(key, safe="")
                present.add(file.name)
                if self._saved.get((logical_id, key)) != etag:
                    file.write_bytes(found.value)
                    self._saved[logical_id, key] = etag
            for file in directory.iterdir():
                if file.name not in present:
                    file.unlink()

    def load_objects(self, buckets: Mapping[str, str], clients: Clients) -> None:
        for logical_id, bucket in buckets.items():
            for file in sorted((self._objects / logical_id).glob("*")):
                clients.s3.put_object(Bucket=bucket, Key=unquote(file.name), Body=file.read_bytes())


def capture(stack: Stack) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Tables, queues and keys by logical id. Call with the edge's lock held."""
    tables = {
        key: moto_state.table_items(name) for key, name in stack.of_type("AWS::DynamoDB::Table").items()
    }
    queues = {key: moto_state.queue_messages(name) for key, name in queue_names(stack).items()}
    keys = {
        key: {"id": name, "material": moto_state.key_material(name)}
        for key, name in stack.of_type("AWS::KMS::Key").items()
    }
    return tables, queues, keys


def restore(state: State, stack: Stack, store: Store, clients: Clients, lock: threading.RLock) -> Stack:
    """Put everything back into the fresh stack; the stack with the kept keys."""
    store.load_objects(stack.of_type("AWS::S3::Bucket"), clients)
    outputs, names = dict(stack.outputs), dict(stack.names)
    with lock:
        for logical_id, table in stack.of_type("AWS::DynamoDB::Table").items():
            moto_state.put_items(table, state["tables"].get(logical_id, []))
        for logical_id, queue in queue_names(stack).items():
            moto_state.put_messages(queue, state["queues"].get(logical_id, []))
        for logical_id, made in stack.of_type("AWS::KMS::Key").items():
            kept = state["keys"].get(logical_id)
            if kept:
                arn = moto_state.put_key(made, key_id=kept["id"], material=kept["material"])
                outputs = {
                    key: arn if value.endswith(f"/{made}") else value for key, value in outputs.items()
                }
                names[logical_id] = kept["id"]
    return Stack(outputs, names, stack.resources)


def queue_names(stack: Stack) -> dict[str, str]:
    """Logical id to name; CloudFormation calls a queue by its address."""
    return {key: name.rsplit("/", 1)[-1] for key, name in stack.of_type("AWS::SQS::Queue").items()}


class Saver:
    """Saves every few seconds when `changes` tells another number than before, and once more when stopped."""

    def __init__(self, save: Callable[[], None], changes: Callable[[], float]) -> None:
        self._save = save
        self._changes = changes
        self._seen = -1.0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="keep", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()
        self._save()

    def _run(self) -> None:
        while not self._stopping.wait(EVERY):
            now = self._changes()
            if now != self._seen:
                self._save()
                self._seen = now
