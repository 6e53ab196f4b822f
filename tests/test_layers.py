"""Imports point down: the contracts of `[tool.importlinter]` in `pyproject.toml`."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter import cli


@pytest.fixture
def loggers_as_before() -> Iterator[None]:
    """import-linter silences all loggers that there are."""
    loggers = [
        one for one in logging.root.manager.loggerDict.values() if isinstance(one, logging.Logger)
    ]
    before = [logger.disabled for logger in loggers]
    yield
    for logger, disabled in zip(loggers, before, strict=True):
        logger.disabled = disabled


@pytest.mark.usefixtures("loggers_as_before")
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
