"""What a provider pushes when it knows what became of SMS: a JSON array, one entry an SMS, without any signature.

Tencent Cloud: `sid` (the sending's SerialNo), `report_status`, `errmsg`, `user_receive_time`, `mobile`
(cloud.tencent.com/document/product/382/5807). Alibaba Cloud, SmsReport: `biz_id`, `out_id` (our reference), `success`,
`err_code`, `report_time`, `phone_number` (help.aliyun.com/document_detail/101867.html). Both tell China's time, push
several at once, and push again until they are answered that it was taken.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from functions.registration.registration import Delivery, DeliveryState
from functions.registration.values.phones import MobilePhone

from .sender import CHINA

Reporter = Literal["tencent", "alibaba"]
"""Who pushes to an address; Amazon SNS writes logs."""

MOST = 1000
"""Entries in one push."""

CODE = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
NO_CODE = "unnamed"


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


class _Entry(BaseModel):
    """Whatever else a provider adds is left out."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


class _Tencent(_Entry):
    sid: Id
    report_status: Literal["SUCCESS", "FAIL"]
    errmsg: str = ""
    user_receive_time: str = ""
    mobile: str = ""

    def report(self, now: datetime) -> Report:
        state = _STATES[self.report_status]
        delivery = _delivery(state, self.errmsg, self.user_receive_time, now)
        return Report(self.sid, delivery, phone=_phone(self.mobile))


class _Alibaba(_Entry):
    biz_id: Id
    success: bool
    err_code: str = ""
    report_time: str = ""
    out_id: str | None = None
    phone_number: str = ""

    def report(self, now: datetime) -> Report:
        delivery = _delivery(_STATES[self.success], self.err_code, self.report_time, now)
        return Report(self.biz_id, delivery, _reference(self.out_id or ""), _phone(self.phone_number))


ENTRIES: Mapping[Reporter, type[_Tencent] | type[_Alibaba]] = {"tencent": _Tencent, "alibaba": _Alibaba}

TAKEN: Mapping[Reporter, Mapping[str, str | int]] = {
    "tencent": {"result": 0, "errmsg": "OK"},
    "alibaba": {"code": 0, "msg": "OK"},
}
"""What each takes for a yes; anything else is pushed again."""

_ARRAY: TypeAdapter[list[Any]] = TypeAdapter(Annotated[list[Any], Field(max_length=MOST)])
_MOBILE: TypeAdapter[str] = TypeAdapter(MobilePhone)


def pushed(reporter: Reporter, body: bytes, now: datetime) -> Pushed:
    """What was pushed, entry by entry: one that cannot be read keeps no other from being taken."""
    try:
        entries = _ARRAY.validate_json(body)
    except ValidationError:
        return Pushed([], 1)
    reports = []
    for entry in entries:
        try:
            reports.append(ENTRIES[reporter].model_validate(entry).report(now))
        except ValidationError:
            continue
    return Pushed(reports, len(entries) - len(reports))


_STATES: Mapping[str | bool, DeliveryState] = {
    "SUCCESS": DeliveryState.DELIVERED,
    "FAIL": DeliveryState.NOT_DELIVERED,
    True: DeliveryState.DELIVERED,
    False: DeliveryState.NOT_DELIVERED,
}


def _delivery(state: DeliveryState, code: str, at: str, now: datetime) -> Delivery:
    return Delivery(state=state, at=_instant(at, now), code=code if CODE.fullmatch(code) else NO_CODE)


def _instant(written: str, now: datetime) -> datetime:
    """In China's time, never later than now; now where it tells none."""
    try:
        return min(now, datetime.strptime(written, "%Y-%m-%d %H:%M:%S").replace(tzinfo=CHINA))
    except ValueError:
        return now


REFERENCE = re.compile(r"([0-9A-HJKMNP-TV-Z]{26})/([\w-]{1,64})", re.ASCII)


def _reference(out_id: str) -> tuple[str, str] | None:
    ours = REFERENCE.fullmatch(out_id)
    return None if ours is None else (ours[1], ours[2])


def _phone(number: str) -> str | None:
    try:
        return _MOBILE.validate_python(number)
    except ValidationError:
        return None
