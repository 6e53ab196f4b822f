"""From the first click to the sentence, for each kind of thing: by mouse and by the keyboard alone.

Also: pointing at words and facts, what axe finds, and a picture of each page in `screenshots/`.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.served import served
from tests.graph_api.small import (
    COMMITTEE,
    INSTITUTE,
    IRIS,
    MAIN,
    SECOND,
    TEXT,
    UOC,
    body,
    loaded,
    local,
    person,
)
from tests.graph_api.test_thing_pages import CANAL, NEW_ABOVE, OLD_ABOVE, YEARS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

# What is searched for, the link to follow, what to follow there, and words of the sentence.
JOURNEYS = {
    "person": ("dang thi uoc", "Đặng Thị Ước", "#life a[href$='#hit']", "Bí thư Đảng ủy"),
    "colleague": ("dang thi uoc", "Đặng Thị Ước", "#colleagues a.proof", "Lò Văn Kỷ"),
    "organisation": ("dang uy vien", COMMITTEE.name, "#chart a.proof", "Viện trưởng Viện Đo lường"),
    "figure": ("dang uy vien", COMMITTEE.name, "#charts a.proof", "12,5 tỷ đồng"),
    "meeting": ("so ket", MAIN.report.title, "#people a.proof", "Đặng Thị Ước"),
    "document": ("09-NQ/DU", "Nghị quyết 09-NQ/ĐU", "#chain a.proof", "Nghị quyết số 09-NQ/ĐU"),
    "directive": ("phong ke hoach xay dung", SECOND.of(TEXT), "#chain a.proof", "09-NQ/ĐU"),
}  # fmt: skip
KINDS = {"colleague": "person", "figure": "organisation"}

PAGES = {
    "home": "/",
    "search": "/search?q=song lam",
    "reports": "/reports",
    "questions": "/queries",
    "report": "/reports/so-ket-2031",
    "sentence": "/reports/so-ket-2031?start=150&end=220#hit",
    "person": local(person(UOC)),
    "organisation": local(body(INSTITUTE)),
    "organisation-on-a-day": f"{local(body(COMMITTEE))}?asOf=2031-12-31",
    "directive": local(IRIS.directive(MAIN.report.name, "2")),
    "timeline": f"/graph/timeline?id={person(UOC)}",
    "contradictions": "/graph/contradictions",
    "changes": "/graph/changes",
    "problem": "/nope",
}


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def screen(browser: "Browser", request: pytest.FixtureRequest) -> Iterator["Page"]:
    """A page; what it complains of, each breach of its security policy too, fails the test."""
    yield from opened(browser, request.param)


@pytest.fixture
def scripted(browser: "Browser") -> Iterator["Page"]:
    yield from opened(browser, True)


def opened(browser: "Browser", scripts: bool) -> Iterator["Page"]:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def click(_: "Page", target: "Locator") -> None:
    target.click()


def press(page: "Page", target: "Locator") -> None:
    """Reach something by the Tab key, and press Enter."""
    for _ in range(200):
        if target.evaluate("element => element === document.activeElement"):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached by the keyboard")


@pytest.mark.parametrize("name", JOURNEYS)
@pytest.mark.parametrize(
    ("screen", "follow"),
    [(False, click), (True, press)],
    indirect=["screen"],
    ids=["mouse, no scripts", "keyboard, scripts"],
)
def test_from_the_first_click_to_the_sentence(
    screen: "Page", address: str, name: str, follow: "Callable[[Page, Locator], None]"
) -> None:
    searched, link, proof, words = JOURNEYS[name]
    screen.goto(address)
    box = screen.locator("#q")  # a combobox where scripts run
    if follow is click:
        box.click()
    else:
        while not box.evaluate("element => element === document.activeElement"):
            screen.keyboard.press("Tab")
    screen.keyboard.type(searched)
    screen.keyboard.press("Enter")
    screen.wait_for_url("**/search?**")
    kind = KINDS.get(name, name)
    follow(screen, screen.locator(f"nav.contents a[href$='kind={kind}']"))
    screen.wait_for_url(f"**kind={kind}")
    follow(screen, screen.locator(".results").get_by_role("link", name=link, exact=True).first)
    screen.wait_for_url("**/id/**")
    proofs = screen.locator(proof)
    follow(screen, proofs.first)
    screen.wait_for_url("**/reports/**#hit")
    hit = screen.locator("#hit")
    assert words in hit.inner_text()
    assert hit.inner_text() in TEXT


# --- The text and its facts -----------------------------------------------------------------------


def test_pointing_at_words_shows_their_facts(scripted: "Page", address: str) -> None:
    scripted.goto(f"{address}/reports/so-ket-2031")
    card = scripted.get_by_role("tooltip")
    assert card.count() == 0
    scripted.locator(".fact", has_text="12,5 tỷ").hover()
    assert "Số liệu: Doanh thu – ước – 12.5 – tỷ đồng" in card.inner_text()
    scripted.keyboard.press("Escape")
    assert card.count() == 0
    scripted.locator(".fact", has_text="12,5 tỷ").focus()
    assert "Doanh thu" in card.inner_text()


def test_pointing_at_a_fact_shows_its_words(scripted: "Page", address: str) -> None:
    scripted.goto(f"{address}/reports/so-ket-2031")
    scripted.locator("details.beside", has_text="Số liệu").locator("summary").click()
    scripted.locator("[data-row='figures-1']").hover()
    lit = scripted.locator(".fact.lit")
    assert [words for words in lit.all_inner_texts() if words not in TEXT] == []
    assert "12,5 tỷ đồng" in "".join(lit.all_inner_texts())


def test_words_lead_to_their_row_without_scripts(browser: "Browser", address: str) -> None:
    for page in opened(browser, False):
        page.goto(f"{address}/reports/so-ket-2031")
        page.locator(".fact", has_text="12,5 tỷ").click()
        assert page.url.endswith("#figures-1")
        assert "12.5" in page.locator("tr:target").inner_text()


def test_a_kind_can_be_switched_off(screen: "Page", address: str) -> None:
    screen.goto(f"{address}/reports/so-ket-2031")
    words = screen.locator(".text .k-figure").first

    def ground() -> str:
        return str(words.evaluate("element => getComputedStyle(element).backgroundColor"))

    shown = ground()
    screen.get_by_label(re.compile("Số liệu")).uncheck()
    assert ground() == "rgba(0, 0, 0, 0)" != shown


def test_a_meeting_shows_the_words_of_a_row(scripted: "Page", address: str) -> None:
    scripted.goto(f"{address}/search?q=so ket&kind=meeting")
    scripted.locator(".results a").first.click()
    scripted.locator("#awards tbody tr").first.hover()
    lit = scripted.locator(".fact.lit")
    assert "Giấy khen" in "".join(lit.all_inner_texts())


# --- The chart of a body --------------------------------------------------------------------------


def test_a_chart_is_asked_for_a_day(screen: "Page", address: str) -> None:
    screen.goto(address + local(body(COMMITTEE)))
    assert PARTY in screen.locator("#chart .tree").first.inner_text()
    screen.get_by_label("Như đã biết vào ngày").first.fill("2030-01-01")
    screen.get_by_role("button", name="Xem").click()
    screen.wait_for_url("**asOf=2030-01-01**")
    assert screen.locator("#chart .tree").count() == 0
    screen.get_by_role("link", name="mọi ngày").click()
    assert PARTY in screen.locator("#chart .tree").first.inner_text()


def test_a_branch_is_opened_by_the_keyboard(screen: "Page", address: str) -> None:
    screen.goto(address + local(body(COMMITTEE)))
    branch = screen.locator("#chart .tree > li > details").first
    assert branch.get_attribute("open") is not None
    press(screen, branch.locator("summary").first)
    assert branch.get_attribute("open") is None


def test_a_slider_goes_from_day_to_day(scripted: "Page") -> None:
    with loaded(*YEARS) as store, served(store) as years:
        scripted.goto(years + local(body(CANAL)))
        chart, slider = scripted.locator("#chart"), scripted.get_by_role("slider")
        assert NEW_ABOVE.name in chart.inner_text()
        slider.focus()
        scripted.keyboard.press("ArrowLeft")  # from any day to the last of three
        scripted.keyboard.press("ArrowLeft")
        scripted.wait_for_url("**asOf=2030-05-02**")
        scripted.get_by_text("Những gì báo cáo đến hết 2030-05-02 cho biết").wait_for()
        assert OLD_ABOVE.name in chart.inner_text()
        assert NEW_ABOVE.name not in chart.inner_text()


PARTY = "Đảng bộ Viện Đo lường Sông Lam"


# --- Every page -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390], ids=["desktop", "phone"])
def test_a_page_keeps_to_wcag_and_is_pictured(
    browser: "Browser", address: str, root: Path, name: str, width: int, dark: bool
) -> None:
    """Nothing serious by axe (WCAG 2.2 AA), nothing wider than the window."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
    )
    page = context.new_page()
    page.goto(address + PAGES[name])
    found = axe.Axe().run(page).response["violations"]
    picture = f"{name}-{width}-{'dark' if dark else 'light'}.png"
    page.screenshot(path=root / "screenshots" / picture, full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    serious = [
        (one["id"], one["nodes"][0]["html"][:200])
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]
    assert serious == []
    assert wide <= width
