/** What is told beside the drawing of the thing that was chosen: its edges, and their sentences. */

import { element } from "../element";
import { isExpanded, local } from "./address";
import { joined, other, type Drawing, type Link, type Thing } from "../graph/model";

export interface Steps {
  toggle(id: string): void;
  leaveOut(id: string): void;
  /** Begin a path here, or, where one was begun, end it here. */
  path(id: string): void;
  choose(id: string): void;
}

export interface Told {
  drawing: Drawing;
  chosen: string | null;
  /** Where a path is to begin. */
  from: string | null;
  /** The path that is shown, by its edges from the source on. */
  path: readonly Link[];
  source: string | null;
  base: string;
}

const SHOWN = 40; // edges of one thing that are listed

export function panel(told: Told, steps: Steps): HTMLElement[] {
  const things = new Map(told.drawing.nodes.map((node) => [node.id, node]));
  const thing = told.chosen === null ? undefined : things.get(told.chosen);
  const parts: HTMLElement[] = [];
  if (thing) parts.push(...about(told, things, thing, steps));
  if (told.path.length && told.source !== null) parts.unshift(...found(told.path, told.source, things, steps));
  return parts.length ? parts : [hint()];
}

function about(told: Told, things: Map<string, Thing>, thing: Thing, steps: Steps): HTMLElement[] {
  const open = isExpanded(new URL(location.href), local(thing.id, told.base));
  const edges = joined(told.drawing).get(thing.id) ?? [];
  const title = element("h2", {}, [
    thing.address ? element("a", { href: thing.address }, [thing.label]) : thing.label,
  ]);
  const where = thing.evidence.map((address, place) => proof(address, place, thing.evidence.length));
  const kind = element("p", { class: "meta" }, [thing.date, ...(thing.date && where.length ? [" · "] : []), ...where]);
  const actions = element("p", { class: "actions" }, [
    button(open ? "Thu lại" : "Mở rộng", "Enter", () => steps.toggle(thing.id)),
    button(told.from === null ? "Tìm đường từ đây" : told.from === thing.id ? "Thôi tìm đường" : "Tìm đường đến đây", "P", () => steps.path(thing.id)),
    ...(open ? [] : [button("Bỏ", "Delete", () => steps.leaveOut(thing.id))]),
  ]);
  const list = edges.slice(0, SHOWN).map((edge) => step(edge, thing.id, things, steps));
  const rest = edges.length > SHOWN ? [element("p", { class: "note" }, [`+ ${edges.length - SHOWN} (bảng bên dưới)`])] : [];
  return [title, ...(kind.textContent ? [kind] : []), actions, element("ul", { class: "list" }, list), ...rest];
}

/** An edge as a line: its words, the other thing, and where it is said. */
function step(edge: Link, from: string, things: Map<string, Thing>, steps: Steps): HTMLElement {
  const there = other(edge, from);
  const name = things.get(there)?.label ?? there;
  const days = [...new Set([edge.first, edge.last])].filter(Boolean).join(" – ");
  return element("li", {}, [
    element("span", { class: "meta" }, [edge.source === from ? `${edge.label} →` : `← ${edge.label}`, days && ` · ${days}`]),
    link(name, () => steps.choose(there)),
    " ",
    ...edge.evidence.flatMap((address, place) => [proof(address, place, edge.evidence.length), " "]),
  ]);
}

/** The path, a line each step: parallel edges between the same two things stand together. */
function found(path: readonly Link[], source: string, things: Map<string, Thing>, steps: Steps): HTMLElement[] {
  let here = source;
  let there = source;
  const lines = path.map((edge) => {
    if (edge.source !== here && edge.target !== here) here = there;
    there = other(edge, here);
    return step(edge, here, things, steps);
  });
  return [element("h2", {}, [`Đường từ ${things.get(source)?.label ?? source}`]), element("ol", { class: "list way" }, lines)];
}

function proof(address: string, place: number, count: number): HTMLElement {
  return element("a", { class: "proof", href: address }, [count > 1 ? `câu chứng ${place + 1}` : "câu chứng"]);
}

function button(text: string, key: string, act: () => void): HTMLElement {
  const made = element("button", { type: "button", "aria-keyshortcuts": key, title: `${text} (${key})` }, [text]);
  made.addEventListener("click", act);
  return made;
}

function link(text: string, act: () => void): HTMLElement {
  const made = element("button", { type: "button", class: "link" }, [text]);
  made.addEventListener("click", act);
  return made;
}

function hint(): HTMLElement {
  return element("p", { class: "hint" }, [
    "Chọn một nút để xem các quan hệ và câu chứng; bấm đúp để mở rộng. ",
    element("span", { lang: "en" }, ["Choose a thing to see its edges and their sentences; double click to expand it."]),
  ]);
}
