"""A draft and its form: begun, saved, read; what was submitted, reopened, objected to, put back."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from functions.cloud.table.accounts.begun import BegunBeforeError, ReferenceTakenError
from functions.cloud.table.accounts.editing import Editable
from functions.cloud.table.days import Day
from functions.cloud.table.items import WrittenUnreadableError, set_aside
from functions.cloud.table.registrations import Loaded
from functions.registration.errors import CannotBeRead, NotPossibleNow, Unavailable
from functions.registration.form import Form, Proof, Purchase
from functions.registration.keyed import Keyed
from functions.registration.placing.outcome import is_published
from functions.registration.placing.results import open_actions
from functions.registration.registration import Action, Moment, Registration, Status
from functions.registration.season.notice import PrivacyNotice
from functions.registration.season.season import Season
from functions.registration.submitting.objections import objected
from functions.registration.submitting.transitions import after, before_amending
from functions.registration.texts import text
from functions.registration.values.certificates import normalisation, warning_of
from functions.registration.values.reference import new_reference

from .guardian_answers import Normalised, Saved
from .requests.missing_view import asks_view, missing_view

REFERENCES = 3
"""References that a new draft tries: one in thousands meets another of its year, so three never do."""


class Drafts(Protocol):
    def create(
        self,
        registration: Registration,
        owner: Keyed,
        *,
        named: Keyed | None,
        notice: PrivacyNotice,
        expires: int,
        day: Day,
    ) -> None: ...

    def get(self, registration_id: str, owner: Keyed) -> Loaded: ...

    def save_form(
        self,
        registration_id: str,
        owner: Keyed,
        form: Form,
        *,
        version: int,
        editable: Editable,
        now: datetime,
    ) -> Registration: ...


class Amendments(Protocol):
    def amend(self, registration: Registration, *, to: Status, now: datetime) -> None: ...

    def cancel_amendment(self, registration: Registration, *, to: Status, now: datetime) -> None: ...


class Objections(Protocol):
    def record(self, before: Registration, after: Registration, check_id: str, words: str) -> None: ...


def editable(seasons: Sequence[Season], now: datetime) -> Editable:
    """The seasons in which a draft, and in which an amendment, may be edited now (R28), or a review asked (R42)."""
    begun = [season for season in seasons if season.opens_at <= now]
    return Editable(
        known=tuple(season.id for season in seasons),
        draft=tuple(season.id for season in begun if now < season.closes_at),
        amending=tuple(season.id for season in begun if now < season.amendment_deadline),
        reviewing=tuple(
            season.id for season in begun if is_published(season, now) and now < season.reviews_until
        ),
    )


def begin(
    season: Season, owner: Keyed, *, new_id: str, named: Keyed | None, drafts: Drafts, now: datetime
) -> Registration:
    """A new, empty draft; where the request of that name has begun one today, that one.

    Raises NotPossibleNow outside the season's window, ConsentNeeded (R48), Unavailable without a free reference.
    """
    if not season.opens_at <= now < season.closes_at:
        raise NotPossibleNow(code="season_closed", status="", action="create")
    registration = Registration(
        id=new_id,
        reference=new_reference(season.year),
        season=season.id,
        owner=owner,
        status=Status.DRAFT,
        version=1,
        timeline=(Moment(at=now, what="created"),),
        created_at=now,
        updated_at=now,
    )
    kept_until = season.closes_at + timedelta(days=season.retention.draft_days)
    day = Day.of(now, season.zone)
    for _ in range(REFERENCES):
        try:
            drafts.create(
                registration,
                owner,
                named=named,
                notice=season.notice,
                expires=int(kept_until.timestamp()),
                day=day,
            )
        except BegunBeforeError as before:
            return drafts.get(before.registration_id, owner).registration
        except ReferenceTakenError:
            registration = registration.model_copy(update={"reference": new_reference(season.year)})
        else:
            return registration
    raise Unavailable(retry_after=1)


def save(
    registration_id: str,
    owner: Keyed,
    form: Form,
    *,
    raw_number: str | None,
    version: int,
    drafts: Drafts,
    seasons: Sequence[Season],
    office_of: Callable[[str], str],
    language: str,
    now: datetime,
) -> tuple[int, Saved]:
    """Replaces the form; answers the new version and what the page needs next.

    `raw_number` is the certificate's number as it was typed, so that the answer can say what was changed (R16).
    `office_of`: whom to call about a registration of a season.
    """
    try:
        saved = drafts.save_form(
            registration_id, owner, form, version=version, editable=editable(seasons, now), now=now
        )
    except WrittenUnreadableError as damaged:
        set_aside(damaged)
        return version + 1, _unseen(damaged, version + 1, office_of(damaged.season), language)
    season = next(candidate for candidate in seasons if candidate.id == saved.season)
    body: Saved = {
        "id": saved.id,
        "status": saved.status,
        "version": saved.version,
        "missing": missing_view(saved, season, language, now),
        "asks": asks_view(saved, season),
        "actions": open_actions(saved, season, now),
        "normalised": _normalised(form, raw_number),
    }
    return saved.version, body


def _unseen(damaged: WrittenUnreadableError, version: int, office: str, language: str) -> Saved:
    """What was typed is kept; what it still lacks nobody can tell, and that keeps it from being submitted."""
    variables = {"number": damaged.number, "phone": office}
    reason = CannotBeRead.code
    detail = text(reason, language, **variables)
    return {
        "id": damaged.id,
        "status": Status(damaged.status),
        "version": version,
        "missing": [
            {"field": "", "reason": reason, "rule": "", "detail": detail, "variables": variables},
        ],
        "asks": [],
        "actions": [Action.EDIT],
        "normalised": [],
    }


def amend(registration: Registration, *, season: Season, store: Amendments, now: datetime) -> None:
    """Reopens it (R27, R28). Raises NotPossibleNow, StaleVersion."""
    store.amend(registration, to=after(registration, Action.AMEND, season, now), now=now)


def cancel_amendment(registration: Registration, *, season: Season, store: Amendments, now: datetime) -> None:
    """Puts back what was submitted last (R38). Raises NotPossibleNow, StaleVersion."""
    after(registration, Action.CANCEL_AMENDMENT, season, now)
    store.cancel_amendment(registration, to=before_amending(registration), now=now)


def object_to(
    registration: Registration,
    check_id: str,
    words: str,
    *,
    season: Season,
    store: Objections,
    now: datetime,
) -> None:
    """Hands a finding that the family says is wrong to staff (R39). Raises what `objected` raises, StaleVersion."""
    store.record(registration, objected(registration, check_id, season, now), check_id, words)


def _normalised(form: Form, raw: str | None) -> list[Normalised]:
    if not isinstance(form.property, Purchase) or form.property.number is None or raw is None:
        return []
    contract = form.property.proof is Proof.CONTRACT
    notes = normalisation(raw, shared=not contract).notes
    if not contract and (warning := warning_of(form.property.number)) is not None:
        notes = (*notes, warning)
    return [{"field": "property.number", "value": form.property.number, "notes": notes}] if notes else []
