/** The drawing as a picture to keep: SVG, or PNG painted from the same. */

import { short, size, type Look } from "./look";
import { joined, type Drawing, type Places } from "./model";

const MARGIN = 90;
const MOST = 8000; // pixels of a side of a PNG: browsers paint no more

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What is drawn, in pixels, with its margin. */
export function box(places: Places): Box {
  const xs = [...places.values()].map(({ x }) => x);
  const ys = [...places.values()].map(({ y }) => y);
  const low = (some: number[]) => some.reduce((one, two) => Math.min(one, two), Infinity);
  const high = (some: number[]) => some.reduce((one, two) => Math.max(one, two), -Infinity);
  if (!xs.length) return { x: 0, y: 0, width: 2 * MARGIN, height: 2 * MARGIN };
  const [x, y] = [low(xs) - MARGIN, low(ys) - MARGIN];
  return { x, y, width: high(xs) + MARGIN - x, height: high(ys) + MARGIN - y };
}

/** SVG 1.1; things are links to their pages on `origin`. */
export function svg(drawing: Drawing, places: Places, look: Look, origin: string): string {
  const { x, y, width, height } = box(places);
  const edges = joined(drawing);
  const at = (id: string) => places.get(id) ?? { x: 0, y: 0 };
  const lines = drawing.edges.map((edge) => {
    const [from, to] = [at(edge.source), at(edge.target)];
    return `<line x1="${r(from.x)}" y1="${r(from.y)}" x2="${r(to.x)}" y2="${r(to.y)}"><title>${escaped(edge.label)}</title></line>`;
  });
  const nodes = drawing.nodes.map((node) => {
    const place = at(node.id);
    const radius = size(edges.get(node.id)?.length ?? 0) / 2;
    const drawn =
      `<circle cx="${r(place.x)}" cy="${r(place.y)}" r="${r(radius)}" fill="${escaped(look.kind(node.kind))}"/>` +
      `<text x="${r(place.x)}" y="${r(place.y + radius + 13)}">${escaped(short(node))}<title>${escaped(node.label)}</title></text>`;
    return node.address ? `<a href="${escaped(origin + node.address)}">${drawn}</a>` : drawn;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${r(width)}" height="${r(height)}" viewBox="${r(x)} ${r(y)} ${r(width)} ${r(height)}">`,
    `<rect x="${r(x)}" y="${r(y)}" width="${r(width)}" height="${r(height)}" fill="${escaped(look.ground)}"/>`,
    `<g stroke="${escaped(look.line)}" stroke-width="1.4">`,
    ...lines,
    "</g>",
    `<g fill="${escaped(look.ink)}" font-family="${escaped(look.font)}" font-size="12" text-anchor="middle">`,
    ...nodes,
    "</g>",
    "</svg>\n",
  ].join("\n");
}

/** The same as a PNG, twice as fine where it is not too large for that. */
export async function png(drawing: Drawing, places: Places, look: Look, origin: string): Promise<Blob> {
  const { width, height } = box(places);
  const scale = Math.min(2, MOST / width, MOST / height);
  const source = URL.createObjectURL(new Blob([svg(drawing, places, look, origin)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no PNG"))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(source);
  }
}

/** Hand a file to whoever looks at the page. */
export function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

function r(value: number): string {
  return value.toFixed(1);
}

// What XML 1.0 cannot hold is left out.
const UNWRITTEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(UNWRITTEN, "")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}
