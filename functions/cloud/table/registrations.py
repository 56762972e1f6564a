"""Guardians' registrations in the table: drafts, forms, documents removed (docs/life.md)."""

from collections.abc import Collection
from datetime import datetime
from functools import partial
from typing import NamedTuple

from functions.cloud.sealing.labels import Labels
from functions.cloud.sealing.seal import Seal
from functions.registration.errors import ConsentNeeded, NotFound, NotPossibleNow, TooMany
from functions.registration.form import Form
from functions.registration.keyed import Keyed
from functions.registration.registration import Registration
from functions.registration.season.notice import PrivacyNotice
from functions.registration.submitting.retention import staff_acted_on

from . import items, keys
from .accounts.begun import (
    REGISTRATIONS_AN_ACCOUNT,
    BegunBeforeError,
    ReferenceTakenError,
    begun,
    begun_before,
    is_full,
)
from .accounts.consents import consented, standing
from .accounts.editing import (
    DOCUMENTS_KEPT,
    Editable,
    may_edit,
    not_handed_in,
    refuse_edit,
)
from .accounts.uploads import drawing
from .days import Day
from .expressions import (
    Condition,
    Path,
    Update,
    absent,
    all_of,
    any_of,
    equals,
    exists,
    one_of,
    size_below,
    size_is,
)
from .table import ConditionFailedError, Item, Table

DEEDS = ("decisions", "releases", "school_words", "past_requests")
WORDS: tuple[Path, ...] = ("request", "school", "confirmed_facts", ("spot", "ended"))
"""Attributes by which `staff_acted_on` tells it: what holds something, and what is there at all."""


class Loaded(NamedTuple):
    registration: Registration
    facts: frozenset[str]
    """What prefill told this account, as keyed MACs (R4)."""
    proved: frozenset[str] = frozenset()
    """The phones that proved themselves to this account by a code, as keyed MACs."""
    family: frozenset[str] = frozenset()
    """The children whose family the registry said that this account is, as keyed MACs."""
    consents: frozenset[str] = frozenset()
    """What the account's answers to the season's notice stand for; see accounts/consents.py."""


class Held(NamedTuple):
    """A registration, its own item, and those of its account under each key that is held."""

    loaded: Loaded
    item: Item
    accounts: tuple[Item, ...]


