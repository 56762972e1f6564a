"""What was counted is one line of its run, and none where metrics are switched off."""

import json

import pytest

from functions.cloud.metrics import counting


def test_a_run_writes_what_it_counted_once(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        with counting() as count:
            count("NoticeSent")
            count("NoticeSent")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["NoticeSent"] for line in lines] == [[2.0], [2.0]]


def test_a_run_that_counted_nothing_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with counting():
        pass
    assert capsys.readouterr().out == ""


@pytest.mark.filterwarnings("error")
def test_switched_off_nothing_is_ever_written_and_nothing_warned_of(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POWERTOOLS_METRICS_DISABLED", "true")
    for _ in range(250):
        with counting() as count:
            count("NoticeSent")
    assert capsys.readouterr().out == ""
