import { describe, expect, test } from "vitest";

import { between, ends, isExpanded, leftOut, local, toggled } from "../src/explore/address";
import { path, type Drawing, type Link, type Thing } from "../src/graph/model";
import { box, svg } from "../src/graph/picture";
import { arranged, placed, towards } from "../src/graph/places";

const BASE = "https://example.org/id/";
const HERE = "http://x/explore?id=/id/person/a&hide=report";

function thing(id: string, x = 0, y = 0): Thing {
  return { id, label: `<${id}> & "tên"`, kind: "person", date: "", step: 0, address: `/id/${id}`, x, y, evidence: [] };
}

function link(source: string, target: string, paths?: string): Link {
  return { source, target, kind: "post", label: "", first: "", last: "", weight: 1, said: paths ? { paths } : {}, evidence: [] };
}

describe("an address holds the view", () => {
  const steps: [string, (address: URL) => URL, string][] = [
    ["expanded", (address) => toggled(address, "/id/org/b"), "id=/id/person/a&hide=report&id=/id/org/b"],
    ["collapsed", (address) => toggled(address, "/id/person/a"), "hide=report"],
    ["left out", (address) => leftOut(address, "/id/person/a"), "hide=report&omit=/id/person/a"],
    ["a path", (address) => between(address, "/id/a", "/id/b"), "id=/id/person/a&hide=report&source=/id/a&target=/id/b"],
  ];
  test.each(steps)("%s", (_, step, query) => {
    const made = step(new URL(HERE));
    expect(decodeURIComponent(made.search)).toBe(`?${query}`);
    expect(HERE).toContain("hide=report"); // what was given is as it was
  });
  test("a thing as it stands there", () => {
    expect(local(`${BASE}person/a`, BASE)).toBe("/id/person/a");
    expect(local("urn:other", BASE)).toBe("urn:other");
    expect(isExpanded(new URL(HERE), "/id/person/a")).toBe(true);
    expect(ends(new URL(HERE))).toBeNull();
  });
});

describe("a path is told from its source", () => {
  const edges = [link("c", "d", "1"), link("b", "a", "1 2"), link("a", "b", "1"), link("b", "c", "1"), link("a", "x", "2")];
  const cases: [string, string[]][] = [
    ["a", ["b-a", "a-b", "b-c", "c-d"]],
    ["x", []],
  ];
  test.each(cases)("from %s", (source, told) => {
    expect(path({ nodes: [], edges }, source).map((edge) => `${edge.source}-${edge.target}`)).toEqual(told);
  });
});

describe("places", () => {
  const small: Drawing = { nodes: [thing("a", 5, 6), thing("b", 100, 0)], edges: [link("a", "b")] };
  const grown: Drawing = { nodes: [...small.nodes, thing("c"), thing("d")], edges: [...small.edges, link("b", "c"), link("d", "b")] };
  test("of a first drawing are the server's", () => {
    expect(placed(small, new Map()).get("a")).toEqual({ x: 5, y: 6 });
  });
  test("of what was there stay, new things come close to theirs", () => {
    const before = placed(small, new Map());
    const after = placed(grown, before);
    expect(after.get("a")).toEqual(before.get("a"));
    expect(after.get("b")).toEqual(before.get("b"));
    const [b, c, d] = ["b", "c", "d"].map((id) => after.get(id) ?? { x: NaN, y: NaN }) as [Place, Place, Place];
    expect(Math.hypot(c.x - b.x, c.y - b.y)).toBeLessThan(400);
    expect(Math.hypot(c.x - d.x, c.y - d.y)).toBeGreaterThan(20);
  });
  test("are the same each time", () => {
    const begin = placed(grown, new Map());
    expect(arranged(grown, begin)).toEqual(arranged(grown, begin));
  });
  const moves: [string, number, number, string | null][] = [
    ["right", 1, 0, "b"],
    ["left", -1, 0, null],
    ["down", 0, 1, null],
  ];
  test.each(moves)("an arrow key %s", (_, dx, dy, there) => {
    expect(towards(new Map([["a", { x: 0, y: 0 }], ["b", { x: 50, y: 0 }]]), "a", dx, dy)).toBe(there);
  });
});

test("a picture holds all of it, and text as text", () => {
  const look = { ground: "#fff", ink: "#000", line: "#999", chosen: "#00f", font: "sans", kind: () => "#f00" };
  const drawing: Drawing = { nodes: [thing("a"), thing("b")], edges: [link("a", "b")] };
  const places = new Map([["a", { x: 0, y: 0 }], ["b", { x: 200, y: 100 }]]);
  expect(box(places)).toEqual({ x: -90, y: -90, width: 380, height: 280 });
  const made = svg(drawing, places, look, "http://x");
  expect(made).toContain("&lt;a&gt; &amp; &quot;tên&quot;");
  expect(made).toContain('href="http://x/id/b"');
  expect(made).not.toContain("<a> ");
});

interface Place {
  x: number;
  y: number;
}
