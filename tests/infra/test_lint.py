"""cfn-lint accepts every template, by its default rules and without an exception."""

from pathlib import Path

import pytest

from infra import lint, template


@pytest.mark.parametrize("path", lint.WRITTEN, ids=lambda path: path.name)
def test_a_written_template_has_no_finding(path: Path) -> None:
    assert lint.findings(path) == []


@pytest.mark.parametrize("project", template.PROJECTS)
def test_a_generated_template_has_no_finding(project: str, tmp_path: Path) -> None:
    path = tmp_path / "sam.json"
    template.write(project, path)
    assert lint.findings(path) == []


def test_a_wrong_template_has_findings(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text("Resources: {Queue: {Type: AWS::SQS::Queue, Properties: {NoSuchProperty: 1}}}\n")
    assert any("E3002" in finding for finding in lint.findings(path))
