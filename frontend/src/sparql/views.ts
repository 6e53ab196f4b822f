/** The views of an answer: the table of the page, a chart, a graph. The address tells which. */

import { element } from "../element";
import type { Drawn } from "../graph/drawn";
import { lookOf } from "../graph/look";
import { arranged } from "../graph/places";
import { chart, MOST } from "./chart";
import { named, type Server } from "./labels";
import { drawing, numeric, rowsOf, usual, type Rows } from "./rows";

const VIEWS = { table: ["Bảng", "Table"], chart: ["Biểu đồ", "Chart"], graph: ["Đồ thị", "Graph"] } as const;
type View = keyof typeof VIEWS;

let picture: Drawn | null = null;

/** Tabs above the table in `answer`, for the views that its rows have. */
export function viewed(answer: HTMLElement, server: Server): void {
  picture?.close();
  picture = null;
  const section = answer.querySelector<HTMLElement>("section.facts");
  const table = section?.querySelector("table");
  if (!section || !table) return;
  const rows = rowsOf(table);
  const offered: View[] = ["table", ...(usual(rows) ? (["chart"] as const) : []), ...(drawing(rows).edges.length ? (["graph"] as const) : [])];
  if (offered.length < 2) return;
  const other = element("div", { class: "view", id: "view" });
  const tabs = element("p", { class: "tools", role: "group", "aria-label": "Cách xem · View" });
  for (const view of offered) {
    const tab = element("button", { type: "button", "data-view": view, title: VIEWS[view][1] }, [VIEWS[view][0]]);
    tab.addEventListener("click", () => {
      const told = asked();
      told.set("view", view);
      history.replaceState(history.state, "", view === "table" ? location.pathname + location.search : `#${told}`);
      void show();
    });
    tabs.append(tab);
  }
  section.before(tabs);
  section.after(other);
  let called: Promise<Rows> | null = null;

  async function show(): Promise<void> {
    const wanted = asked().get("view") as View | null;
    const view = wanted && offered.includes(wanted) ? wanted : "table";
    for (const tab of tabs.querySelectorAll("button")) tab.setAttribute("aria-pressed", String(tab.dataset["view"] === view));
    section!.hidden = view !== "table";
    other.hidden = view === "table";
    picture?.close();
    picture = null;
    if (view === "table") return other.replaceChildren();
    called ??= named(rows, server);
    const told = await called;
    if (!other.isConnected || (asked().get("view") ?? "table") !== view) return; // another was asked for
    if (view === "chart") charted(told, other);
    else await graphed(told, other, server.root);
  }

  void show();
}

/** What stands behind # in the address. */
function asked(): URLSearchParams {
  return new URLSearchParams(location.hash.slice(1));
}

function charted(rows: Rows, into: HTMLElement): void {
  const begin = usual(rows);
  if (!begin) return;
  const told = asked();
  const column = (key: string, else_: number) => {
    const found = rows.names.indexOf(told.get(key) ?? "");
    return found < 0 ? else_ : found;
  };
  const [name, value] = [column("name", begin.name), column("value", begin.value)];
  const choice = (key: string, label: string, chosen: number, some: number[]) => {
    const select = element("select", { id: `chart-${key}` });
    for (const place of some) select.append(new Option(rows.names[place], rows.names[place], false, place === chosen));
    select.addEventListener("change", () => {
      told.set(key, select.value);
      history.replaceState(history.state, "", `#${told}`);
      charted(rows, into);
      document.getElementById(select.id)?.focus();
    });
    return [element("label", { for: select.id }, [label]), " ", select, " "];
  };
  const all = rows.names.map((_, place) => place);
  into.replaceChildren(
    element("p", { class: "chosen" }, [
      ...choice("name", "Tên", name, all),
      ...choice("value", "Giá trị", value, all.filter((place) => numeric(rows, place))),
    ]),
    chart(rows, name, value, into.clientWidth),
  );
  if (rows.rows.length > MOST) into.append(element("p", { class: "note" }, [`${MOST} hàng đầu · the first ${MOST} rows`]));
}

async function graphed(rows: Rows, into: HTMLElement, root: string): Promise<void> {
  const { draw } = await import("../graph/cytoscape");
  const joined = drawing(rows);
  const canvas = element("div", { class: "graph", role: "img", "aria-label": `Đồ thị: ${joined.nodes.length} nút, ${joined.edges.length} cạnh; bảng nói cùng điều ấy · The table tells the same` });
  const told = element("p", { class: "meta", role: "status" }, ["Chọn một nút để mở nó. Choose a thing to open it."]);
  into.replaceChildren(canvas, told);
  const things = new Map(joined.nodes.map((node) => [node.id, node]));
  const places = arranged(joined, new Map(joined.nodes.map(({ id }, place) => [id, around(place, joined.nodes.length)])));
  picture = draw(canvas, lookOf(canvas), {
    choose(id) {
      picture?.mark(id, []);
      const thing = id === null ? undefined : things.get(id);
      if (!thing?.address) return;
      const near = `${root}/explore?${new URLSearchParams({ id: thing.address })}`;
      told.replaceChildren(
        element("a", { href: thing.address }, [thing.label]),
        ...(thing.kind === "thing" ? [] : [" · ", element("a", { href: near }, ["đồ thị quanh đây · graph around it"])]),
      );
    },
    expand: (id) => location.assign(things.get(id)?.address ?? "#"),
  });
  picture.draw(joined, places);
  picture.fit();
}

function around(place: number, count: number): { x: number; y: number } {
  const angle = (place / count) * 2 * Math.PI;
  const far = 30 * Math.sqrt(count);
  return { x: far * Math.cos(angle), y: far * Math.sin(angle) };
}
