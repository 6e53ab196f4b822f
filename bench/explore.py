"""How soon a graph is drawn in Chromium, and whether it is dragged without stutter.

    python -m bench.explore

An invented body with so many people. Told are the time from the click to the drawing (with the
server's answer), and of a drag of two seconds the frames: their median, the 95th of a hundred and
the longest, in ms; 16.7 is each frame of a screen.
"""

import shutil
import statistics
import threading
import time
from typing import TYPE_CHECKING

import uvicorn

from graph_api.app import create_app
from graph_api.runner import Threads
from graph_api.settings import Settings
from graph_api.store.embedded import Store
from loaders.model import Extraction, Organisation, Person, PostHeld, Report, Span, Status
from loaders.triples import nquads
from ontology.terms import Iris

if TYPE_CHECKING:
    from playwright.sync_api import Page

SIZES = (60, 500, 1999, 3000)  # people: with their body 2,000 are what cytoscape draws at most
BODY = Organisation("Viện Đo lường Sông Lam", "vien")
FRAMES = """() => new Promise(done => {
  const frames = []; let last = performance.now(); const end = last + 2000;
  const step = now => { frames.push(now - last); last = now;
    if (now < end) requestAnimationFrame(step); else done(frames); };
  requestAnimationFrame(step); })"""


def staffed(people: int) -> Extraction:
    """A report in which so many people hold a post in one body."""
    lines = [f"Đồng chí Người Thứ {number}, Chuyên viên." for number in range(people)]
    posts, start = [], 0
    for number, line in enumerate(lines):
        person = Person(f"Người Thứ {number}", BODY.name)
        span = Span(start, start + len(line))
        posts.append(PostHeld(person, "Chuyên viên", BODY, Status.CURRENT, span, "bench"))
        start += len(line) + 1
    report = Report("dong-nguoi", "\n".join(lines), "Đông người", None, "dong-nguoi.txt")
    return Extraction(report, posts=tuple(posts))


def measured(page: "Page", address: str) -> tuple[float, list[float]]:
    """Milliseconds until the graph is drawn, and the frames of a drag."""
    page.goto(address)
    while not page.evaluate("performance.getEntriesByName('drawn').length"):
        page.wait_for_timeout(20)
    drawn = page.evaluate("performance.getEntriesByName('drawn')[0].startTime")
    box = page.locator(".graph").bounding_box()
    assert box
    x, y = box["x"] + 30, box["y"] + 30
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(f"window.frames_ = ({FRAMES})()")
    end = time.monotonic() + 2
    step = 0
    while time.monotonic() < end:
        step += 1
        page.mouse.move(x + 4 * (step % 60), y + 3 * (step % 60))
    page.mouse.up()
    return drawn, page.evaluate("window.frames_")


def main() -> None:
    """Print a row for each size."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    assert chromium, "no Chromium: make browser"
    print("| things | drawn by | drawn, ms | frame, median ms | p95 | longest |")
    print("|---|---|---|---|---|---|")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for people in SIZES:
            with Store.open() as store:
                store.put(Iris().report("dong-nguoi"), nquads(staffed(people)))
                settings = Settings(graph_nodes=people + 1)
                app = create_app(Threads(store, settings), settings)
                config = uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None)
                server = uvicorn.Server(config)
                thread = threading.Thread(target=server.run, daemon=True)
                thread.start()
                while not server.started:
                    time.sleep(0.01)
                port = server.servers[0].sockets[0].getsockname()[1]
                page = browser.new_page(viewport={"width": 1280, "height": 900})
                local = Iris().organisation(BODY.name, "", "").removeprefix(Iris().base)
                path = f"/explore?id=/id/{local}&limit={people + 1}"
                drawn, frames = measured(page, f"http://127.0.0.1:{port}{path}")
                by = page.locator(".graph").get_attribute("data-by")
                page.close()
                server.should_exit = True
                thread.join()
            ordered = sorted(frames)
            slow = ordered[int(len(ordered) * 0.95)]
            median = statistics.median(frames)
            told = f"{drawn:.0f} | {median:.1f} | {slow:.1f} | {ordered[-1]:.1f}"
            print(f"| {people + 1} | {by} | {told} |")
        browser.close()


if __name__ == "__main__":
    main()
