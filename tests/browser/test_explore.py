"""The graph explored: from a name to the sentence that proves an edge, by mouse and by keyboard."""

from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from bench.explore import BODY, staffed
from graph_api.settings import Settings
from graph_api.store.embedded import Store
from loaders.triples import nquads
from tests.browser.served import served
from tests.graph_api.small import (
    COMMITTEE,
    INSTITUTE,
    IRIS,
    KY,
    TEXT,
    UOC,
    body,
    local,
    person,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

START = f"/explore?id={local(person(UOC))}"
WHERE = local(body(COMMITTEE))


def opened(screen: "Page", address: str, path: str = START) -> None:
    """The page, once its drawing stands."""
    screen.goto(address + path)
    screen.wait_for_selector(".graph[data-by] canvas")


def choose(screen: "Page", name: str) -> None:
    """Walk with the arrow keys until a thing is chosen."""
    canvas = screen.locator(".graph")
    canvas.focus()
    keys = ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"]
    for step in range(60):
        if name in screen.locator("#chosen").inner_text():
            return
        canvas.press(keys[step // 2 % 4])
    raise AssertionError(f"no way to {name}")


def point(screen: "Page", name: str) -> None:
    """Click here and there in the drawing, from its middle on, until a thing is chosen."""
    box = screen.locator(".graph").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    near = [(dx, dy) for dx in range(-200, 201, 20) for dy in range(-200, 201, 20)]
    for dx, dy in sorted(near, key=lambda place: place[0] ** 2 + place[1] ** 2):
        screen.mouse.click(x + dx, y + dy)
        screen.wait_for_timeout(350)  # ms: two clicks in less are a double click
        if name in screen.locator("#chosen").inner_text():
            return
    raise AssertionError(f"{name} is nowhere")


def proved(screen: "Page", words: str) -> None:
    """The page is that of a report, opened at a sentence that says so."""
    hit = screen.locator("#hit")
    assert words in hit.inner_text()
    assert hit.inner_text() in TEXT


def test_from_a_name_to_the_sentence(screen: "Page", address: str) -> None:
    """By mouse: a name typed without tone marks, a thing expanded, an edge, its sentence."""
    screen.goto(f"{address}/")
    screen.get_by_role("link", name="Đồ thị", exact=True).click()
    screen.get_by_placeholder("Mở một người").fill("dang thi uoc")
    screen.get_by_role("button", name="Mở", exact=True).click()
    screen.wait_for_selector(".graph[data-by] canvas")
    assert f"id={local(person(UOC))}" in screen.url
    point(screen, UOC.name)
    panel = screen.locator(".panel")
    panel.get_by_role("heading", name=UOC.name).wait_for()
    panel.get_by_role("button", name=COMMITTEE.name, exact=True).first.click()
    panel.get_by_role("heading", name=COMMITTEE.name).wait_for()
    panel.get_by_role("button", name="Mở rộng").click()
    screen.locator(".chips").get_by_text(COMMITTEE.name).wait_for()
    assert WHERE in screen.url
    panel.get_by_role("listitem").filter(has_text=UOC.name).get_by_role(
        "link", name="câu chứng"
    ).first.click()
    proved(screen, "Bí thư Đảng ủy")


def test_the_same_by_keyboard_alone(screen: "Page", address: str) -> None:
    screen.goto(f"{address}/explore")
    screen.get_by_placeholder("Mở một người").focus()
    screen.keyboard.type("dang thi uoc")
    screen.keyboard.press("Enter")
    screen.wait_for_selector(".graph[data-by] canvas")
    choose(screen, COMMITTEE.name)
    screen.keyboard.press("Enter")
    screen.locator(".chips").get_by_text(COMMITTEE.name).wait_for()
    for _ in range(20):
        screen.keyboard.press("Tab")
        if screen.evaluate("document.activeElement.className") == "proof":
            break
    screen.keyboard.press("Enter")
    screen.wait_for_selector("#hit")
    proved(screen, "Nghị quyết số 09-NQ/ĐU")


def test_an_address_brings_back_the_view_and_steps_are_undone(screen: "Page", address: str) -> None:
    opened(screen, address)
    screen.get_by_label("Chỉ đạo").check()
    screen.wait_for_url("**hide=directive")
    assert screen.locator("#things td", has_text="Chỉ đạo").count() == 0
    choose(screen, COMMITTEE.name)
    screen.keyboard.press("Enter")
    screen.wait_for_url(lambda url: WHERE in url.partition("#")[0])
    there, rows = screen.url, screen.locator("#things tbody tr").count()
    screen.get_by_role("button", name="Hoàn tác").click()
    screen.wait_for_url(lambda url: WHERE not in url.partition("#")[0])
    screen.get_by_role("button", name="Hoàn tác").click()
    screen.locator("#things td", has_text="Chỉ đạo").first.wait_for()
    screen.goto(there)
    screen.wait_for_selector(".graph[data-by] canvas")
    assert screen.locator("#things tbody tr").count() == rows
    assert screen.get_by_label("Chỉ đạo").is_checked()


def test_a_path_between_two_things(screen: "Page", address: str) -> None:
    opened(screen, address)
    screen.get_by_text("Tìm đường giữa hai").click()
    screen.get_by_label("Từ").fill(KY.name)
    screen.get_by_label("Đến").fill(INSTITUTE.name)
    screen.get_by_role("button", name="Tìm đường").click()
    way = screen.locator(".panel .way")
    way.wait_for()
    assert UOC.name in way.inner_text()
    assert INSTITUTE.name in way.inner_text()
    way.get_by_role("link", name="câu chứng").first.click()
    proved(screen, "Lò Văn Kỷ")


@pytest.mark.parametrize(
    ("button", "begins"),
    [("PNG", b"\x89PNG\r\n"), ("SVG", b"<svg "), ("GraphML", b"<graphml ")],
)
def test_what_is_drawn_is_kept(
    screen: "Page", address: str, tmp_path: Path, button: str, begins: bytes
) -> None:
    opened(screen, address)
    with screen.expect_download() as waited:
        screen.get_by_role("button", name=button).click()
    kept = tmp_path / button
    waited.value.save_as(kept)
    content = kept.read_bytes()
    assert begins in content[:200]
    if button != "PNG":
        assert UOC.name in "".join(ET.fromstring(content).itertext())  # noqa: S314 - ours


def test_without_scripts_every_step_is_a_link(browser: "Browser", address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/explore?id=dang+thi+uoc")
    page.locator("#things tr", has_text=COMMITTEE.name).get_by_role("link", name="mở rộng").click()
    assert COMMITTEE.name in page.locator(".chips").inner_text()
    edge = page.locator("#edges tr", has_text=UOC.name).filter(has_text=COMMITTEE.name)
    edge.get_by_role("link", name="câu chứng").first.click()
    proved(page, "Bí thư Đảng ủy")
    context.close()


def test_one_thing_after_another_is_opened(screen: "Page", address: str) -> None:
    opened(screen, address)
    box = screen.get_by_placeholder("Mở một người")
    box.fill("lo van ky")
    box.press("Enter")
    screen.locator(".chips").get_by_text(KY.name).wait_for()
    assert UOC.name in screen.locator(".chips").inner_text()
    assert box.input_value() == ""
    box.fill("khong ai ca")
    box.press("Enter")
    screen.get_by_role("alert").wait_for()
    assert "kho không nói gì" in screen.get_by_role("alert").inner_text()
    assert KY.name in screen.locator(".chips").inner_text()


def test_more_than_cytoscape_draws_is_drawn_by_sigma(screen: "Page") -> None:
    people = 2_100
    with Store.open() as store:
        store.put(IRIS.report("dong-nguoi"), nquads(staffed(people)))
        with served(store, Settings(graph_nodes=people + 1)) as address:
            screen.goto(f"{address}/explore?id={local(body(BODY))}&limit={people + 1}")
            screen.wait_for_selector(".graph[data-by=sigma] canvas")
            assert screen.locator("#things tbody tr").count() == 200
            choose(screen, "Người Thứ")
            with screen.expect_download() as waited:
                screen.get_by_role("button", name="SVG").click()
            drawing = ET.parse(waited.value.path())  # noqa: S314 - ours
            assert len(drawing.findall(".//{*}circle")) == people + 1
            screen.keyboard.press("Tab")
            screen.locator(".panel").get_by_role("link", name="câu chứng").first.click()
            assert "Chuyên viên" in screen.locator("#hit").inner_text()


def test_an_address_brings_back_what_was_chosen(screen: "Page", address: str) -> None:
    opened(screen, address)
    choose(screen, COMMITTEE.name)
    screen.wait_for_url(f"**#{WHERE}")
    there = screen.url
    screen.goto("about:blank")
    screen.goto(there)
    screen.locator(".panel").get_by_role("heading", name=COMMITTEE.name).wait_for()
