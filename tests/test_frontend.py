"""The scripts of the pages: their own tests, their lock, and how much a page loads."""

import gzip
import json
import os
import re
import subprocess

import pytest
from fastapi.testclient import TestClient

from frontend.build import BUILT, HERE, is_current, node
from tests.graph_api.small import MARKUP, loaded, serving

built = pytest.mark.skipif(
    not (BUILT / "manifest.json").exists() and "CI" not in os.environ,
    reason="chưa dựng giao diện / the scripts are not built (make setup)",
)


def test_the_lock_names_no_host_and_has_a_checksum_for_everything() -> None:
    lock = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: told for name, told in lock["packages"].items() if name}
    assert packages
    assert [name for name, told in packages.items() if "resolved" in told] == []
    assert [
        name for name, told in packages.items() if not told["integrity"].startswith("sha512-")
    ] == []


@built
def test_what_is_built_is_what_the_sources_say() -> None:
    assert is_current()


@built
def test_its_own_tests() -> None:
    npm, environment = node()
    done = subprocess.run(
        [*npm, "run", "test"],
        cwd=HERE,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@built
@pytest.mark.parametrize(
    ("path", "most"), [("/", 150_000), ("/reports", 150_000), ("/explore", 30_000)]
)
def test_what_a_page_loads_is_small(path: str, most: int) -> None:
    """Bytes of scripts and styles together, compressed; what draws comes when it is needed."""
    with loaded(MARKUP) as store:
        client = TestClient(serving(store))
        page = client.get(path, headers={"accept": "text/html"}).text
        addresses = re.findall(r'(?:src|rel="stylesheet" href)="(/static/[^"]*)"', page)
        assert addresses
        assert sum(len(gzip.compress(client.get(one).content)) for one in addresses) < most


@built
def test_what_is_built_is_kept_by_browsers() -> None:
    with loaded(MARKUP) as store:
        client = TestClient(serving(store))
        script = next(BUILT.glob("explore-*.js")).name
        answer = client.get(f"/static/built/{script}")
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert "javascript" in answer.headers["content-type"]
        assert "immutable" not in client.get("/static/style.css").headers.get("cache-control", "")
