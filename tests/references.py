"""What the repository's words refer to, and whether it is there: links, files, tests, symbols, commands, decisions."""

import ast
import io
import json
import re
import tokenize
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {
    ".git", ".coverage", ".venv", "node_modules", "build", "dist", "vendor", "screenshots", "__pycache__", "coverage",
    ".hypothesis", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".import_linter_cache", "test-results",
}  # fmt: skip
MADE = ("build/*", "web/dist*", "web/screenshots*", "dist/*", "src/api/schema.d.ts", "inbox/", "assets/",
        "objects/", "state.json", "secret.json", "item.json", "deployment.zip")  # fmt: skip
"""Paths that a command makes, or that an operator does; no checkout has them."""
SUFFIXES = (".py", ".md", ".json", ".yaml", ".yml", ".toml", ".ts", ".vue", ".css", ".csv", ".txt", ".html")
READ = frozenset({".md", ".py", ".yaml", ".yml", ".toml", ".ts", ".vue", ""})


class Text(NamedTuple):
    """Words of one file: a Markdown page whole, of Python only its docstrings and comments."""

    path: str
    words: str


Missing = Callable[[Text], Iterator[str]]


@cache
def files() -> tuple[str, ...]:
    """Every file of ours, from the root."""
    found = [path for path in _walk(ROOT) if path.is_file()]
    return tuple(sorted(str(path.relative_to(ROOT)) for path in found))


def _walk(directory: Path) -> Iterator[Path]:
    for path in directory.iterdir():
        if path.name in NOT_OURS or path.is_symlink():
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


@cache
def folders() -> frozenset[str]:
    return frozenset(str(parent) for path in files() for parent in Path(path).parents)


@cache
def texts() -> tuple[Text, ...]:
    """Everything to read, but for data and lock files."""
    read = [path for path in files() if Path(path).suffix in READ and not path.endswith("lock.yaml")]
    return tuple(Text(path, _words(path, (ROOT / path).read_text(encoding="utf-8"))) for path in read)


def _words(path: str, source: str) -> str:
    if not path.endswith(".py"):
        return source
    strings = [
        node.value.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ]
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return "\n".join([*strings, *(one.string for one in tokens if one.type == tokenize.COMMENT)])


def _spans(words: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", words)


def links(text: Text) -> Iterator[str]:
    """Relative Markdown links that lead nowhere."""
    if not text.path.endswith(".md"):
        return
    for target in re.findall(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"", text.words):
        link = "".join(target).partition("#")[0]
        if link and not re.match(r"[a-z]+:", link) and not ((ROOT / text.path).parent / link).exists():
            yield link


def pages(text: Text) -> Iterator[str]:
    """Pages of docs/ that are named and not there; a decision may be named by its number."""
    words = text.words.replace("\\.", ".")  # as a pattern has it
    for name in re.findall(r"(?<![\w/.-])docs/[\w./-]*\w", words):
        if not any(path == name or path.startswith((f"{name}-", f"{name}/")) for path in files()):
            yield name


def paths(text: Text) -> Iterator[str]:
    """Files and folders in backticks that are not there: whole paths, or the ends of some."""
    for span in _spans(text.words):
        name = re.sub(r"<\w+>", "*", span.partition("::")[0])
        if not re.fullmatch(r"[\w.*-]+(/[\w.*-]+)*/?", name) or _is_no_path(name):
            continue
        if any(fnmatch(name, made) for made in MADE):
            continue
        known = [*files(), *folders()]
        if not any(fnmatch(f"/{path}", f"*/{name.rstrip('/')}") for path in known):
            yield span


def _is_no_path(name: str) -> bool:
    top = name.partition("/")[0]
    if name.endswith(SUFFIXES) and not name.startswith("."):
        return False
    return not (name.endswith("/") or ("/" in name and any(one.startswith(f"{top}/") for one in files())))


def tests(text: Text) -> Iterator[str]:
    """Tests in backticks that nobody wrote."""
    for span in _spans(text.words):
        name = span.rpartition("::")[2]
        if re.fullmatch(r"test_\w+", name) and name not in _test_names():
            yield span


@cache
def _test_names() -> frozenset[str]:
    sources = [(ROOT / path).read_text(encoding="utf-8") for path in files() if path.startswith("tests/")
               and path.endswith(".py")]  # fmt: skip
    return frozenset(
        name for source in sources for name in re.findall(r"^def (test_\w+)", source, re.MULTILINE)
    )


def symbols(text: Text) -> Iterator[str]:
    """Symbols named with their room and a colon that the room does not define."""
    for room, symbol in re.findall(r"`(functions/\w+):(\w+)`", text.words):
        defined = re.compile(rf"^(?:def|class) {symbol}\b|^{symbol}\b.* = ", re.MULTILINE)
        sources = [path for path in files() if path.startswith(f"{room}/") and path.endswith(".py")]
        if not any(defined.search((ROOT / path).read_text(encoding="utf-8")) for path in sources):
            yield f"{room}:{symbol}"


def modules(text: Text) -> Iterator[str]:
    """Modules of ours behind `python -m` that cannot be run."""
    for name in re.findall(r"(?:python|\$\(PY\)) -m ([\w.]+\w)", text.words):
        base = name.replace(".", "/")
        ours = any(path.startswith(f"{base.partition('/')[0]}/") for path in files())
        if ours and f"{base}.py" not in files() and f"{base}/__main__.py" not in files():
            yield name


def targets(text: Text) -> Iterator[str]:
    """Targets of make and scripts of npm that are not there."""
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    scripts = set(json.loads((ROOT / "web/package.json").read_text(encoding="utf-8"))["scripts"])
    called = re.findall(r"(?:`|&& |^ *|=\S+ )make ([a-z]+)(?=`| *$| +#|`)", text.words, re.MULTILINE)
    run = re.findall(r"npm run (\w+)", text.words)
    yield from (f"make {name}" for name in called if name not in made)
    yield from (f"npm run {name}" for name in run if name not in scripts)


def decisions(text: Text) -> Iterator[str]:
    """Decisions by number that were never taken."""
    taken = {Path(path).name[:4] for path in files() if path.startswith("docs/decisions/0")}
    for number in re.findall(r"(?:[Dd]ecisions?|决定)[\s/]+(\d{4})\b", text.words):
        if number not in taken:
            yield number


def unpublished(text: Text) -> Iterator[str]:
    """Sections of a page that no reader of the repository has."""
    yield from re.findall(r"DESIGN" + r" sections? [\d, and]*\d", text.words)


KINDS: dict[str, Missing] = {
    "link": links, "page": pages, "path": paths, "test": tests, "symbol": symbols, "module": modules,
    "target": targets, "decision": decisions, "unpublished": unpublished,
}  # fmt: skip
