/**
 * The page of /sparql: an editor in place of the field, answers without leaving the page, and other
 * views of them. The server renders every answer; without this script the form does the same.
 */

import { element } from "../element";
import type { Terms } from "./completion";
import { edited } from "./editor";
import { viewed } from "./views";

const asking = document.getElementById("asking");
const form = asking?.querySelector("form");
const field = document.getElementById("query");
if (asking && form && field instanceof HTMLTextAreaElement) start(asking, form, field);

function start(asking: HTMLElement, form: HTMLFormElement, field: HTMLTextAreaElement): void {
  const terms = JSON.parse(document.getElementById("terms")?.textContent ?? "{}") as Terms;
  const server = { root: asking.dataset["root"] ?? "", base: asking.dataset["base"] ?? "" };
  const format = form.elements.namedItem("format") as HTMLSelectElement;
  const editor = edited(field, terms, () => form.requestSubmit());
  let going: AbortController | null = null;

  form.addEventListener("submit", (event) => {
    if (format.value !== "html") return; // a file: the browser takes it
    event.preventDefault();
    const address = new URL(form.action);
    address.searchParams.set("query", editor.value());
    void ask(address, true);
  });
  window.addEventListener("popstate", () => {
    const query = new URL(location.href).searchParams.get("query");
    if (query === null) return location.reload();
    editor.set(query);
    void ask(new URL(location.href), false);
  });

  async function ask(address: URL, push: boolean): Promise<void> {
    going?.abort();
    going = new AbortController();
    answer().setAttribute("aria-busy", "true");
    try {
      const told = await fetch(address, { headers: { accept: "text/html" }, signal: going.signal });
      const page = new DOMParser().parseFromString(await told.text(), "text/html");
      if (push) history.pushState(null, "", address);
      answer().replaceWith(document.adoptNode(page.getElementById("answer") ?? refused(page)));
      viewed(answer(), server);
      answer().focus({ preventScroll: true });
      answer().scrollIntoView({ block: "nearest" });
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
      answer().replaceChildren(alert("Máy chủ không trả lời. · The server does not answer."));
    } finally {
      answer().removeAttribute("aria-busy");
    }
  }

  viewed(answer(), server);
}

function answer(): HTMLElement {
  return document.getElementById("answer") ?? element("div");
}

/** What the server says is wrong, in place of an answer. */
function refused(page: Document): HTMLElement {
  const title = page.querySelector("h1")?.textContent ?? "";
  const detail = page.querySelector("h1 + p")?.textContent ?? "";
  return element("div", { id: "answer", tabindex: "-1" }, [alert(title, detail)]);
}

function alert(...lines: string[]): HTMLElement {
  return element("div", { class: "wrong", role: "alert" }, lines.filter(Boolean).map((line) => element("p", {}, [line])));
}
