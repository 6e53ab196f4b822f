"""The pages in a browser: found, read and followed to the sentence, without JavaScript.

Driven in Debian's Chromium against a server of this process; skipped where there is none.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.graph_api.small import (
    MARKUP,
    SCRIPT,
    TEXT,
    UOC,
    local,
    person,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DESKTOP, PHONE = (1280, 900), (390, 844)
PATHS = [
    "/",
    "/reports",
    "/reports/so-ket-2031",
    "/search?q=song lam",
    "/queries",
    "/queries/roles",
    "/queries/posts-held",
    f"/explore?id={local(person(UOC))}",
    "/sparql?query=SELECT * { ?s ?p ?o } LIMIT 20",
    "/docs",
    "/nope",
    local(person(UOC)),
]


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(browser: "Browser", request: pytest.FixtureRequest) -> Iterator["Page"]:
    """A page without JavaScript; whatever it complains of or asks of others fails the test."""
    width, height = request.param
    context = browser.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=False
    )
    made = context.new_page()
    complaints: list[str] = []
    made.on("console", lambda message: complaints.append(message.text))
    made.on("pageerror", lambda error: complaints.append(str(error)))
    made.on(
        "request",
        lambda asked: None if "//127.0.0.1:" in asked.url else complaints.append(asked.url),
    )
    yield made
    context.close()
    assert [text for text in complaints if "status of 40" not in text] == []


def test_from_the_search_box_to_the_sentence(page: "Page", address: str) -> None:
    page.goto(address)
    page.get_by_role("searchbox").fill("dang thi uoc")
    page.get_by_role("button", name="Tìm").click()
    page.get_by_role("link", name="Đặng Thị Ước").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Đặng Thị Ước"
    page.locator("#posts a.proof").first.click()
    hit = page.locator("#hit")
    assert hit.inner_text() in TEXT
    assert "Bí thư Đảng ủy" in hit.inner_text()
    box = hit.bounding_box()
    size = page.viewport_size
    assert box
    assert size
    assert 0 <= box["y"] < size["height"]


@pytest.mark.parametrize("path", PATHS)
def test_no_page_is_wider_than_its_window(page: "Page", address: str, path: str) -> None:
    page.goto(address + path)
    size = page.viewport_size
    assert size
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_markup_in_a_report_is_text(page: "Page", address: str) -> None:
    page.goto(address + local(person(SCRIPT)))
    assert page.get_by_role("heading", level=1).inner_text() == SCRIPT.name
    assert page.locator("main b, main i, main script").count() == 0
    page.goto(address + "/reports")
    page.get_by_role("link", name=MARKUP.report.title).click()
    assert MARKUP.report.title in page.locator("article").inner_text()


def test_a_question_is_asked_by_its_form(page: "Page", address: str) -> None:
    page.goto(address + "/queries/chaired")
    page.get_by_label("Người chủ trì").fill("Đặng Thị Ước")
    page.get_by_role("button", name="Hỏi").click()
    assert page.locator("#answer tbody tr").count() == 1
    page.get_by_label("Người chủ trì").fill("Không Ai")
    page.get_by_role("button", name="Hỏi").click()
    assert "Không Ai" in page.get_by_role("alert").inner_text()


def test_the_keyboard_reaches_the_content_first(page: "Page", address: str) -> None:
    page.goto(address + "/reports")
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    box = skip.bounding_box()
    assert box
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: "Browser", address: str, scheme: str) -> None:
    """WCAG 2.2, 1.4.3: a contrast of 4.5 for text, links and the marked sentence."""
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(f"{address}/reports/so-ket-2031?start=0&end=10#hit")
    pairs = page.evaluate(
        """() => ["body", ".note", ".contents a", ".said", "mark", "td", "th", "footer", "button"]
        .map(name => {
          const element = document.querySelector(name), style = getComputedStyle(element);
          let ground = element;
          while (getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)")
            ground = ground.parentElement;
          return [name, style.color, getComputedStyle(ground).backgroundColor];
        })"""
    )
    context.close()
    low = {name: contrast(ink, ground) for name, ink, ground in pairs}
    assert {name: ratio for name, ratio in low.items() if ratio < 4.5} == {}


def contrast(one: str, other: str) -> float:
    """The ratio of two `rgb(r, g, b)` by WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
