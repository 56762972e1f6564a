"""The cloud's contents as one state, and back into a fresh stack."""

import threading
from typing import Any

from local.aws import moto_state
from local.aws.clients import Clients
from local.aws.resources import Stack

from .store import State, Store

TABLE = "AWS::DynamoDB::Table"
BUCKET = "AWS::S3::Bucket"


def capture(stack: Stack) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Tables, queues and keys by logical id. Call with the edge's lock held."""
    tables = {key: moto_state.table_items(name) for key, name in stack.of_type(TABLE).items()}
    queues = {key: moto_state.queue_messages(name) for key, name in queue_names(stack).items()}
    keys = {
        key: {"id": name, "material": moto_state.key_material(name)}
        for key, name in stack.of_type("AWS::KMS::Key").items()
    }
    return tables, queues, keys


def restore(state: State, stack: Stack, store: Store, clients: Clients, lock: threading.RLock) -> Stack:
    """Put everything back into the fresh stack; the stack with the kept keys."""
    store.load_objects(stack.of_type(BUCKET), clients)
    outputs, names = dict(stack.outputs), dict(stack.names)
    with lock:
        for logical_id, table in stack.of_type(TABLE).items():
            moto_state.put_items(table, state["tables"].get(logical_id, []))
            if logical_id in state["numbers"]:
                moto_state.number_from(table, state["numbers"][logical_id])
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
