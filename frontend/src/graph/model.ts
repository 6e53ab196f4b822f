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
  said: { paths?: string };
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

/** The edges of the shortest path that the server found, from its source on. */
export function path(drawing: Drawing, source: string): Link[] {
  let left = drawing.edges.filter((edge) => edge.said.paths?.split(" ").includes("1"));
  const steps: Link[] = [];
  for (let here = source; ; ) {
    const found = left.filter((edge) => edge.source === here || edge.target === here);
    const first = found[0];
    if (!first) return steps;
    steps.push(...found);
    left = left.filter((edge) => !found.includes(edge));
    here = other(first, here);
  }
}
