"""What Tencent Cloud and Alibaba Cloud push, to the letter of their pages, and whatever else comes to the address."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.cloud.sms.reports import NO_CODE, TAKEN, Report, Reporter, pushed
from functions.cloud.table import items
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


@pytest.mark.parametrize(
    "instant",
    [
        "",
        "2022-13-45",
        "2099-01-01 00:00:00",
        "9999-12-31 23:59:59",
        "0001-01-01 00:00:00",
        "1970-01-01 08:00:00",
        "2022-06-20 09:03:04",
        "1656982984",
        1656982984,
        None,
    ],
)
def test_an_instant_that_is_none_or_cannot_be_is_now_and_can_be_kept(instant: Any) -> None:
    [report], _ = _read("tencent", TENCENT | {"user_receive_time": instant})
    assert report.delivery.at == NOW
    assert items.dump(report.delivery)["at"].startswith("2022-07-05T02:00:00")


def test_what_others_wrote_into_a_report_stays_out() -> None:
    odd = ALIBABA | {"err_code": "用户 13800000000", "out_id": "../../etc", "phone_number": "+44 20"}
    [report], _ = _read("alibaba", odd)
    assert (report.delivery.code, report.reference, report.phone) == (NO_CODE, None, None)


@pytest.mark.parametrize(
    "person",
    ["13800000000", "138-0000-0000", "to:8613800000000", "35020320160101001X", "E12345678", "424242"],
)
@pytest.mark.parametrize(("reporter", "good"), EACH)
def test_no_phone_number_or_code_is_kept_as_what_went_wrong(
    reporter: Reporter, good: dict[str, Any], person: str
) -> None:
    [report], _ = _read(reporter, good | {"errmsg": person, "err_code": person})
    assert report.delivery.code == NO_CODE


@pytest.mark.parametrize(
    "code", ["DELIVRD", "MK:0001", "ID:1241", "-1", "isv.MOBILE_NUMBER_ILLEGAL", "CB:10010"]
)
def test_the_codes_of_carriers_are_kept(code: str) -> None:
    [report], _ = _read("tencent", TENCENT | {"errmsg": code})
    assert report.delivery.code == code


@pytest.mark.parametrize("odd", [None, 7, [], {}, "\ud800", "x\0", "第一行\n第二行"])
@pytest.mark.parametrize(
    "field",
    [
        "errmsg",
        "user_receive_time",
        "mobile",
        "description",
        "err_code",
        "report_time",
        "phone_number",
        "out_id",
    ],
)
@pytest.mark.parametrize(("reporter", "good"), EACH)
def test_a_report_is_taken_whatever_stands_beside_its_id_and_its_state(
    reporter: Reporter, good: dict[str, Any], field: str, odd: Any
) -> None:
    [report], unreadable = _read(reporter, good | {field: odd})
    assert (report.message_id, report.delivery.state, unreadable) == (
        good["sid"] if reporter == "tencent" else good["biz_id"],
        DeliveryState.DELIVERED,
        0,
    )


GOOD = json.dumps(TENCENT)
ONCE = '{"sid": "5000:1", "report_status": "SUCCESS"%s}'


@pytest.mark.parametrize(
    "beside",
    [
        ONCE % ', "sid": "5000:2"',
        ONCE % ', "report_status": "FAIL"',
        ONCE % ', "s\\u0069d": "5000:2"',
        '{"sid": "\\ud800", "report_status": "SUCCESS"}',
        '{"sid": NaN, "report_status": "SUCCESS"}',
        "NaN",
        "-Infinity",
        "1e999",
        "[" * 300 + "]" * 300,
        '{"sid":' * 300 + "1" + "}" * 300,
    ],
    ids=lambda text: text[:40],
)
def test_json_that_can_be_read_in_two_ways_is_no_report_and_stops_none(beside: str) -> None:
    reports, unreadable = pushed("tencent", f"[{beside},{GOOD}]".encode(), NOW)
    assert ([one.message_id for one in reports], unreadable) == ([TENCENT["sid"]], 1)


def test_a_mark_of_byte_order_loses_no_report() -> None:
    reports, unreadable = pushed("tencent", b"\xef\xbb\xbf" + f"[{GOOD}]".encode(), NOW)
    assert (len(reports), unreadable) == (1, 0)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"{}",
        b"[1]",
        b"\xff",
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b"[" + b"9" * 200_000 + b"]",
        b"[1] [2]",
        f"[{json.dumps(TENCENT)}]".encode("utf-16"),
        f"[{json.dumps(TENCENT, ensure_ascii=False)}]".encode("gb18030"),
    ],
    ids=[
        "nothing",
        "null",
        "object",
        "numbers",
        "bytes",
        "brackets",
        "closed brackets",
        "digits",
        "twice",
        "UTF-16",
        "GB 18030",
    ],
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
