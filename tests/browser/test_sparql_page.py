"""SPARQL written in the editor: from its first letters to the sentence, by mouse and keyboard."""

from typing import TYPE_CHECKING

from tests.graph_api.small import UOC, local, person

if TYPE_CHECKING:
    from playwright.sync_api import Page

SENTENCES = (
    "SELECT ?words ?span { ?post a org:Membership ; prov:wasQuotedFrom ?span . "
    "?span nif:anchorOf ?words }"
)
COUNTED = (
    "SELECT ?name (COUNT(?meeting) AS ?n) { ?p foaf:name ?name ; ct:attended|ct:chaired ?meeting } "
    "GROUP BY ?name"
)


def opened(screen: "Page", address: str, path: str = "/sparql") -> None:
    screen.goto(address + path)
    screen.wait_for_selector(".CodeMirror")


def write(screen: "Page", query: str) -> None:
    """In place of what stands in the editor."""
    screen.locator(".CodeMirror").click()
    screen.keyboard.press("Control+a")
    screen.keyboard.insert_text(query)


def test_from_a_query_to_the_sentence(screen: "Page", address: str) -> None:
    screen.goto(address)
    screen.get_by_role("link", name="SPARQL", exact=True).click()
    screen.wait_for_selector(".CodeMirror")
    write(screen, SENTENCES)
    assert screen.locator(".parseErrorIcon").count() == 0
    screen.get_by_role("button", name="Hỏi").click()
    row = screen.locator("#answer tr", has_text="Bí thư Đảng ủy").first
    row.get_by_role("link").last.click()
    assert "Bí thư Đảng ủy" in screen.locator("#hit").inner_text()


def test_the_same_by_keyboard_alone(screen: "Page", address: str) -> None:
    """Tab leaves the editor: it is no trap."""
    opened(screen, address)
    for _ in range(30):
        if screen.evaluate("document.activeElement.closest('.CodeMirror') !== null"):
            break
        screen.keyboard.press("Tab")
    screen.keyboard.press("Control+a")
    screen.keyboard.type("SELECT ?words ?span { ?post prov:wasQuotedFrom ?span . ")
    screen.keyboard.type("?span nif:anch")
    screen.get_by_text("nif:anchorOf").first.wait_for()
    screen.keyboard.press("Enter")
    screen.keyboard.type(" ?words FILTER(CONTAINS(?words, ")
    screen.keyboard.insert_text('"Bí thư")) }')
    screen.keyboard.press("Control+Enter")
    screen.locator("#answer tbody tr").first.wait_for()
    assert "anchorOf" in screen.url
    assert screen.evaluate("document.activeElement.id") == "answer"
    for _ in range(10):
        screen.keyboard.press("Tab")
        if "char=" in (screen.evaluate("document.activeElement.textContent") or ""):
            break
    screen.keyboard.press("Enter")
    assert "Bí thư" in screen.locator("#hit").inner_text()


def test_terms_are_completed_by_their_labels(screen: "Page", address: str) -> None:
    opened(screen, address)
    write(screen, "SELECT * { ?p ")
    screen.keyboard.type("chu")
    hint = screen.locator(".CodeMirror-hint", has_text="ct:chaired")
    hint.wait_for()
    assert "chủ trì" in hint.inner_text()


def test_an_address_brings_back_query_and_view(screen: "Page", address: str) -> None:
    opened(screen, address)
    write(screen, COUNTED)
    screen.get_by_role("button", name="Hỏi").click()
    screen.get_by_role("button", name="Biểu đồ").click()
    screen.locator("svg.chart .bar").first.wait_for()
    screen.goto(screen.url)
    screen.reload()
    screen.locator("svg.chart .bar").first.wait_for()
    assert UOC.name in (screen.locator("svg.chart").text_content() or "")
    assert "GROUP BY ?name" in screen.locator(".CodeMirror").inner_text()


def test_things_of_an_answer_are_drawn(screen: "Page", address: str) -> None:
    screen.goto(f"{address}/sparql?query=SELECT * {{ ?p ct:chaired ?m }}#view=graph")
    screen.locator("#view canvas").first.wait_for()
    assert "2 nút, 1 cạnh" in (screen.locator("#view .graph").get_attribute("aria-label") or "")


def test_what_is_wrong_is_told_below_the_query(screen: "Page", address: str) -> None:
    opened(screen, address)
    write(screen, "SELECT * {")
    screen.get_by_role("button", name="Hỏi").click()
    screen.get_by_role("alert").wait_for()
    assert "dòng 1" in screen.get_by_role("alert").inner_text()
    assert screen.locator(".CodeMirror").is_visible()


def test_examples_are_put_into_the_editor(screen: "Page", address: str) -> None:
    opened(screen, address)
    screen.get_by_text("Ví dụ từ danh mục").click()
    screen.locator(".examples a").first.click()
    screen.wait_for_selector(".CodeMirror")
    assert "example=" in screen.url
    assert "SELECT" in screen.locator(".CodeMirror").inner_text()


def test_a_thing_leads_to_the_graph_around_it(screen: "Page", address: str) -> None:
    screen.goto(address + local(person(UOC)))
    screen.get_by_role("link", name="Đồ thị quanh đây").click()
    screen.wait_for_selector(".graph[data-by] canvas")
    assert UOC.name in screen.locator(".chips").inner_text()
