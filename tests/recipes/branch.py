"""A copy of the house on which a recipe is played: what it touches is counted, what it makes is run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
COPIED = ("functions", "infra", "seasons", "web/src/api")


class Branch:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.touched: set[str] = set()
        for name in COPIED:
            ignored = shutil.ignore_patterns("__pycache__", "vendor", "schema.d.ts")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)

    def insert(self, path: str, after: str, text: str) -> None:
        """Adds `text` behind the one place where `after` stands; where it begins the file, behind that one."""
        file = self._folder / path
        before = file.read_text(encoding="utf-8")
        assert before.startswith(after) or before.count(after) == 1, (path, after, before.count(after))
        file.write_text(before.replace(after, after + text, 1), encoding="utf-8")
        self.touched.add(path)

    def add(self, path: str, text: str) -> None:
        file = self._folder / path
        assert not file.exists(), path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        self.touched.add(path)

    def like(self, path: str, other: str, old: str, new: str) -> None:
        """A new file like `other`, with one word in place of another."""
        self.add(path, (self._folder / other).read_text(encoding="utf-8").replace(old, new))

    def run(self, script: str) -> None:
        """Runs it with the copy as the house. A failed assertion there fails here, with its words."""
        environment = os.environ | {"PYTHONPATH": str(self._folder), "PYTHONDONTWRITEBYTECODE": "1"}
        ended = subprocess.run(  # noqa: S603 - our own interpreter and script
            [sys.executable, "-c", script],
            cwd=self._folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
