"""cfn-lint over every template that is deployed: the written ones and the two that are generated."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from cfnlint.api import lint_file

from . import template

WRITTEN = (template.INFRA / "resources.yaml", template.INFRA / "alarms.yaml")


def findings(path: Path) -> list[str]:
    """What cfn-lint's default rules say about a template, one sentence each; empty is well."""
    return [f"{path.name}:{match.linenumber}: {match.rule.id} {match.message}" for match in lint_file(path)]


def main() -> None:
    """Print every finding; exit with 1 if there is one."""
    found = [sentence for path in WRITTEN for sentence in findings(path)]
    with TemporaryDirectory() as directory:
        for project in template.PROJECTS:
            path = Path(directory) / f"{project}.json"
            template.write(project, path)
            found += findings(path)
    for sentence in found:
        sys.stderr.write(f"{sentence}\n")
    raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
