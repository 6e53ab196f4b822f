"""A server of this process, and pages with scripts that may ask nobody else and break no rule."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from graph_api.web.islands import island
from tests.browser.served import served
from tests.graph_api.small import EXTRACTIONS, loaded

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


HARMLESS = ("status of 40", "GL Driver Message")  # that WebGL is drawn without a graphics card


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the small store is served."""
    with loaded(*EXTRACTIONS) as store, served(store) as where:
        yield where


@pytest.fixture(scope="session")
def islands() -> None:
    """Skips where the scripts are not built; on CI they are."""
    if island("explore") is None:
        assert "CI" not in os.environ, "frontend/build.py has not run"
        pytest.skip("chưa dựng giao diện / the scripts are not built (make setup)")


@pytest.fixture
def screen(browser: "Browser", islands: None) -> Iterator["Page"]:
    """A page with scripts.

    What it complains of (each breach of the Content-Security-Policy is such a complaint) and what
    it asks of other hosts fails the test.
    """
    del islands
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda asked: None if "//127.0.0.1:" in asked.url else complaints.append(asked.url),
    )
    yield page
    context.close()
    told = [text for text in complaints if not any(one in text for one in HARMLESS)]
    assert told == []
