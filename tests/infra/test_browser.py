"""The suite's browser: one that is there, one that can be had, or one sentence."""

import re
from pathlib import Path

import pytest

from infra.workshop import browser, fonts, registry_chromium, suite
from infra.workshop.suite import Played

from .conftest import Program


def test_an_installed_chromium_that_runs_is_taken_and_one_that_does_not_is_passed_over(
    program: Program,
) -> None:
    program("chromium-browser", "exit 1")
    runs = program("google-chrome", "exit 0")
    assert browser.find() == runs
    assert browser.find() == browser.provide()


def test_chromium_without_windows_is_taken_before_the_whole_one(program: Program) -> None:
    program("chromium", "exit 0")
    shell = program("chromium-headless-shell", "exit 0")
    assert browser.find() == shell


def test_a_chromium_that_is_named_is_the_one(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program("chromium", "exit 0")
    monkeypatch.setenv("CHROMIUM", "/somewhere/else")
    assert browser.find() == "/somewhere/else"


def test_the_browser_finds_chinese_letters_wherever_it_runs() -> None:
    variables = browser.environment("/usr/bin/chromium")
    written = Path(variables["FONTCONFIG_FILE"]).read_text()
    assert f"<dir>{Path(fonts.FONT_PATH).parent}</dir>" in written
    assert "LD_LIBRARY_PATH" not in registry_chromium.variables("/usr/bin/chromium")
    assert (
        str(registry_chromium.FOLDER)
        in browser.environment(str(registry_chromium.EXECUTABLE))["LD_LIBRARY_PATH"]
    )


def test_without_a_browser_the_last_line_says_what_was_left_out(capfd: pytest.CaptureFixture[str]) -> None:
    assert suite.main("wanted", Played.SAMPLE, ["--version"], provide=lambda: None) == 0
    *_, last = capfd.readouterr().out.splitlines()
    assert last.startswith("The browser's tests were left out: no Chromium could be had on this machine.")


def test_with_a_browser_nothing_is_left_out_and_pytest_speaks_last(capfd: pytest.CaptureFixture[str]) -> None:
    assert suite.main("required", Played.ALL, ["--version"], provide=lambda: "chromium") == 0
    assert capfd.readouterr().out.startswith("pytest ")


def test_a_sample_of_the_browsers_tests_says_last_that_it_was_one(capfd: pytest.CaptureFixture[str]) -> None:
    assert suite.main("wanted", Played.SAMPLE, ["--version"], provide=lambda: "chromium") == 0
    *_, last = capfd.readouterr().out.splitlines()
    assert last == "Of the browser's tests a sample was played: make browser plays them all."


@pytest.mark.parametrize(
    ("played", "collected"),
    [
        (Played.SAMPLE, r"(?P<played>\d+)/(?P<all>\d+) tests collected"),
        (Played.ALL, r"(?P<played>(?P<all>\d+)) tests collected"),
    ],
)
def test_pytest_plays_as_many_of_them_as_it_is_told(
    played: Played, collected: str, capfd: pytest.CaptureFixture[str]
) -> None:
    told = ["-v", "--collect-only", "tests/browser/test_old_engines.py"]
    assert suite.main("wanted", played, told, provide=lambda: "chromium") == 0
    said = re.search(collected, capfd.readouterr().out)
    assert said
    assert (int(said["played"]) < int(said["all"]) / 2) is (played is Played.SAMPLE)


def test_where_a_browser_is_required_the_suite_does_not_go_without() -> None:
    with pytest.raises(SystemExit, match="The suite needs a browser, and no Chromium could be had"):
        suite.main("required", Played.ALL, ["--version"], provide=lambda: None)
