"""What staff send."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from functions.cloud.settings import SmsProvider
from functions.registration.placing.facts import Facts
from functions.registration.season.placing_rules import Seed
from functions.registration.staff.decisions import Result
from functions.registration.staff.looking.grounds import LookingReason
from functions.registration.staff.looking.searching import SearchBy
from functions.registration.values.free_text import NoteText
from functions.registration.values.model import Model
from functions.registration.values.strict import Instant

Reason = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]


class DecisionCommand(Model):
    check: Annotated[str, StringConstraints(pattern=r"^(student|guardian)-\d$|^property$")]
    result: Result
    reason: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]
    note: NoteText = ""
    paper: Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{26}$")] | None = None
    """The document that speaks against the authority's word, where it is accepted against that (R37)."""


class ExtensionCommand(Model):
    """R28: a later amendment deadline, for all or for those whom an authority held up."""

    until: Instant
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


class HandOverCommand(Model):
    """To whom of the colleagues a case goes; null: to whoever takes it."""

    to: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z:_.=-]{3,200}$")] | None


class ReleaseCommand(Model):
    """Frees a child (R35): which of the case's, why, and the reference of the family that it kept out."""

    student: Annotated[int, Field(strict=True, ge=0, le=9)]
    reason: Reason
    favours: Annotated[str, StringConstraints(max_length=40)] | None = None


class ApprovalCommand(Model):
    """Who may read the season's registrations, by the key of the readers' list, from when (now, if unsaid) to when."""

    person: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z:_.=-]{3,200}$")]
    begins: Instant | None = None
    until: Instant


Pending = Annotated[int, Field(strict=True, ge=0)]


class PublicationCommand(Model):
    """Proposes an instant with what was rehearsed for it, and acknowledges how many are pending in it."""

    publication_at: Instant
    rehearsal: Hash
    pending: Pending


class ConfirmationCommand(Model):
    """Confirms what another supervisor proposed."""

    rehearsal: Hash
    pending: Pending


class LateResult(Model):
    registration: Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{26}$")]
    result: Annotated[str, StringConstraints(pattern=r"^((admitted|refused|pending)( [a-z0-9-]{2,40})?)?$")]
    """As the list of changed results shows it; empty for a family that has none any more."""


class LateResultsCommand(Model):
    """Confirms results that changed since they were confirmed, as they were seen."""

    results: Annotated[tuple[LateResult, ...], Field(min_length=1, max_length=50)]


class ExportCommand(Model):
    format: Literal["csv", "xlsx"]
    school: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{2,40}$")] | None = None


class SearchCommand(Model):
    """R46: whom, by what, and why."""

    by: SearchBy
    value: Annotated[str, StringConstraints(min_length=1, max_length=400)]
    reason: LookingReason


class SmsReleaseCommand(Model):
    """That an account is in order again, of which this code was shown."""

    provider: SmsProvider
    code: Annotated[str, StringConstraints(min_length=1, max_length=200)]
