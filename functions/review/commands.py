"""What staff send."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, StringConstraints

from functions.registration.placing.facts import Facts
from functions.registration.season.placing_rules import Seed
from functions.registration.staff.decisions import Result
from functions.registration.staff.searching import SearchBy, SearchReason
from functions.registration.values.model import Model

Reason = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]


class DecisionCommand(Model):
    check: Annotated[str, StringConstraints(pattern=r"^(student|guardian)-\d$|^property$")]
    result: Result
    reason: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]
    note: Annotated[str, StringConstraints(max_length=500)] = ""


class ExtensionCommand(Model):
    """R28: a later amendment deadline, for all or for those whom an authority held up."""

    until: AwareDatetime
    families: Literal["all", "affected"]


Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class AssignmentCommand(Model):
    """Confirms the proposal that carries this hash."""

    proposal: Hash


class DrawCommand(Model):
    """Fixes the draw's list, by the hash that was shown."""

    list_hash: Hash


class SeedCommand(Model):
    """What was drawn in public, for the list with this hash."""

    list_hash: Hash
    seed: Seed


class FactsCommand(Model):
    """What a person saw confirmed on a paper or at the place (R47)."""

    facts: Facts
    reason: Reason


class SchoolCommand(Model):
    """The school that a person gives; null: what the rules give."""

    school: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{2,40}$")] | None
    reason: Reason


class PublicationCommand(Model):
    """Sets the instant, and confirms what was rehearsed."""

    publication_at: AwareDatetime
    rehearsal: Hash


class ExportCommand(Model):
    format: Literal["csv", "xlsx"]
    school: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{2,40}$")] | None = None


class SearchCommand(Model):
    """R46: whom, by what, and why."""

    by: SearchBy
    value: Annotated[str, StringConstraints(min_length=1, max_length=400)]
    reason: SearchReason
