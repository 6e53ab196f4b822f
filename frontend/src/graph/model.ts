/** A graph as `format=json` of the server tells it: see docs/http.md, "For drawing". */

export interface Thing {
  id: string;
  label: string;
  kind: string;
  date: string;
  step: number;
  address: string | null;
  x: number;
  y: number;
  evidence: string[];
}

export interface Link {
  source: string;
  target: string;
  kind: string;
  label: string;
  first: string;
  last: string;
  weight: number;
  evidence: string[];
}

export interface Drawing {
  nodes: Thing[];
  edges: Link[];
}

export interface Place {
  x: number;
  y: number;
}

export type Places = Map<string, Place>;

/** The edges at each thing. */
export function joined(drawing: Drawing): Map<string, Link[]> {
  const found = new Map<string, Link[]>(drawing.nodes.map((node) => [node.id, []]));
  for (const edge of drawing.edges) {
    found.get(edge.source)?.push(edge);
    if (edge.source !== edge.target) found.get(edge.target)?.push(edge);
  }
  return found;
}

/** The thing at the other end of an edge. */
export function other(edge: Link, id: string): string {
  return edge.source === id ? edge.target : edge.source;
}

/** The edges of a shortest way from one thing to another within what is drawn; null for none. */
export function way(drawing: Drawing, from: string, to: string): Link[] | null {
  const edges = joined(drawing);
  const came = new Map<string, Link | null>([[from, null]]);
  let border = [from];
  while (border.length && !came.has(to)) {
    const next: string[] = [];
    for (const here of border) {
      for (const edge of edges.get(here) ?? []) {
        const there = other(edge, here);
        if (came.has(there)) continue;
        came.set(there, edge);
        next.push(there);
      }
    }
    border = next;
  }
  if (!came.has(to)) return null;
  const found: Link[] = [];
  for (let here = to, edge = came.get(here); edge; edge = came.get(here)) {
    found.unshift(edge);
    here = other(edge, here);
  }
  return found;
}
