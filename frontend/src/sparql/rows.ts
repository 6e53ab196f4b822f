/** The answer as rows: read from the table of the page, which is what everyone sees. */

import type { Drawing, Link, Thing } from "../graph/model";

export interface Cell {
  text: string;
  address: string | null;
}

export interface Rows {
  names: string[];
  rows: Cell[][];
}

export function rowsOf(table: HTMLTableElement): Rows {
  const text = (element: Element) => element.textContent.trim();
  return {
    names: [...table.querySelectorAll("thead th")].map(text),
    rows: [...table.querySelectorAll("tbody tr")].map((row) =>
      [...row.querySelectorAll("td")].map((cell) => ({
        text: text(cell),
        address: cell.querySelector("a")?.getAttribute("href") ?? null,
      })),
    ),
  };
}

// --- For charts -----------------------------------------------------------------------------------

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const DAY = /^\d{4}(-\d{2}(-\d{2})?)?$/;

export function numeric({ rows }: Rows, column: number): boolean {
  const told = rows.map((row) => row[column]?.text ?? "").filter(Boolean);
  return told.length > 0 && told.every((text) => NUMBER.test(text));
}

export function dated({ rows }: Rows, column: number): boolean {
  const told = rows.map((row) => row[column]?.text ?? "").filter(Boolean);
  return told.length > 0 && told.every((text) => DAY.test(text));
}

/** The column of names and that of numbers that a chart begins with; null where there is none. */
export function usual(answer: Rows): { name: number; value: number } | null {
  const columns = answer.names.map((_, place) => place);
  const values = columns.filter((column) => numeric(answer, column));
  const value = values.findLast((column) => !dated(answer, column)) ?? values.at(-1);
  if (value === undefined) return null;
  const others = columns.filter((column) => column !== value);
  const plain = others.find((column) => answer.rows.some((row) => row[column]?.text && !row[column]?.address));
  const name = plain ?? others[0];
  return name === undefined ? null : { name, value };
}

// --- For graphs -----------------------------------------------------------------------------------

const KINDS: Record<string, string> = { org: "organisation" }; // by the first piece of an address
const NAMES = new Set(["foaf:name", "skos:prefLabel", "rdfs:label", "dcterms:title", "eli:title"]);

/** What the rows join: of triples subject and object; else the first thing of a row and the others. */
export function drawing(answer: Rows): Drawing {
  const triples = answer.names.join(" ") === "subject predicate object";
  const nodes = new Map<string, Thing>();
  const edges = new Map<string, Link>();
  const named = new Map<string, string>();

  function thing({ text, address }: Cell): Thing | null {
    if (address === null) return null;
    let found = nodes.get(address);
    if (!found) {
      found = { id: address, label: text, kind: kind(address), date: "", step: 1, address, x: 0, y: 0, evidence: [] };
      nodes.set(address, found);
    }
    return found;
  }

  function join(source: Thing, target: Thing, label: string): void {
    const key = `${source.id} ${label} ${target.id}`;
    if (source === target || edges.has(key)) return;
    edges.set(key, { source: source.id, target: target.id, kind: "", label, first: "", last: "", weight: 1, said: {}, evidence: [] });
  }

  for (const row of answer.rows) {
    if (triples) {
      const [subject, predicate, object] = row;
      const [source, target] = [subject && thing(subject), object && thing(object)];
      if (source && target) join(source, target, predicate?.text ?? "");
      else if (source && object && NAMES.has(predicate?.text ?? "")) named.set(source.id, object.text);
      continue;
    }
    const things = row.map((cell, column) => ({ found: thing(cell), column })).filter(({ found }) => found);
    const first = things[0]?.found;
    for (const { found, column } of things.slice(1)) {
      if (first && found) join(first, found, answer.names[column] ?? "");
    }
  }
  for (const [id, label] of named) Object.assign(nodes.get(id) ?? {}, { label });
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

function kind(address: string): string {
  const piece = /\/id\/([a-z]+)\//.exec(address)?.[1] ?? (address.includes("/reports/") ? "report" : "thing");
  return KINDS[piece] ?? piece;
}
