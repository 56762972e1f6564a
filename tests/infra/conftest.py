"""The templates as plain data; the generated ones are rendered once a process, without downloading anything."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cfnlint.decode.cfn_yaml import load

from infra import template

Program = Callable[[str, str], str]
"""Writes a program into the only folder on the path: its name, what it runs; its file."""


@cache
def written(name: str) -> dict[str, Any]:
    """A template of infra/ with its short intrinsics spelt out."""
    spelt_out: dict[str, Any] = json.loads(json.dumps(load(str(template.INFRA / name))))
    return spelt_out


@cache
def rendered(project: str) -> dict[str, Any]:
    return template.render(project)


def of_type(found: dict[str, Any], kind: str) -> dict[str, dict[str, Any]]:
    """Logical id to properties of all resources of a type."""
    return {
        key: resource.get("Properties", {})
        for key, resource in found["Resources"].items()
        if resource["Type"] == kind
    }


@pytest.fixture
def data() -> dict[str, Any]:
    return written("resources.yaml")


@pytest.fixture
def guardians() -> dict[str, Any]:
    return rendered("guardians")


@pytest.fixture(params=template.PROJECTS)
def project(request: pytest.FixtureRequest) -> dict[str, Any]:
    return rendered(request.param)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)

    def write(name: str, script: str) -> str:
        file = tmp_path / name
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
        return str(file)

    return write
