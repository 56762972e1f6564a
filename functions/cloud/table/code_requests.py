"""Asking for a code: the code, its SMS and everything that it is counted against are one transaction."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple, NoReturn

from functions.registration.errors import StaleVersion, TooMany
from functions.registration.keyed import Keyed
from functions.registration.registration import Notice, Registration
from functions.registration.sms.budget import allowance, budget_shards
from functions.registration.sms.limits import (
    ACCOUNT_CODES,
    ACCOUNT_PHONES,
    REGISTRATION_CODES,
    REGISTRATION_PHONES,
    STRANGERS_CODES,
    UNPROVED_CODES,
)
from functions.registration.submitting.codes import PHONE_LIMITS, refuse_phone
from functions.registration.values.code import Code

from . import items, keys
from .days import Day
from .expressions import (
    Condition,
    Update,
    absent,
    all_of,
    any_of,
    at_most,
    below,
    contains,
    differs,
    equals,
    size_below,
)
from .table import BusyError, ConditionFailedError, Item, Table

LONGEST = PHONE_LIMITS[-1][1]
KEPT = PHONE_LIMITS[-1][0]
"""Instants of a phone's last codes that are remembered: as many as its widest limit counts."""


class Spend(NamedTuple):
    """What a code is counted against."""

    owner: Keyed
    phone: Keyed
    proved: bool
    """Whether a code of this account was once read from the phone."""
    asker: str
    """Keyed MAC of the account's identity number."""
    family: frozenset[str]
    """Keyed MACs of children whose family the registry just said that this account is."""
    budget: int
    """The season's."""
    day: Day


class CodeRequestTable:
    """What is counted is counted under each key that is held, so that a new one gives nobody more."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def ask(
        self,
        registration: Registration,
        code: Code,
        notice: Notice,
        *,
        confirmed: Mapping[str, str] | None,
        strange: frozenset[str],
        reset_tries: bool,
        spend: Spend,
    ) -> Code:
        """Keeps the code's digest, lets its SMS go out by the stream and counts it, or none of it: 1 transaction.

        `confirmed`: what the household registry confirmed; None where it was not asked, and what stands is left.
        One more where the registration's first shard of the budget is empty. Answers the code that now stands: where
        this very request was written before, and only its answer was lost, the earlier one.
        Raises StaleVersion, TooMany.
        """
        now = code.sent_at
        held = range(len(spend.owner.every))
        change = self._change(code, notice, confirmed, strange, spend, reset=reset_tries)
        wanted = (
            {"Update": self._registration(registration, code, change)},
            *({"Update": self._account(registration, spend, place)} for place in held),
            *({"Update": self._phone(spend, now, place)} for place in held),
        )
        family = [{"Update": update} for update in self._family(spend)]
        for shard in budget_shards(registration.id, spend.budget):
            paid = {"Update": self._budget(registration.season, shard, spend)}
            try:
                self._table.transact(*wanted, paid, *family)
            except ConditionFailedError as failed:
                if failed.index < len(wanted):
                    return _explained(failed, registration, code, spend, now)
            except BusyError:
                raise StaleVersion from None
            else:
                return code
        raise TooMany(retry_after=spend.day.left(now), code="sms_budget_spent")

    def _change(
        self,
        code: Code,
        notice: Notice,
        confirmed: Mapping[str, str] | None,
        strange: frozenset[str],
        spend: Spend,
        *,
        reset: bool,
    ) -> Update:
        change = Update().set("code", items.dump(code)).set(("notices", notice.id), items.dump(notice))
        if confirmed is not None:
            change.set("confirmed", dict(confirmed)).set("asker", spend.asker)
            change.set("strange", sorted(strange))
        return change.set("code_tries", 0).set("tried", []) if reset else change

    def _registration(self, registration: Registration, code: Code, change: Update) -> dict[str, Any]:
        unchanged = all_of(
            equals("version", registration.version),
            equals("status", registration.status.value),
            any_of(absent("code"), differs(("code", "id"), code.id)),
        )
        return self._table.update_request(keys.registration(registration.id), change, unchanged)

    def _account(self, registration: Registration, spend: Spend, place: int) -> dict[str, Any]:
        """Today's codes and phones of the account, of this registration, and of this phone while it is unproved."""
        phone = spend.phone.every[place]
        names = Names(registration.id, phone)
        rules = [
            any_of(absent("codes"), below("codes", ACCOUNT_CODES)),
            any_of(absent(names.codes), below(names.codes, REGISTRATION_CODES)),
            _has_room("phones", phone, ACCOUNT_PHONES),
            _has_room(names.phones, phone, REGISTRATION_PHONES),
        ]
        if not spend.proved:
            rules.append(any_of(absent(names.to), below(names.to, UNPROVED_CODES)))
        change = Update().add("codes", 1).add(names.codes, 1).add(names.to, 1)
        change.add("phones", {phone}).add(names.phones, {phone})
        return self._table.update_request(
            keys.account_day(spend.owner.every[place], spend.day.date),
            change.set("expires", spend.day.expires),
            all_of(*rules),
        )

    def _family(self, spend: Spend) -> list[dict[str, Any]]:
        if not spend.family:
            return []
        change = Update().add("own_children", set(spend.family))
        return [self._table.update_request(keys.account(mac), change) for mac in spend.owner.every]

    def _phone(self, spend: Spend, now: datetime, place: int) -> dict[str, Any]:
        """The instants of its last codes, shifted by one: the limits are conditions on them, and nothing is read."""
        change = _shifted(Update(), "sent", KEPT, now)
        rules = [_was_before(f"sent{most - 1}", now - window) for most, window in PHONE_LIMITS]
        if not spend.proved:
            _shifted(change, "strange", STRANGERS_CODES, now)
            rules.append(_was_before(f"strange{STRANGERS_CODES - 1}", now - LONGEST))
        expires = int((now + LONGEST + timedelta(days=1)).timestamp())
        return self._table.update_request(
            keys.phone(spend.phone.every[place]), change.set("expires", expires), all_of(*rules)
        )

    def _budget(self, season: str, shard: int, spend: Spend) -> dict[str, Any]:
        share, today = allowance(spend.budget, shard), f"codes {spend.day.date}"
        return self._table.update_request(
            keys.sms_budget(season, shard),
            Update().add("codes", 1).add(today, 1),
            all_of(
                any_of(absent("codes"), below("codes", share.codes)),
                any_of(absent(today), below(today, share.codes_a_day)),
            ),
        )


