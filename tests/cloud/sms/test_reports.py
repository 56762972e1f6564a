"""What Tencent Cloud and Alibaba Cloud push, to the letter of their pages, and whatever else comes to the address."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.cloud.sms.reports import MOST, NO_CODE, TAKEN, Report, Reporter, pushed
from functions.registration.registration import Delivery, DeliveryState

NOW = datetime(2022, 7, 5, 2, tzinfo=UTC)
ID = "01G76PAV40CCCCCCCCCCCCCCCC"
TENCENT = {
    "user_receive_time": "2022-07-05 09:03:04",
    "nationcode": "86",
    "mobile": "13800000000",
    "report_status": "SUCCESS",
    "errmsg": "DELIVRD",
    "description": "用户短信送达成功",
    "sid": "5000:1045710669157053657849499619",
}
ALIBABA = {
    "phone_number": "13800000000",
    "send_time": "2022-07-05 09:03:00",
    "report_time": "2022-07-05 09:03:04",
    "success": True,
    "err_code": "DELIVERED",
    "err_msg": "用户接收成功",
    "sms_size": "1",
    "biz_id": "900619746936498440^0",
    "out_id": f"{ID}/outcome",
}
EACH: list[tuple[Reporter, dict[str, Any]]] = [("tencent", TENCENT), ("alibaba", ALIBABA)]
AT = datetime(2022, 7, 5, 1, 3, 4, tzinfo=UTC)


def _read(reporter: Reporter, *entries: Any) -> tuple[list[Report], int]:
    return pushed(reporter, json.dumps(entries).encode(), NOW)


def test_tencent_s_report_is_read_by_the_sending_s_serial_number() -> None:
    [report], unreadable = _read("tencent", TENCENT)
    assert unreadable == 0
    assert report == Report(
        TENCENT["sid"],
        Delivery(state=DeliveryState.DELIVERED, at=AT, code="DELIVRD"),
        phone="13800000000",
    )


def test_alibaba_s_report_is_read_by_its_id_and_names_our_reference() -> None:
    [report], unreadable = _read("alibaba", ALIBABA)
    assert unreadable == 0
    assert report == Report(
        "900619746936498440^0",
        Delivery(state=DeliveryState.DELIVERED, at=AT, code="DELIVERED"),
        (ID, "outcome"),
        "13800000000",
    )


def test_what_was_not_delivered_is_told_by_the_provider_s_code() -> None:
    [tencent], _ = _read("tencent", TENCENT | {"report_status": "FAIL", "errmsg": "MK:0001"})
    [alibaba], _ = _read("alibaba", ALIBABA | {"success": False, "err_code": "MOBILE_NOT_ON_SERVICE"})
    assert [(one.delivery.state.value, one.delivery.code) for one in (tencent, alibaba)] == [
        ("not_delivered", "MK:0001"),
        ("not_delivered", "MOBILE_NOT_ON_SERVICE"),
    ]


@pytest.mark.parametrize(("reporter", "good"), EACH)
def test_a_bad_entry_keeps_no_other_from_being_read(reporter: Reporter, good: dict[str, Any]) -> None:
    key = "sid" if reporter == "tencent" else "biz_id"
    status = "report_status" if reporter == "tencent" else "success"
    bad: list[Any] = [
        None,
        7,
        [],
        {},
        {**good, key: ""},
        {**good, key: 7},
        {**good, key: "a b"},
        {**good, status: "maybe"},
    ]
    bad.append({name: value for name, value in good.items() if name != status})
    reports, unreadable = _read(reporter, *bad, good)
    assert ([one.message_id for one in reports], unreadable) == ([good[key]], len(bad))


@pytest.mark.parametrize("instant", ["", "2022-13-45", "2099-01-01 00:00:00"])
def test_an_instant_that_is_none_or_has_not_come_is_now(instant: str) -> None:
    [report], _ = _read("tencent", TENCENT | {"user_receive_time": instant})
    assert report.delivery.at == NOW


def test_what_others_wrote_into_a_report_stays_out() -> None:
    odd = ALIBABA | {"err_code": "用户 13800000000", "out_id": "../../etc", "phone_number": "+44 20"}
    [report], _ = _read("alibaba", odd)
    assert (report.delivery.code, report.reference, report.phone) == (NO_CODE, None, None)


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"{}", b"[1]", b"\xff", b"[" * 100_000, json.dumps([TENCENT] * (MOST + 1)).encode()],
    ids=["nothing", "null", "object", "numbers", "bytes", "brackets", "too many"],
)
@pytest.mark.parametrize("reporter", TAKEN)
def test_a_body_that_is_no_such_array_is_one_that_cannot_be_read(reporter: Reporter, body: bytes) -> None:
    assert pushed(reporter, body, NOW) == ([], 1)


VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
ENTRIES = st.lists(
    st.dictionaries(st.sampled_from([*TENCENT, *ALIBABA]), VALUES, max_size=9) | VALUES, max_size=4
)


@given(ENTRIES, st.sampled_from(sorted(TAKEN)))
def test_whatever_json_comes_is_read_or_counted(entries: list[Any], reporter: Reporter) -> None:
    reports, unreadable = pushed(reporter, json.dumps(entries).encode(), NOW)
    assert len(reports) + unreadable == len(entries)
