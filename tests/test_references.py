"""Everything that is cited exists: in docs, README, docstrings and comments."""

import re

import pytest

from tests.references import KINDS, ROOT, Text, files, texts

DECISIONS = [path for path in files() if path.startswith("docs/decisions/0")]


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_cited_is_there(kind: str) -> None:
    assert [f"{text.path}: {found}" for text in texts() for found in KINDS[kind](text)] == []


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("link", "see [the rules](rules-of-nobody.md)"),
        ("link", '<img src="docs/pictures/nothing.png">'),
        ("page", "as docs/nowhere.md tells"),
        ("page", "docs/decisions/0999 tells why"),
        ("path", "in `functions/nowhere/handler.py`"),
        ("path", "a row of `no_such_file.py`"),
        ("path", "the folder `no_such_folder/`"),
        ("test", "held by `test_that_nobody_wrote`"),
        ("symbol", "then `functions/submit:no_such_symbol`"),
        ("module", "    python -m infra.nothing"),
        ("target", "`make nonsense`"),
        ("target", "    make nonsense"),
        ("target", "`npm run nonsense`"),
        ("decision", "decision 0999 tells why"),
        ("unpublished", "(DESIGN" + " sections 5 and 6)"),
    ],
)
def test_what_is_not_there_is_found(kind: str, words: str) -> None:
    assert list(KINDS[kind](Text("README.md", words))) != []


def test_words_of_every_kind_of_file_are_read() -> None:
    read = {text.path for text in texts()}
    assert {"README.md", "Makefile", "infra/resources.yaml", "infra/notice.py", "web/vite.config.ts"} <= read
    own = next(text for text in texts() if text.path == "tests/references.py")
    assert "docstrings" in own.words
    assert "fmt: skip" in own.words
    assert "NOT_OURS" not in own.words


def test_decisions_are_numbered_without_holes() -> None:
    numbers = [int(re.findall(r"/(\d{4})-", path)[0]) for path in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("path", DECISIONS)
def test_every_decision_has_the_one_form_and_is_listed(path: str) -> None:
    page = (ROOT / path).read_text(encoding="utf-8")
    name = path.rpartition("/")[2]
    title = re.match(rf"# {name[:4]} (\S.+)\n\n\d{{4}}-\d\d-\d\d · (accepted|replaced by \d{{4}})\n", page)
    assert title is not None
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    listed = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")
    assert f"| [{name[:4]}]({name}) | {title[1]} |" in listed
