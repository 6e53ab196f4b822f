/** What draws: cytoscape on a canvas, or sigma with WebGL where there is very much. */

import type { Look } from "./look";
import type { Drawing, Link, Places } from "./model";

export interface Hand {
  /** A thing was pointed at, or null: nothing. */
  choose(id: string | null): void;
  /** A thing was asked for its neighbours. */
  expand(id: string): void;
}

export interface Drawn {
  draw(drawing: Drawing, places: Places): void;
  /** Mark a thing and, where given, a way. */
  mark(id: string | null, way: readonly Link[]): void;
  /** Bring a thing into sight, if it is out of it. */
  reveal(id: string): void;
  fit(): void;
  zoom(by: number): void;
  /** Where things are, after they were dragged. */
  places(): Places;
  close(): void;
}

export type Draw = (into: HTMLElement, look: Look, hand: Hand) => Drawn;

/** So many things are drawn by cytoscape; more by sigma. */
export const MANY = 2000;
