import { describe, expect, test } from "vitest";

import { points } from "../src/sparql/chart";
import { matching, type Terms } from "../src/sparql/completion";
import { drawing, usual, type Rows } from "../src/sparql/rows";

const TERMS: Terms = {
  classes: { "ct:Meeting": "Cuộc họp", "foaf:Person": "" },
  properties: { "ct:chaired": "chủ trì", "ct:directed": "đã chỉ đạo", "foaf:name": "" },
  prefixes: {},
};

function rows(names: string[], ...told: string[][]): Rows {
  return {
    names,
    rows: told.map((row) => row.map((text) => ({ text, address: /^[a-z]+\//.test(text) ? `/id/${text}` : null }))),
  };
}

describe("terms that are offered", () => {
  const cases: [string, string[]][] = [
    ["c", []], // one letter is too few
    ["ct:ch", ["ct:chaired"]],
    ["chair", ["ct:chaired"]],
    ["chủ", ["ct:chaired"]],
    ["chi dao", ["ct:directed"]],
    ["FOAF:", ["foaf:Person", "foaf:name"]],
    ["hop", ["ct:Meeting"]],
    ["iao", []], // within a word
  ];
  test.each(cases)("%s", (typed, offered) => expect(matching(TERMS, typed)).toEqual(offered));
});

describe("what a chart begins with", () => {
  const cases: [string, Rows, { name: number; value: number } | null][] = [
    ["a name and a number", rows(["name", "n"], ["A", "3"], ["B", "4.5"]), { name: 0, value: 1 }],
    ["a name before an address", rows(["x", "name", "n"], ["org/a", "A", "3"]), { name: 1, value: 2 }],
    ["years are names", rows(["year", "n"], ["2031", "3"], ["2030", "1"]), { name: 0, value: 1 }],
    ["no number", rows(["name", "x"], ["A", "b"]), null],
    ["one column", rows(["n"], ["1"]), null],
  ];
  test.each(cases)("%s", (_, answer, columns) => expect(usual(answer)).toEqual(columns));
  test("days in their order, without gaps", () => {
    const told = points(rows(["day", "n"], ["2031-02", "2"], ["2030-01", "1"], ["2032", ""]), 0, 1);
    expect(told).toEqual([{ name: "2030-01", value: 1 }, { name: "2031-02", value: 2 }]);
  });
});

describe("what rows join", () => {
  const cases: [string, Rows, string[], string[]][] = [
    ["the first thing and the others", rows(["a", "n", "b"], ["person/x", "1", "org/y"]), ["person/x", "org/y"], ["b"]],
    ["each once", rows(["a", "b"], ["org/x", "org/y"], ["org/x", "org/y"]), ["org/x", "org/y"], ["b"]],
    [
      "subject and object, by their names",
      rows(["subject", "predicate", "object"], ["org/x", "ct:under", "org/y"], ["org/x", "skos:prefLabel", "Sở X"]),
      ["Sở X", "org/y"],
      ["ct:under"],
    ],
    ["nothing", rows(["n"], ["1"]), [], []],
  ];
  test.each(cases)("%s", (_, answer, nodes, edges) => {
    const made = drawing(answer);
    expect(made.nodes.map(({ label }) => label)).toEqual(nodes);
    expect(made.edges.map(({ label }) => label)).toEqual(edges);
  });
});
