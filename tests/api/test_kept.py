"""What is kept of a family's beginning is what the deed itself leaves, and is kept where nothing differs alone."""

import pytest
from moto.sqs.models import sqs_backends

from functions.dispatch import handler as dispatch_room
from local.authorities import Authorities, Switches
from local.aws.clients import ACCOUNT, REGION

from . import kept
from .household import Household

pytestmark = pytest.mark.usefixtures("authorities")


def left(family: Household, deed: str) -> tuple[object, ...]:
    """What a household's deed left that anybody could see."""
    getattr(family, deed)()
    cloud = family.cloud
    unread = [one.record["dynamodb"]["Keys"] for one in kept.unread(cloud)]
    return family.look(), sorted(kept._items().keys(), key=str), cloud.sms(), unread, cloud.bodies("Identity")


@pytest.mark.parametrize("deed", ["ready", "submitted", "checked"])
def test_what_is_kept_is_what_the_deed_left(family: Household, deed: str) -> None:
    kept._left.clear()
    played = left(family, deed)
    assert kept._left
    kept.emptied(family.cloud)
    kept.begun(family.cloud)
    again = Household(family.cloud, family.story).consent()
    assert left(again, deed) == played
    assert again.stored() == family.stored()


def test_what_is_changed_of_it_afterwards_is_not_kept(family: Household) -> None:
    family.submitted().withdrawn()
    kept.emptied(family.cloud)
    kept.begun(family.cloud)
    assert Household(family.cloud, family.story).consent().submitted().look()["status"] == "submitted"


def test_no_message_is_left_for_who_comes_next(family: Household) -> None:
    family.submitted()
    family.cloud.send("Notice", {})
    dispatch_room.dispatch(family.cloud.changes(), None)
    family.cloud.received("Identity")
    kept.emptied(family.cloud)
    assert not [queue for queue in sqs_backends[ACCOUNT][REGION].queues.values() if queue._messages]


def test_where_a_registry_behaves_otherwise_it_is_played(family: Household, authorities: Authorities) -> None:
    family.checked()
    kept.emptied(family.cloud)
    kept.begun(family.cloud)
    authorities.household.control(Switches(mode="down"))
    with pytest.raises(AssertionError):
        Household(family.cloud, family.story).consent().checked()
