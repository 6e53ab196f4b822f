"""Imports point down: the contracts of `[tool.importlinter]` in `pyproject.toml`."""

from pathlib import Path

import pytest
from importlinter import cli


def test_imports_point_down(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = cli.lint_imports(config_filename=str(root / "pyproject.toml"), no_cache=True)
    assert not broken, capsys.readouterr().out


FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def test_no_module_is_a_drawer_for_everything(root: Path) -> None:
    modules = [
        path
        for package in ("ontology", "loaders", "queries", "graph_api")
        for path in (root / package).rglob("*")
        if path.stem in FORBIDDEN_NAMES
    ]
    assert modules == []