class Names:
    """An account's day counts apart what one registration and one phone took of it."""

    def __init__(self, registration_id: str, phone: str) -> None:
        self.codes = f"codes {registration_id}"
        self.phones = f"phones {registration_id}"
        self.to = f"to {phone}"


def _has_room(phones: str, phone: str, most: int) -> Condition:
    return any_of(absent(phones), contains(phones, phone), size_below(phones, most))


def _was_before(instant: str, limit: datetime) -> Condition:
    return any_of(absent(instant), at_most(instant, items.instant(limit)))


def _shifted(change: Update, name: str, length: int, now: datetime) -> Update:
    for place in range(length - 1, 0, -1):
        change.copy_or(f"{name}{place}", f"{name}{place - 1}", "")
    return change.set(f"{name}0", items.instant(now))


def _explained(
    failed: ConditionFailedError, registration: Registration, code: Code, spend: Spend, now: datetime
) -> Code:
    """The code that this very request wrote before, or the refusal that the condition stands for."""
    item = failed.item or {}
    if failed.index == 0:
        stands = items.without_form(item).code if item else None
        if stands is not None and stands.id == code.id:
            return stands
        raise StaleVersion
    held = len(spend.owner.every)
    if failed.index <= held:
        _refuse_day(item, Names(registration.id, spend.phone.every[failed.index - 1]), spend, now)
    sent = [datetime.fromisoformat(at) for n in range(KEPT) if (at := item.get(f"sent{n}"))]
    refuse_phone([at for at in sent if now - at < LONGEST], now)
    raise TooMany(retry_after=_until_a_stranger_may(item, now), code="phone_not_proved")


def _refuse_day(item: Item, names: Names, spend: Spend, now: datetime) -> NoReturn:
    left = spend.day.left(now)
    if not spend.proved and item.get(names.to, 0) >= UNPROVED_CODES:
        raise TooMany(retry_after=left, code="phone_not_proved")
    codes, mine = item.get("codes", 0), item.get(names.codes, 0)
    if codes >= ACCOUNT_CODES or mine >= REGISTRATION_CODES:
        raise TooMany(retry_after=left, code="too_many_codes_today")
    raise TooMany(retry_after=left, code="too_many_phones_today")


def _until_a_stranger_may(item: Item, now: datetime) -> int:
    oldest = datetime.fromisoformat(item[f"strange{STRANGERS_CODES - 1}"])
    return max(1, int((oldest + LONGEST - now).total_seconds()))
