/** Colours and sizes of a drawing: those of the page (static/style.css), in its light or dark. */

import type { Thing } from "./model";

export interface Look {
  ground: string;
  ink: string;
  line: string;
  chosen: string;
  font: string;
  kind: (kind: string) => string;
}

export function lookOf(element: Element): Look {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return {
    ground: of("--card"),
    ink: of("--ink"),
    line: of("--edge"),
    chosen: of("--focus"),
    font: style.fontFamily,
    kind: (kind) => of(`--kind-${kind}`) || of("--kind-thing"),
  };
}

/** The diameter of a thing that has so many edges. */
export function size(edges: number): number {
  return 16 + Math.min(26, 5 * Math.sqrt(edges));
}

/** A label of few words: the panel and the table have all of it. */
export function short(thing: Thing, most = 30): string {
  return thing.label.length <= most ? thing.label : `${thing.label.slice(0, most - 1).trimEnd()}…`;
}

/** Words in Vietnamese, without the English beside them: for what has little room. */
export function vietnamese(words: string): string {
  return words.split(" · ")[0] ?? words;
}
