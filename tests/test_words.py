"""One Chinese form for each thing, wherever people read it."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READ = ("functions/registration/texts/*.json", "seasons/*/*.json", "web/src/**/*.ts", "web/src/**/*.vue")
OTHERS = re.compile("监护人(?: ?[一二]|[12])|第[一二]监护人|第 ?{number} ?份|已存在本机")
"""Forms that were found beside 监护人 1, 第 1 张 and 已保存在这台手机上."""


def test_nothing_that_people_read_has_a_second_name() -> None:
    files = [file for pattern in READ for file in ROOT.glob(pattern)]
    assert files
    found = {
        str(file.relative_to(ROOT)): OTHERS.findall(file.read_text("utf-8"))
        for file in files
        if OTHERS.search(file.read_text("utf-8"))
    }
    assert found == {}


def test_a_day_is_written_by_one_function_in_what_people_read() -> None:
    """Variables hold ISO days, which `text()` writes; no module formats one for people by itself."""
    own = {"functions/registration/texts/dates.py"}
    formats = re.compile(r"%Y年|年\{|month:d|%B")
    modules = (ROOT / "functions").rglob("*.py")
    spelled = [str(file.relative_to(ROOT)) for file in modules if formats.search(file.read_text("utf-8"))]
    assert set(spelled) <= own
