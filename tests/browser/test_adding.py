"""Reports are added in a browser, and things found while typing: each way to the sentence.

On `chithi serve` as users run it: files are read by its worker processes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from graph_api.keys import Scope, add_key, keys_file
from graph_api.store import Store
from loaders.triples import nquads
from tests.graph_api.served import serving_process
from tests.graph_api.small import EXTRACTIONS, IRIS, TEXT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FilePayload, Page

SENTENCE = "Đồng chí Lò Văn Quý, Giám đốc Sở Y tế chủ trì Hội nghị."
REPORT = (
    "Hội nghị tổng kết năm 2031\n"
    "Ngày 15/7/2031, Sở Y tế tỉnh Lam Hạ tổ chức Hội nghị tổng kết năm 2031.\n" + SENTENCE
)
ATTACK = (
    "<script>document.title = 'lost'</script><img src=x onerror=alert(1)>\u202eĐảo chiều\u202c "
    f"</textarea></article>\n{REPORT}\n"
)


@dataclass(frozen=True)
class Site:
    address: str
    key: str


@pytest.fixture(scope="module")
def site(browser: "Browser", tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    del browser  # without one nothing is served
    folder = tmp_path_factory.mktemp("store")
    with Store.open(folder) as store:
        for one in EXTRACTIONS:
            store.put(IRIS.report(one.report.name), nquads(one))
    key = add_key(keys_file(folder), "browser", [Scope.WRITE])
    with serving_process(folder) as served:
        yield Site(f"http://127.0.0.1:{served.port}", key)


def opened(browser: "Browser", size: tuple[int, int], *, scripts: bool) -> Iterator["Page"]:
    """A page; what it complains of, asks of others or wants to be answered fails the test."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, java_script_enabled=scripts
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on(
        "request",
        lambda asked: None if "//127.0.0.1:" in asked.url else complaints.append(asked.url),
    )
    yield page
    context.close()
    assert [text for text in complaints if "status of 4" not in text] == []


@pytest.fixture(params=[(1280, 900), (390, 844)], ids=["desktop", "phone"])
def page(browser: "Browser", request: pytest.FixtureRequest) -> Iterator["Page"]:
    yield from opened(browser, request.param, scripts=True)


@pytest.fixture
def plain(browser: "Browser") -> Iterator["Page"]:
    """A page without scripts."""
    yield from opened(browser, (1280, 900), scripts=False)