class RegistrationTable:
    """Each method says its AWS calls. `owner` is the account; another's registration is NotFound.

    What an account has stands under every key that is held, so that whichever is current finds all of it.
    """

    def __init__(self, table: Table, seal: Seal, labels: Labels) -> None:
        self._table = table
        self._seal = seal
        self._labels = labels

    def create(
        self,
        registration: Registration,
        owner: Keyed,
        *,
        named: Keyed | None,
        notice: PrivacyNotice,
        expires: int,
        day: Day,
    ) -> None:
        """A new draft, its reference and the account's list of its own, together: 2 calls. `expires`: epoch seconds.

        The same transaction asks that the account answered the notice (R48); while keys rotate, an answer that stands
        under an earlier one costs a call more. Raises ConsentNeeded, NotPossibleNow while the account holds too many,
        TooMany until the day ends, ReferenceTakenError, BegunBeforeError where a request so `named` came before.
        """
        new = self._table.put_request(
            items.to_item(registration, self._seal, self._labels) | {"expires": expires}, absent()
        )
        known = self._table.put_request(items.referred(registration, expires), absent())
        for holder in owner.every:
            answered = consented(registration.season, notice)
            lists, days = begun(self._table, registration, owner, answered, holder, day, named)
            try:
                self._table.transact(
                    *({"Update": update} for update in (*lists, *days)), {"Put": new}, {"Put": known}
                )
            except ConditionFailedError as failed:
                if failed.index > len(lists) + len(days):
                    raise ReferenceTakenError from None
                if before := begun_before(failed.item, named):
                    raise BegunBeforeError(before) from None
                if failed.index >= len(lists):
                    wait = day.left(registration.created_at)
                    raise TooMany(retry_after=wait, code="too_many_begun") from None
                if is_full(failed.item):
                    # Waiting changes nothing here: one of them has to be withdrawn.
                    raise NotPossibleNow(code="too_many_registrations") from None
            else:
                return
        raise ConsentNeeded

    def get(self, registration_id: str, owner: Keyed) -> Loaded:
        """2 calls: it and the account at once, then KMS. Raises NotFound, UnreadableError."""
        return self.held(registration_id, owner).loaded

    def held(self, registration_id: str, owner: Keyed) -> Held:
        """The same, with the items that it was read from. Raises NotFound, UnreadableError."""
        mine = keys.registration(registration_id)
        stored = self._table.get_many([mine, *(keys.account(mac) for mac in owner.every)])
        registration = stored.pop(mine, None)
        if registration is None or not owner.names(registration.get("owner")):
            raise NotFound
        accounts = stored.values()
        loaded = Loaded(
            items.whole(registration, self._seal),
            facts=items.members("facts", accounts),
            proved=items.members("proved", accounts),
            family=items.members("own_children", accounts),
            consents=standing(accounts, registration["season"]),
        )
        return Held(loaded, registration, tuple(stored.values()))

    def proved_phones(self, owner: str) -> frozenset[str]:
        """The phones that proved themselves to the account of this MAC by a code, as keyed MACs: 1 call."""
        account = self._table.get(keys.account(owner)) or {}
        return frozenset(account.get("proved", ()))

    def get_any(self, registration_id: str) -> Registration:
        """For Ruxue's own functions and staff: 2 calls. Raises NotFound."""
        item = self._table.get(keys.registration(registration_id))
        if item is None:
            raise NotFound
        return items.whole(item, self._seal)

    def get_without_form(self, registration_id: str) -> Registration | None:
        """1 call, nothing is unsealed; None where there is no such registration."""
        item = self._table.get(keys.registration(registration_id))
        return None if item is None else items.without_form(item)

    def of_account(self, owner: Keyed, seasons: Collection[str]) -> items.Listed:
        """The account's live registrations and the newest that it withdrew after submitting, newest first: 2 calls
        however many there are. `seasons` are all that there are.
        """
        accounts = self._table.get_many([keys.account(mac) for mac in owner.every]).values()
        withdrawn = items.members("withdrawn", accounts)
        live = items.members("registrations", accounts) - withdrawn
        others = sorted(withdrawn, reverse=True)[: REGISTRATIONS_AN_ACCOUNT - len(live)]
        wanted = [
            keys.registration(registration_id) for registration_id in sorted({*live, *others}, reverse=True)
        ]
        stored = self._table.get_many(wanted)
        there = [stored[key] for key in wanted if key in stored]
        return items.listed(there, partial(items.of_seasons, seasons=seasons))

    def save_form(
        self,
        registration_id: str,
        owner: Keyed,
        form: Form,
        *,
        version: int,
        editable: Editable,
        now: datetime,
    ) -> Registration:
        """Replaces the form of what is a draft or being amended: 2 calls.

        Raises NotFound, StaleVersion, NotPossibleNow; UnreadableError where nothing was written, and
        WrittenUnreadableError where it was.
        """
        written = version + 1
        sealed = items.sealed_form(registration_id, form, self._seal, version=written)
        change = Update().set("sealed", sealed).set("form_version", written).set("version", written)
        change.set("label", items.label_of(registration_id, form, self._labels))
        change.set("updated_at", items.instant(now))
        return self._edit(
            registration_id,
            owner,
            change,
            editable=editable,
            now=now,
            condition=equals("version", version),
            version=version,
            form=form,
        )

    def remove_document(
        self, registration_id: str, owner: Keyed, document_id: str, *, editable: Editable, now: datetime
    ) -> Registration:
        """1 call; 1 more where staff acted on it, who then keep it (R36): it stands in `kept_documents`.

        Raises NotFound (also for an unknown document), NotPossibleNow, UnreadableError as `save_form` does.
        """
        place, archive = ("documents", document_id), ("kept_documents", document_id)
        untouched = all_of(
            *(any_of(absent(deeds), size_is(deeds, 0)) for deeds in DEEDS),
            *(absent(word) for word in WORDS),
        )
        unseen = any_of(untouched, absent(("previous_documents", document_id)))
        beside = not_handed_in(document_id, editable, now)
        may = all_of(exists(place), unseen, any_of(may_edit(editable, now), beside))
        gone = (place, drawing(document_id))
        try:
            return self._update(registration_id, owner, Update().remove(*gone), may, editable)
        except ConditionFailedError as failed:
            if not _was_seen(failed.item, document_id):
                refuse_edit(failed.item, owner, editable, version=None, document=document_id)
        return self._edit(
            registration_id,
            owner,
            Update().copy(archive, place).remove(*gone),
            editable=editable,
            now=now,
            condition=all_of(exists(place), size_below("kept_documents", DOCUMENTS_KEPT)),
            document=document_id,
            beside=beside,
        )

    def _edit(
        self,
        registration_id: str,
        owner: Keyed,
        change: Update,
        *,
        editable: Editable,
        now: datetime,
        condition: Condition,
        version: int | None = None,
        document: str | None = None,
        form: Form | None = None,
        beside: Condition | None = None,
    ) -> Registration:
        """One update of what its owner may edit now.

        `version` and `document` are what `condition` asks for, `form` is what was saved; `beside` allows it as well
        where nothing is being edited.
        """
        may = may_edit(editable, now) if beside is None else any_of(may_edit(editable, now), beside)
        try:
            return self._update(registration_id, owner, change, all_of(condition, may), editable, form)
        except ConditionFailedError as failed:
            refuse_edit(failed.item, owner, editable, version=version, document=document)

    def _update(
        self,
        registration_id: str,
        owner: Keyed,
        change: Update,
        condition: Condition,
        editable: Editable,
        form: Form | None = None,
    ) -> Registration:
        """Raises ConditionFailedError, WrittenUnreadableError."""
        item = self._table.update(
            keys.registration(registration_id),
            change,
            condition=all_of(one_of("owner", owner.every), condition),
        )
        try:
            return items.of_seasons(item, form, seasons=editable.known)
        except items.UnreadableError as damaged:
            raise items.WrittenUnreadableError(item, damaged.why) from None


def _was_seen(item: Item | None, document_id: str) -> bool:
    """Whether staff acted on what was submitted with this paper."""
    if item is None or document_id not in item.get("previous_documents", ()):
        return False
    return staff_acted_on(items.without_form(item))
