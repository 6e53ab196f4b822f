"""What the Content-Security-Policy refuses in a browser, on a page that carries an island."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TRIED = {
    "a script in the page": "script-src-elem",
    "a handler in an attribute": "script-src-attr",
    "code from text": "script-src",
    "a style in the page": "style-src-elem",
    "a style in an attribute": "style-src-attr",
    "a picture of another host": "img-src",
    "a request to another host": "connect-src",
    "a frame": "frame-src",
}
TRY = """async what => {
  const found = new Promise(done => document.addEventListener(
    "securitypolicyviolation", event => done(event.effectiveDirective), {once: true}));
  const put = (name, set) => { const made = document.createElement(name); set(made);
    document.body.append(made); return made; };
  const acts = {
    "a script in the page": () => put("script", made => made.textContent = "window.ran = 1"),
    "a handler in an attribute": () =>
      put("button", made => made.setAttribute("onclick", "window.ran = 1")).click(),
    "code from text": () => { const run = put("script", made => made.src = "data:,window.ran=1");
      return run; },
    "a style in the page": () => put("style", made => made.textContent = "body {color: red}"),
    "a style in an attribute": () => put("p", made => made.setAttribute("style", "color: red")),
    "a picture of another host": () => put("img", made => made.src = "http://example.org/a.png"),
    "a request to another host": () => fetch("http://example.org/").catch(() => null),
    "a frame": () => put("iframe", made => made.src = "/"),
  };
  acts[what]();
  return [await found, window.ran ?? null];
}"""


@pytest.mark.parametrize("what", TRIED)
def test_it_is_refused(browser: "Browser", address: str, what: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/sparql")
    directive, ran = page.evaluate(TRY, what)
    context.close()
    assert ran is None
    assert directive.startswith(TRIED[what])
