/** Where things are drawn: those that are there stay, new ones come beside what they are joined to. */

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";

import { joined, other, type Drawing, type Place, type Places } from "./model";

const LENGTH = 110; // of an edge at rest, in pixels
const APART = 34; // of two things, from middle to middle
const STEADY = 700; // things: more are placed without pushing one another about

interface Body extends SimulationNodeDatum {
  id: string;
}

/** A place for each thing of a drawing; `before` are those of the drawing before it. */
export function placed(drawing: Drawing, before: Places): Places {
  if (!drawing.nodes.some((node) => before.has(node.id))) {
    return new Map(drawing.nodes.map(({ id, x, y }) => [id, { x, y }]));
  }
  const found: Places = new Map();
  for (const { id } of drawing.nodes) {
    const place = before.get(id);
    if (place) found.set(id, place);
  }
  const kept = new Set(found.keys());
  if (kept.size === drawing.nodes.length) return found;
  fan(drawing, found);
  return drawing.nodes.length > STEADY ? found : settled(drawing, found, kept);
}

/** New things around the one that they are joined to, away from the middle of all. */
function fan(drawing: Drawing, found: Places): void {
  const edges = joined(drawing);
  const middle = mean([...found.values()]);
  const around = new Map<string, string[]>();
  for (const { id } of drawing.nodes) {
    if (found.has(id)) continue;
    const near = (edges.get(id) ?? []).map((edge) => other(edge, id)).find((one) => found.has(one));
    around.set(near ?? "", [...(around.get(near ?? "") ?? []), id]);
  }
  for (const [near, some] of around) {
    const at = found.get(near) ?? middle;
    const out = Math.atan2(at.y - middle.y, at.x - middle.x);
    const spread = Math.min(Math.PI * 1.6, 0.35 * some.length);
    some.forEach((id, place) => {
      const ring = 1 + Math.floor(place / 24);
      const share = some.length > 1 ? place / (some.length - 1) - 0.5 : 0;
      const angle = out + share * spread;
      const far = LENGTH * (0.8 + 0.7 * ring);
      found.set(id, { x: at.x + far * Math.cos(angle), y: at.y + far * Math.sin(angle) });
    });
  }
}

/** The same with new things pushed off one another; what was there before does not move. */
function settled(drawing: Drawing, begin: Places, kept: Set<string>): Places {
  const bodies = drawing.nodes.map(({ id }): Body => {
    const at = begin.get(id) ?? { x: 0, y: 0 };
    return kept.has(id) ? { id, ...at, fx: at.x, fy: at.y } : { id, ...at };
  });
  relax(bodies, drawing, 80);
  return places(bodies);
}

/** All places anew, from those there are. */
export function arranged(drawing: Drawing, begin: Places): Places {
  const bodies = drawing.nodes.map(({ id }): Body => ({ id, ...(begin.get(id) ?? { x: 0, y: 0 }) }));
  relax(bodies, drawing, drawing.nodes.length > STEADY ? 60 : 250);
  return places(bodies);
}

function relax(bodies: Body[], drawing: Drawing, rounds: number): void {
  const links = drawing.edges.map(({ source, target }) => ({ source, target }));
  forceSimulation(bodies)
    .force("link", forceLink<Body, { source: string; target: string }>(links).id(({ id }) => id).distance(LENGTH))
    .force("push", forceManyBody().strength(-260).distanceMax(700))
    .force("across", forceX<Body>().strength(0.06))
    .force("down", forceY<Body>().strength(0.06))
    .force("apart", forceCollide(APART))
    .stop()
    .tick(rounds);
}

function places(bodies: Body[]): Places {
  return new Map(bodies.map(({ id, x, y }) => [id, { x: x ?? 0, y: y ?? 0 }]));
}

function mean(some: Place[]): Place {
  const count = some.length || 1;
  return {
    x: some.reduce((sum, { x }) => sum + x, 0) / count,
    y: some.reduce((sum, { y }) => sum + y, 0) / count,
  };
}

/** The thing that lies nearest in a direction (a unit vector): what is aside counts double. */
export function towards(found: Places, from: string, dx: number, dy: number): string | null {
  const at = found.get(from);
  if (!at) return null;
  let best: string | null = null;
  let least = Infinity;
  for (const [id, { x, y }] of found) {
    const along = (x - at.x) * dx + (y - at.y) * dy;
    if (id === from || along <= 1) continue;
    const aside = Math.abs((x - at.x) * dy - (y - at.y) * dx);
    const far = along + 2 * aside;
    if (far < least) [best, least] = [id, far];
  }
  return best;
}
