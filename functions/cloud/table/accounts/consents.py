"""What accounts answered to notices (R48), on the account's own item: all of it, refusals too, and the newest."""

import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol

from functions.cloud.aws.services import DynamoDb
from functions.cloud.table import items, keys
from functions.cloud.table.expressions import (
    Condition,
    Update,
    absent,
    all_of,
    any_of,
    differs,
    equals,
    size_below,
)
from functions.cloud.table.table import ConditionFailedError, Item, Table, pack, unpack
from functions.registration.checking.ranks import Rank
from functions.registration.errors import NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.season.notice import PrivacyNotice
from functions.registration.submitting.consent import ConsentRecord, is_enough

KEPT = timedelta(days=3 * 366)
"""A record of processing is kept for three years at least (PIPL 56)."""

ANSWERS_A_SEASON = 20
"""How often an account may change its mind in a season."""

REFUSED = "refused"
"""Stands where the digest would: something necessary was refused."""

SAID = ("version", "digest", "answers")
"""What makes an answer another one than the newest: which notice was answered, and what."""

BREAKER = "household"


class ReadBeside(Protocol):
    """The breakers' states, which know what to ask of their own table and when."""

    def wanted(self, name: str, now: int) -> dict[str, Any]: ...

    def learn(self, name: str, answers: dict[str, Any], now: int) -> None: ...


def _newest(season: str) -> str:
    return f"consent {season}"


def _all(season: str) -> str:
    return f"consents {season}"


def _standing(season: str) -> str:
    """The attribute that a condition asks for: the digest of the notice that was consented to."""
    return f"consented {season}"


def consented(season: str, notice: PrivacyNotice) -> Condition:
    """That the account's item holds an answer to the notice as it reads now, and nothing necessary refused."""
    return equals(_standing(season), notice.digest)


def standing(accounts: Iterable[Item], season: str) -> frozenset[str]:
    """The digests of the notices that an account's items stand on, or that something necessary was refused."""
    return frozenset(item[_standing(season)] for item in accounts if _standing(season) in item)


def may_go_on(standing: frozenset[str], notice: PrivacyNotice) -> bool:
    """Whether the notice as it reads now was answered, and nothing necessary refused since."""
    return notice.digest in standing and REFUSED not in standing


def carried(change: Update, season: str, digest: str) -> Update:
    """What the account stands on, also under a key that came since; an answer that stands there is left."""
    return change.set_if_absent(_standing(season), digest)


def _record_of(item: Item, season: str) -> ConsentRecord | None:
    """The newest answer on an account's item."""
    stored = item.get(_newest(season))
    if stored is None:
        return None
    return ConsentRecord.model_validate({name: stored[name] for name in ConsentRecord.model_fields})


def answers_on(accounts: Iterable[Item], season: str) -> list[ConsentRecord]:
    """Every answer to the season's notices that these items hold, oldest first, each once."""
    stored = {record["at"]: record for account in accounts for record in account.get(_all(season), ())}
    return [
        ConsentRecord.model_validate({name: stored[at][name] for name in ConsentRecord.model_fields})
        for at in sorted(stored)
    ]


def _added(season: str, stored: Item) -> Update:
    """One answer more, which is the newest; the item is kept for as long as the proof of it."""
    given = datetime.fromisoformat(stored["at"])
    return (
        Update()
        .set(_newest(season), stored)
        .append(_all(season), [stored])
        .set(_standing(season), stored["digest"] if stored["enough"] else REFUSED)
        .set("expires", int((given + KEPT).timestamp()))
    )


class BeforePrefill(NamedTuple):
    record: ConsentRecord | None
    registered: bool
    """Whether a registration of another account holds the child, which the registry ties to that account too (R35)."""


class ConsentTable:
    """Each method says its AWS calls. What an account answered stands under every key that is held."""

    def __init__(self, table: Table, client: DynamoDb, breaker: ReadBeside) -> None:
        self._table = table
        self._client = client
        self._breaker = breaker

    def record(self, owner: Keyed, season: str, record: ConsentRecord) -> None:
        """Adds an answer, and makes it the newest, unless it says what the newest says: 1 call.

        Raises NotPossibleNow.
        """
        stored = items.dump(record) | {"enough": is_enough(record)}
        few = any_of(absent(_all(season)), size_below(_all(season), ANSWERS_A_SEASON))
        other = any_of(*(differs((_newest(season), part), stored[part]) for part in SAID))
        try:
            self._table.transact(
                *(
                    {
                        "Update": self._table.update_request(
                            keys.account(mac), _added(season, stored), all_of(few, other)
                        )
                    }
                    for mac in owner.every
                )
            )
        except ConditionFailedError as failed:
            newest = (failed.item or {}).get(_newest(season), {})
            if all(newest.get(part) == stored[part] for part in SAID):
                return
            raise NotPossibleNow(code="too_many_consents") from None

    def before_prefill(self, owner: Keyed, season: str, child: Keyed) -> BeforePrefill:
        """The newest answer, and whether the child's family has registered it: 1 call.

        The same call reads where the household registry's breaker stands, where that is due, so that a question to
        the registry after it costs no other.
        """
        now = int(time.time())
        accounts = [keys.account(mac) for mac in owner.every]
        claims = [keys.child_claim(season, mac) for mac in child.every]
        wanted = {
            self._table.name: {
                "Keys": [pack(key._asdict()) for key in (*accounts, *claims)],
                "ConsistentRead": True,
            }
        }
        answers = self._client.batch_get_item(RequestItems=wanted | self._breaker.wanted(BREAKER, now))
        self._breaker.learn(BREAKER, answers["Responses"], now)
        if self._table.name in answers.get("UnprocessedKeys", {}):
            entries = list(self._table.get_many([*accounts, *claims]).values())
        else:
            entries = [unpack(item) for item in answers["Responses"].get(self._table.name, [])]
        mine = [item for item in entries if keys.Key(item["pk"], item["sk"]) in accounts]
        records = [record for item in mine if (record := _record_of(item, season)) is not None]
        by_family = items.members(Rank.FAMILY.value, entries) - items.members("registrations", mine)
        return BeforePrefill(max(records, key=lambda record: record.at, default=None), bool(by_family))
