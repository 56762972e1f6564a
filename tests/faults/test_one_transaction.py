"""What may never stand without the other is one write: a deed of staff and its event, a seat and its check, an answer
and its code.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from functions.cloud.aws.calls import SEAM, Answer, Call, Caller
from functions.cloud.table import keys
from local.population import Population
from tests.api.household import SEASON, Household

from . import family_deeds, staff_deeds
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


@contextmanager
def _written(written: list[list[str]]) -> Iterator[None]:
    """Notes the partition keys of each write."""

    def note(call: Call, then: Caller) -> Answer:
        if call.operation in WRITES and call.service == "dynamodb":
            written.append(list(_keys_of(call)))
        return then(call)

    with SEAM.around(note):
        yield


@pytest.mark.parametrize("deed", CHANGING, ids=lambda deed: deed.__name__)
def test_a_deed_and_its_event_are_one_write(
    world: World, staff_city: Population, deed: staff_deeds.Deed
) -> None:
    staff_deeds.with_a_case(world.cloud, staff_city)
    staff_deeds.are_known()
    request = deed(world.cloud)
    written: list[list[str]] = []
    with _written(written):
        assert request().status < 300
    [together] = written
    events = [pk for pk in together if pk.startswith(keys.audit_chain(SEASON, 0)[:-1])]
    assert len(events) == 1
    assert len(together) > 1


@pytest.mark.parametrize("ends", ["withdraws", "amends"])
def test_a_home_s_seat_is_written_with_what_takes_and_what_frees_it(
    world: World, family: Household, ends: str
) -> None:
    written: list[list[str]] = []
    with _written(written):
        family.checked()
        if ends == "withdraws":
            family.withdrawn()
        else:
            family.client.ok("POST", f"{family.path}/amendment")
            family.form["property"] = {"kind": "collective"}
            family.form["students"][0]["household"]["type"] = "collective"
            family.save()
            assert family.submit(family.may_have_another_code().code()).status == 200
    of_homes = [together for together in written if any(pk.startswith(keys.home("").pk) for pk in together)]
    assert [keys.registration(family.id).pk in together for together in of_homes] == [True, True]
    assert family.stored().home_seats == {}


def test_an_answer_to_staff_and_the_end_of_its_request_and_its_code_are_one_write(
    world: World, family: Household
) -> None:
    """After the try, which is counted before anybody compares."""
    answer = family_deeds.answer_what_staff_asked(family)
    written: list[list[str]] = []
    with _written(written):
        assert answer().status == 200
    assert written == [[keys.registration(family.id).pk]] * 2
    after = family.stored()
    assert (after.request, after.code, after.past_requests[0].ended) == (None, None, "answered")
