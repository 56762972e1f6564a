"""Firefox ESR and WebKitGTK for `make engines`: there, given by Debian, or named as missing in one sentence."""

from pathlib import Path

import pytest

from infra.workshop import engines

from .conftest import Program


def test_engines_that_are_there_are_taken_as_they_are(
    program: Program, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in (*engines.PACKAGES, "apt-get"):
        program(name, "echo called")
    engines.main()
    assert capfd.readouterr().out == ""


def test_what_a_machine_without_a_package_manager_lacks_is_named(program: Program) -> None:
    program("firefox-esr", "exit 0")
    with pytest.raises(SystemExit, match="lacks webkit2gtk-driver, xvfb"):
        engines.main()


def test_what_is_lacking_is_asked_of_the_package_manager_and_nothing_else(
    program: Program, tmp_path: Path
) -> None:
    asked = tmp_path / "asked"
    for name in ("firefox-esr", "Xvfb", "sudo", "apt-get"):
        program(name, "exit 0")
    program("env", f"echo $* >> {asked}")
    program("sudo", f"echo $* >> {asked}")
    with pytest.raises(SystemExit, match="lacks webkit2gtk-driver "):
        engines.main()
    update, install = asked.read_text().splitlines()
    assert update.endswith("--no-install-recommends update")
    assert install.endswith("--no-install-recommends install webkit2gtk-driver")
