/**
 * The drawing of /explore. The server renders every view as tables and links; here the links are
 * followed without leaving the page, and the same view is drawn. All that is shown is in the address.
 */

import { element } from "../element";
import { between, ends, leftOut, local, toggled } from "./address";
import { MANY, type Drawn } from "../graph/drawn";
import { keys } from "./keys";
import { lookOf } from "../graph/look";
import { joined, path, type Drawing, type Link, type Places } from "../graph/model";
import { canonical, drawn, fetched, shown } from "./page";
import { panel } from "./panel";
import { png, save, svg } from "../graph/picture";
import { arranged, placed, towards } from "../graph/places";

const explorer = document.getElementById("explorer");
const frame = document.getElementById("picture");
if (explorer && frame) start(explorer, frame);

function start(explorer: HTMLElement, frame: HTMLElement): void {
  const base = explorer.dataset["base"] ?? "";
  const canvas = element("div", {
    class: "graph",
    tabindex: "0",
    role: "application",
    "aria-label": "Hình đồ thị: phím mũi tên chọn nút, Enter mở rộng, Delete bỏ, P tìm đường · Graph: arrow keys choose, Enter expands",
    "aria-describedby": "chosen",
  });
  const aside = element("aside", { class: "panel", "aria-label": "Nút đang chọn · The chosen thing" });
  const told = element("p", { id: "chosen", class: "hidden", role: "status" });
  const undo = tool("Hoàn tác", "Undo", () => history.back());
  const tools = element("div", { class: "tools", role: "toolbar", "aria-label": "Công cụ · Tools" }, [
    undo,
    tool("+", "Phóng to · Zoom in", () => picture?.zoom(1.25)),
    tool("−", "Thu nhỏ · Zoom out", () => picture?.zoom(0.8)),
    tool("Vừa khung", "Fit", () => picture?.fit()),
    tool("Sắp lại", "Arrange", () => {
      places = arranged(drawing, current());
      redraw();
      picture?.fit();
    }),
    tool("PNG", "Save as PNG", () => void png(drawing, current(), lookOf(canvas), location.origin).then((blob) => save(blob, "chithi.png"))),
    tool("SVG", "Save as SVG", () => save(new Blob([svg(drawing, current(), lookOf(canvas), location.origin)], { type: "image/svg+xml" }), "chithi.svg")),
    tool("GraphML", "Save as GraphML", () => document.getElementById("graphml")?.click()),
  ]);
  const keyboard = element("p", { class: "note keyboard" }, [
    "Bàn phím: mũi tên chọn nút, Enter mở rộng, Delete bỏ, P tìm đường, + − 0 phóng, thu, vừa khung. ",
    element("span", { lang: "en" }, ["Arrows choose, Enter expands, Delete leaves out, P finds a path."]),
  ]);
  frame.append(tools, element("div", { class: "stage" }, [canvas, aside]), keyboard, told);

  let drawing: Drawing = { nodes: [], edges: [] };
  let places: Places = new Map();
  let picture: Drawn | null = null;
  let drawnBy = "";
  let chosen: string | null = null;
  let from: string | null = null;
  let going: AbortController | null = null;

  const current = (): Places => picture?.places() ?? places;
  /** The thing at which the path begins that the address asks for. */
  const source = (): string | null => {
    const asked = ends(new URL(location.href))?.source;
    return drawing.nodes.find(({ id }) => local(id, base) === asked)?.id ?? null;
  };

  // --- What is shown ---

  async function show(told: Drawing | null): Promise<void> {
    const done = (history.state as { step?: number } | null)?.step ?? 0;
    const next = told ?? { nodes: [], edges: [] };
    frame.hidden = told === null && !done; // with nothing drawn there may be something to undo
    undo.disabled = !done;
    if (frame.hidden) return;
    const before = picture ? current() : places;
    const grown = next.nodes.some(({ id }) => !before.has(id));
    places = placed(next, before);
    drawing = next;
    if (!drawing.nodes.some(({ id }) => id === chosen)) chosen = null;
    if (!drawing.nodes.some(({ id }) => id === from)) from = null;
    await prepare();
    redraw();
    if (grown) picture?.fit();
  }

  /** What draws so much; the other one is let go. */
  async function prepare(): Promise<void> {
    const by = drawing.nodes.length > MANY ? "sigma" : "cytoscape";
    if (picture && drawnBy === by) return;
    const { draw } = by === "sigma" ? await import("../graph/sigma") : await import("../graph/cytoscape");
    picture?.close();
    picture = draw(canvas, lookOf(canvas), { choose, expand: (id) => void toggle(id) });
    drawnBy = by;
    canvas.dataset["by"] = by;
  }

  function redraw(): void {
    picture?.draw(drawing, places);
    mark();
  }

  function mark(): void {
    const begin = source();
    const steps: Link[] = begin === null ? [] : path(drawing, begin);
    picture?.mark(chosen, steps);
    aside.replaceChildren(
      ...panel(
        { drawing, chosen, from, path: steps, source: begin, base },
        { toggle: (id) => void toggle(id), leaveOut: (id) => void leaveOut(id), path: (id) => void pathAt(id), choose },
      ),
    );
  }

  // --- Steps ---

  async function go(address: URL, step: "push" | "stay"): Promise<void> {
    going?.abort();
    going = new AbortController();
    frame.setAttribute("aria-busy", "true");
    try {
      const page = await fetched(address, going.signal);
      const reached = canonical(page);
      const count = (history.state as { step?: number } | null)?.step ?? 0;
      if (step === "push") history.pushState({ step: count + 1 }, "", reached + address.hash);
      const next = drawn(page);
      shown(page);
      await show(next);
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
      told.textContent = `Không mở được · Not opened: ${String(error)}`;
      location.assign(address); // the server says itself what is wrong
    } finally {
      frame.removeAttribute("aria-busy");
    }
  }

  async function toggle(id: string): Promise<void> {
    choose(id);
    await go(toggled(new URL(location.href), local(id, base)), "push");
  }

  async function leaveOut(id: string): Promise<void> {
    await go(leftOut(new URL(location.href), local(id, base)), "push");
    canvas.focus();
  }

  function choose(id: string | null): void {
    chosen = id;
    const thing = drawing.nodes.find((node) => node.id === id);
    const count = joined(drawing).get(id ?? "")?.length ?? 0;
    told.textContent = thing ? `${thing.label}, ${count} quan hệ` : "";
    history.replaceState(history.state, "", thing ? `#${local(thing.id, base)}` : location.pathname + location.search);
    if (id !== null && thing) picture?.reveal(id);
    mark();
  }

  async function pathAt(id: string): Promise<void> {
    if (from === null || from === id) {
      from = from === id ? null : id;
      told.textContent = from === null ? "" : "Chọn nơi đến rồi bấm P · Choose where to, then press P";
      mark();
      return;
    }
    const address = between(new URL(location.href), local(from, base), local(id, base));
    from = null;
    await go(address, "push");
  }

  // --- Links, forms, keys ---

  explorer.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const address = new URL(link.href);
    if (address.pathname !== location.pathname || address.searchParams.has("format") || address.hash) return;
    event.preventDefault();
    void go(address, "push");
  });
  explorer.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const address = new URL(form.action);
    for (const [name, value] of new FormData(form)) address.searchParams.append(name, String(value));
    void go(address, "push");
  });
  explorer.addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement;
    if (input.type === "checkbox") input.form?.requestSubmit();
  });
  window.addEventListener("popstate", () => void go(new URL(location.href), "stay"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    places = current();
    picture?.close();
    picture = null;
    void prepare().then(redraw);
  });
  keys(canvas, {
    move(dx, dy) {
      const first = drawing.nodes[0]?.id ?? null;
      choose(chosen === null ? first : (towards(current(), chosen, dx, dy) ?? chosen));
    },
    expand: () => chosen !== null && void toggle(chosen),
    leaveOut: () => chosen !== null && void leaveOut(chosen),
    path: () => chosen !== null && void pathAt(chosen),
    fit: () => picture?.fit(),
    zoom: (by) => picture?.zoom(by),
    none: () => choose(null),
  });

  history.replaceState({ step: 0, ...(history.state as object | null) }, "", canonical(document) + location.hash);
  const asked = decodeURIComponent(location.hash.slice(1));
  void show(drawn(document)).then(() => {
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("drawn"))); // for bench/explore.py
    const thing = drawing.nodes.find((node) => local(node.id, base) === asked);
    if (thing) choose(thing.id);
  });
}

function tool(text: string, title: string, act: () => void): HTMLButtonElement {
  const made = element("button", { type: "button", title, ...(text.length === 1 && { "aria-label": title }) }, [text]);
  made.addEventListener("click", act);
  return made;
}
