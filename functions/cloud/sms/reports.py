"""What a provider pushes when it knows what became of SMS: a JSON array, one entry an SMS, without any signature.

Tencent Cloud: `sid` (the sending's SerialNo), `report_status`, `errmsg`, `user_receive_time`, `mobile`
(cloud.tencent.com/document/product/382/5807). Alibaba Cloud, SmsReport: `biz_id`, `out_id` (our reference), `success`,
`err_code`, `report_time`, `phone_number` (help.aliyun.com/document_detail/101867.html). Both tell China's time, push
several at once, and push again until they are answered that it was taken.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from functions.registration.registration import Delivery, DeliveryState
from functions.registration.values.phones import MobilePhone

from .sender import CHINA

Reporter = Literal["tencent", "alibaba"]
"""Who pushes to an address; Amazon SNS writes logs (`sns_logs`)."""

LONGEST_AGO = timedelta(days=7)
"""Of an instant that is believed: providers try a phone for three days at most."""

CODE = re.compile(r"(?!(?:\D*\d){6})[A-Za-z0-9_.:-]{1,64}", re.ASCII)
"""No digits enough for a phone, a document's number or a code that was sent."""

NO_CODE = "unnamed"

WRITTEN = "%Y-%m-%d %H:%M:%S"
"""How both mainland providers write an instant."""


class Report(NamedTuple):
    """Of one SMS."""

    message_id: str
    delivery: Delivery
    reference: tuple[str, str] | None = None
    """Registration and notice, where the provider tells them."""
    phone: str | None = None


class Pushed(NamedTuple):
    reports: list[Report]
    unreadable: int
    """Entries that were none."""


Id = Annotated[str, Field(pattern=r"^[!-~]{1,100}$")]


def _readable(value: Any) -> str:
    return value if isinstance(value, str) and value.isprintable() else ""


Aside = Annotated[str, BeforeValidator(_readable)]
"""What a report is good without: anything odd is as if it were not told."""


class ReportEntry(BaseModel):
    """Whatever else a provider adds is left out."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True, defer_build=True)


class _Tencent(ReportEntry):
    sid: Id
    report_status: Literal["SUCCESS", "FAIL"]
    errmsg: Aside = ""
    user_receive_time: Aside = ""
    mobile: Aside = ""

    def report(self, now: datetime) -> Report:
        state = _STATES[self.report_status]
        at = delivered_at(self.user_receive_time, WRITTEN, CHINA, now)
        return Report(self.sid, delivery(state, self.errmsg, at), phone=phone_of(self.mobile))


class _Alibaba(ReportEntry):
    biz_id: Id
    success: bool
    err_code: Aside = ""
    report_time: Aside = ""
    out_id: Aside = ""
    phone_number: Aside = ""

    def report(self, now: datetime) -> Report:
        at = delivered_at(self.report_time, WRITTEN, CHINA, now)
        made = delivery(_STATES[self.success], self.err_code, at)
        return Report(self.biz_id, made, _reference(self.out_id), phone_of(self.phone_number))


ENTRIES: Mapping[Reporter, type[_Tencent] | type[_Alibaba]] = {"tencent": _Tencent, "alibaba": _Alibaba}

TAKEN: Mapping[Reporter, Mapping[str, str | int]] = {
    "tencent": {"result": 0, "errmsg": "OK"},
    "alibaba": {"code": 0, "msg": "OK"},
}
"""What each takes for a yes; anything else is pushed again."""

_MOBILE: TypeAdapter[str] = TypeAdapter(MobilePhone)


def pushed(reporter: Reporter, body: bytes, now: datetime) -> Pushed:
    """What was pushed, entry by entry: one that cannot be read keeps no other from being taken."""
    entries = _entries(body)
    if entries is None:
        return Pushed([], 1)
    reports = []
    for entry in entries:
        try:
            reports.append(ENTRIES[reporter].model_validate(entry).report(now))
        except ValidationError:
            continue
    return Pushed(reports, len(entries) - len(reports))


def _entries(body: bytes) -> list[Any] | None:
    """None for what is no array. A mark of byte order, and what only others could misread in an entry, stops no entry
    beside it.
    """
    try:
        read = json.loads(body.decode("utf-8-sig"), object_pairs_hook=_unique)
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, list) else None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object that says one thing twice says nothing."""
    members = dict(pairs)
    return members if len(members) == len(pairs) else {}


_STATES: Mapping[str | bool, DeliveryState] = {
    "SUCCESS": DeliveryState.DELIVERED,
    "FAIL": DeliveryState.NOT_DELIVERED,
    True: DeliveryState.DELIVERED,
    False: DeliveryState.NOT_DELIVERED,
}


def delivery(state: DeliveryState, code: str, at: datetime) -> Delivery:
    return Delivery(state=state, at=at, code=code if CODE.fullmatch(code) else NO_CODE)


def delivered_at(written: str, form: str, zone: tzinfo, now: datetime) -> datetime:
    """Now where it tells no instant, or one that cannot be: to come, or longer ago than any is tried."""
    try:
        reported_at = datetime.strptime(written, form).replace(tzinfo=zone)
    except ValueError:
        return now
    return reported_at if now - LONGEST_AGO <= reported_at <= now else now


REFERENCE = re.compile(r"([0-9A-HJKMNP-TV-Z]{26})/([\w-]{1,64})", re.ASCII)


def _reference(out_id: str) -> tuple[str, str] | None:
    ours = REFERENCE.fullmatch(out_id)
    return None if ours is None else (ours[1], ours[2])


def phone_of(number: str) -> str | None:
    try:
        return _MOBILE.validate_python(number)
    except ValidationError:
        return None
