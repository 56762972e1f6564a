"""The queues between the functions, by name."""

from collections.abc import Mapping
from enum import StrEnum

from functions.registration.check_kinds import Authority


class Queue(StrEnum):
    IDENTITY = "identity"
    PROPERTY = "property"
    CODE = "code"
    """Apart from the notices: somebody waits with the page open."""
    NOTICE = "notice"
    INSPECTION = "inspection"
    JOB = "job"


QUEUE_OF: Mapping[Authority, Queue] = {
    Authority.HOUSEHOLD: Queue.IDENTITY,
    Authority.PROPERTY: Queue.PROPERTY,
}
"""Each authority's questions wait in a queue of their own, so that none waits for another's outage."""

SILENT: Mapping[Authority, str] = {
    Authority.HOUSEHOLD: "HouseholdSilent",
    Authority.PROPERTY: "PropertySilent",
}
"""How a question is counted that its authority leaves unanswered."""