def file(name: str, text: str) -> "FilePayload":
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def wide(page: "Page") -> int:
    """By how much a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def is_there(page: "Page", site: Site, name: str) -> bool:
    return page.request.get(f"{site.address}/reports/{name}.json").ok


def test_files_are_seen_then_loaded_then_read_at_their_sentence(
    page: "Page", site: Site, request: pytest.FixtureRequest
) -> None:
    name = f"tong-ket-{request.node.callspec.id}"
    page.goto(site.address)
    page.get_by_role("link", name="Thêm", exact=True).click()
    files = [file(f"{name}.txt", REPORT), file("hong.pdf", REPORT)]
    page.get_by_label("Tệp báo cáo").set_input_files(files)
    page.get_by_label("Khóa").fill(site.key)
    page.get_by_role("button", name="Xem trước").click()
    seen = page.locator("#outcome .seen")
    seen.wait_for()
    assert SENTENCE in seen.locator("article").inner_text()
    assert "Lò Văn Quý: Giám đốc — Sở Y tế" in seen.locator(".told").inner_text()
    page.locator("#outcome .wrong").get_by_text("hong.pdf").wait_for()
    assert wide(page) <= 0
    assert not is_there(page, site, name)

    page.get_by_role("button", name="Nạp").click()
    page.locator("#added li").nth(1).wait_for()
    told = page.locator("#added li").all_inner_texts()
    assert "mới" in told[0]
    assert "không nạp được" in told[1]
    assert wide(page) <= 0
    page.locator("#added").get_by_role("link", name=name).click()
    page.locator("#posts a.proof").first.click()
    hit = page.locator("#hit")
    assert hit.inner_text() in SENTENCE
    assert "Giám đốc Sở Y tế" in hit.inner_text()


def test_a_text_is_pasted_without_scripts(plain: "Page", site: Site) -> None:
    plain.goto(f"{site.address}/add")
    plain.get_by_label("Dán văn bản").fill(REPORT)
    plain.get_by_label("Khóa").fill(site.key)
    with plain.context.expect_page() as shown:
        plain.get_by_role("button", name="Xem trước").click()
    preview = shown.value
    assert SENTENCE in preview.locator("article").inner_text()
    preview.get_by_label("Khóa").fill(site.key)
    preview.get_by_role("button", name="Nạp").click()
    added = preview.locator("#added li")
    assert "mới" in added.inner_text()
    added.get_by_role("link").click()
    preview.locator("#posts a.proof").first.click()
    assert preview.locator("#hit").inner_text() in SENTENCE

    plain.get_by_role("button", name="Nạp").click()
    assert "không đổi" in plain.locator("#added li").inner_text()


@pytest.mark.parametrize(("key", "says"), [("", "Điền ô Khóa"), ("wrong", "đã thu hồi")])
def test_what_is_wrong_with_the_key_is_told(page: "Page", site: Site, key: str, says: str) -> None:
    page.goto(f"{site.address}/add")
    page.get_by_label("Tệp báo cáo").set_input_files([file("a.txt", REPORT)])
    page.get_by_label("Khóa").fill(key)
    page.get_by_role("button", name="Nạp").click()
    assert says in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Khóa").evaluate("one => one === document.activeElement")
    assert "a.txt" in page.locator("#chosen").inner_text()


def test_a_file_that_is_too_large_is_not_sent(page: "Page", site: Site) -> None:
    page.goto(f"{site.address}/add")
    files = [file("lon.txt", "x" * 20_000_001), file("nho.txt", REPORT)]
    page.get_by_label("Tệp báo cáo").set_input_files(files)
    page.get_by_label("Khóa").fill(site.key)
    page.get_by_role("button", name="Nạp").click()
    page.locator("#added").get_by_role("link", name="nho").wait_for()
    assert "lon.txt: quá 20 MB" in page.get_by_role("alert").inner_text()


def test_an_attack_is_text(page: "Page", site: Site) -> None:
    name = "<b>tấn công"
    page.goto(f"{site.address}/add")
    page.get_by_label("Tệp báo cáo").set_input_files([file(f"{name}.txt", ATTACK)])
    page.get_by_label("Khóa").fill(site.key)
    page.get_by_role("button", name="Xem trước").click()
    seen = page.locator("#outcome .seen article")
    seen.wait_for()
    assert "<script>document.title = 'lost'</script>" in seen.inner_text()
    page.get_by_role("button", name="Nạp").click()
    page.locator("#added").get_by_role("link", name=name).click()
    assert "<script>document.title" in page.locator("article.text").inner_text()
    assert page.locator("main img, main b, main script").count() == 0
    assert "lost" not in page.title().partition("–")[2]


def test_five_megabytes_are_seen_in_part(page: "Page", site: Site) -> None:
    page.goto(f"{site.address}/add")
    text = REPORT + "\nMột dòng không nói điều gì." * 160_000
    page.get_by_label("Tệp báo cáo").set_input_files([file("dai.txt", text)])
    page.get_by_label("Khóa").fill(site.key)
    page.get_by_role("button", name="Xem trước").click()
    page.locator("#outcome").get_by_text("Văn bản còn dài").wait_for()
    assert wide(page) <= 0


def test_what_is_meant_is_chosen_while_typing(page: "Page", site: Site) -> None:
    """By the keyboard alone, to the sentence."""
    page.goto(site.address)
    press_until(page, "Tab", "#q")
    page.keyboard.type("dang thi u")
    box = page.get_by_role("combobox")
    options = page.locator(".suggestions").get_by_role("option")
    options.first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    active = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert active.get_attribute("aria-selected") == "true"
    assert "Đặng Thị Ước" in active.inner_text()
    page.keyboard.press("Escape")
    assert options.count() == 0
    page.keyboard.press("ArrowDown")
    options.first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Đặng Thị Ước").wait_for()
    press_until(page, "Tab", "a.proof")
    page.keyboard.press("Enter")
    assert page.locator("#hit").inner_text() in TEXT


def test_enter_without_a_choice_searches(page: "Page", site: Site) -> None:
    page.goto(site.address)
    page.get_by_role("combobox").fill("song lam")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Tìm kiếm").wait_for()
    assert page.locator("ol.results li").count() > 3


def test_a_question_is_asked_on_the_first_page(page: "Page", site: Site) -> None:
    page.goto(site.address)
    page.locator("summary").filter(has_text="Ai đã chủ trì cuộc họp nào").click()
    field = page.get_by_label("Người chủ trì").first
    field.press_sequentially("uoc")
    page.get_by_role("option", name="Đặng Thị Ước").click()
    assert field.input_value() == "Đặng Thị Ước"
    field.press("Enter")
    page.locator("#answer a.proof").first.click()
    assert page.locator("#hit").inner_text() in TEXT


@pytest.mark.parametrize("path", ["/", "/add", "/about", "/ontology", "/ontology#Meeting"])
def test_no_page_is_wider_than_its_window(page: "Page", site: Site, path: str) -> None:
    page.goto(site.address + path)
    assert wide(page) <= 0


def press_until(page: "Page", key: str, wanted: str) -> None:
    """Press a key until what is wanted has the focus."""
    for _ in range(80):
        page.keyboard.press(key)
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{key} never leads to {wanted}")
