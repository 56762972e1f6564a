import io
import json

import pytest
from aws_lambda_powertools import Logger

from functions.cloud import logs

NUMBER, PHONE = "11010519491231002X", "13800000000"


@pytest.fixture
def written(request):
    stream = io.StringIO()
    log = Logger(service=request.node.name, json_serializer=logs._line, stream=stream)
    return log, stream


def test_a_number_logged_by_mistake_is_hidden_wherever_it_stands(written):
    log, stream = written
    log.info(
        "of %s",
        NUMBER,
        extra={"deep": [{"phone": f"+86{PHONE}"}, {int(PHONE): int(PHONE)}], "note": f"x\n{PHONE}"},
    )
    assert NUMBER not in stream.getvalue()
    assert PHONE not in stream.getvalue()


def test_a_number_in_an_exception_is_hidden(written):
    log, stream = written
    try:
        int(f"{PHONE}?")
    except ValueError:
        log.exception("failed")
    assert "ValueError" in stream.getvalue()
    assert PHONE not in stream.getvalue()


def test_ids_versions_and_times_pass_as_they_are(written):
    log, stream = written
    entry = {
        "registration": "01JD2Q8Z1H13800000000ABCDE",
        "version": 3,
        "at": 1732390705123,
        "request": "6f1a2b3c-13aa-4fff-8a00-13800000000a",
        "ok": True,
    }
    log.info("saved", extra=entry)
    line = json.loads(stream.getvalue())
    assert {name: line[name] for name in entry} == entry


def test_all_rooms_share_one_logger_and_one_set_of_metrics():
    assert logs.logger() is logs.logger()
    assert logs.metrics() is logs.metrics()
    assert logs.logger().service == "ruxue"
