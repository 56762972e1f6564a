"""A deed of staff and its audit event are one transaction, and nothing else of it is written apart."""

from collections.abc import Iterator
from typing import Any

import pytest

from functions.cloud.aws.calls import SEAM, Answer, Call, Caller
from functions.cloud.table import keys
from local.population import Population
from tests.api.household import SEASON

from . import staff_deeds
from .world import World

WRITES = {"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"}
READING = (staff_deeds.search,)
"""What only reads writes its event alone."""
CHANGING = [deed for deed in staff_deeds.DEEDS if deed not in READING]


def _keys_of(call: Call) -> Iterator[str]:
    parts: list[dict[str, Any]] = [
        next(iter(item.values())) for item in call.parameters.get("TransactItems", ())
    ] or [dict(call.parameters)]
    for part in parts:
        yield (part.get("Item") or part["Key"])["pk"]["S"]


@pytest.mark.parametrize("deed", CHANGING, ids=lambda deed: deed.__name__)
def test_a_deed_and_its_event_are_one_write(
    world: World, staff_city: Population, deed: staff_deeds.Deed
) -> None:
    staff_deeds.with_a_case(world.cloud, staff_city)
    staff_deeds.are_known()
    request = deed(world.cloud)
    written: list[list[str]] = []

    def note(call: Call, then: Caller) -> Answer:
        if call.operation in WRITES:
            written.append(list(_keys_of(call)))
        return then(call)

    with SEAM.around(note):
        assert request().status < 300
    [together] = written
    events = [pk for pk in together if pk.startswith(keys.audit_chain(SEASON, 0)[:-1])]
    assert len(events) == 1
    assert len(together) > 1
