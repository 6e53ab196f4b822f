"""Pages with islands: axe-core finds nothing serious, and a picture of each in `screenshots/`."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.graph_api.small import COMMITTEE, UOC, body, local, person

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
WHO, WHERE = local(person(UOC)), local(body(COMMITTEE))
PAGES = {
    "explore-start": "/explore",
    "explore": f"/explore?id={WHO}&source={WHO}&target={WHERE}#{WHO}",
    "sparql": "/sparql",
    "sparql-table": "/sparql?query=SELECT * { ?s ?p ?o } LIMIT 20",
    "sparql-chart": "/sparql?query=SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p#view=chart",
    "sparql-graph": "/sparql?query=SELECT * { ?s ct:under ?o }#view=graph",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_serious(screen: "Page", address: str, root: Path, name: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    screen.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for width in (390, 1280):
        screen.set_viewport_size({"width": width, "height": 900})
        screen.goto(address + PAGES[name])
        screen.reload()  # a new fragment alone loads nothing
        screen.wait_for_load_state("networkidle")
        picture = root / "screenshots" / f"{name}-{width}-{scheme}.png"
        screen.screenshot(path=picture, full_page=True)
        assert screen.evaluate("document.documentElement.scrollWidth") <= width
    found = axe.Axe().run(screen, options={"runOnly": RULES}).response["violations"]
    serious = [one for one in found if one["impact"] in {"serious", "critical"}]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in serious] == []
