/** What things are called, asked of the same server: answers name them by their IRIs. */

import type { Rows } from "./rows";

const MOST = 500; // things that are asked for
const NAMES = "foaf:name|skos:prefLabel|rdfs:label|dcterms:title|ct:text";

export interface Server {
  /** Where a proxy puts it, or "". */
  root: string;
  /** What the IRIs of its things begin with. */
  base: string;
}

/** The rows with the names of things in place of their IRIs; as they are where none are told. */
export async function named(rows: Rows, server: Server): Promise<Rows> {
  const things = new Map<string, string>(); // by address
  for (const { address } of rows.rows.flat()) {
    const found = address && things.size < MOST ? iri(address, server) : null;
    if (address && found) things.set(address, found);
  }
  const labels = await asked([...new Set(things.values())], server).catch(() => new Map<string, string>());
  return {
    names: rows.names,
    rows: rows.rows.map((row) =>
      row.map((cell) => ({ ...cell, text: labels.get(things.get(cell.address ?? "") ?? "") ?? cell.text })),
    ),
  };
}

async function asked(iris: string[], { root }: Server): Promise<Map<string, string>> {
  if (!iris.length) return new Map();
  const query = `SELECT ?s (MIN(STR(?name)) AS ?label) { VALUES ?s { ${iris.map((one) => `<${one}>`).join(" ")} } ?s ${NAMES} ?name } GROUP BY ?s`;
  const answer = await fetch(`${root}/sparql`, {
    method: "POST",
    headers: { "content-type": "application/sparql-query", accept: "application/sparql-results+json" },
    body: query,
  });
  const told = (await answer.json()) as { results: { bindings: Record<string, { value: string }>[] } };
  return new Map(told.results.bindings.map(({ s, label }) => [s?.value ?? "", label?.value ?? ""]));
}

/** The IRI whose page an address is; null for what is no thing of this server. */
function iri(address: string, { root, base }: Server): string | null {
  const path = address.split(/[?#]/)[0] ?? "";
  if (path.startsWith(`${root}/id/`)) return base + path.slice(root.length + 4);
  if (path.startsWith(`${root}/reports/`)) return `${base}report/${path.slice(root.length + 9)}`;
  return null;
}
