"""How this project is tested.

Knowledge is data, and its examples are tests (`test_lexicon.py`). What code does is a table of
cases, one reason to fail each; a new case is a new row. Input from outside is hostile: hypothesis
plays it. Whole reports are `samples/`, with invented names. Warnings are errors.
The folders below stand as the packages do; `browser/` drives Debian's Chromium on the pages.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent

# Time is no property of these tests (they run beside others); on CI a failure must come again.
settings.register_profile("chithi", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("chithi")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite",
        action="store_true",
        help="write the expected files again, to be reviewed in the diff",
    )


@pytest.fixture(scope="session")
def rewrite(pytestconfig: pytest.Config) -> bool:
    """Whether expected files are to be written again."""
    return bool(pytestconfig.getoption("--rewrite"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the project."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> Path:
    """The reports written for the project."""
    return ROOT / "samples"


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Debian's Chromium, headless and silent on the network; skips where it is not installed."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("không có Chromium / no Chromium here (make browser installs it)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=chromium,
            args=[
                "--no-sandbox",  # CI runs as root
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()
