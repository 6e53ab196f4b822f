/** An answer as bars, or as a line where its names are days. */

import { dated, type Rows } from "./rows";

const SVG = "http://www.w3.org/2000/svg";
const [WIDE, NARROW] = [720, 360]; // as the page has room: text stays as large
const [BAR, GAP] = [22, 6];
const [HEIGHT, FOOT, SIDE] = [320, 40, 56];
export const MOST = 60; // bars

export interface Point {
  name: string;
  value: number;
}

/** The rows that have both a name and a number; days in their order. */
export function points(answer: Rows, name: number, value: number): Point[] {
  const found = answer.rows.flatMap((row) => {
    const [one, two] = [row[name]?.text ?? "", row[value]?.text ?? ""];
    return one && two && Number.isFinite(Number(two)) ? [{ name: one, value: Number(two) }] : [];
  });
  return dated(answer, name) ? found.sort((one, two) => one.name.localeCompare(two.name)) : found;
}

/** `room`: pixels that the page has for it. */
export function chart(answer: Rows, name: number, value: number, room: number): SVGSVGElement {
  const width = room < 600 ? NARROW : WIDE;
  const found = points(answer, name, value);
  const drawn = dated(answer, name) && found.length > 1 ? line(found, width) : bars(found.slice(0, MOST), width);
  const words = `${answer.names[value]}: ${found.slice(0, 5).map((one) => `${one.name} ${told(one.value)}`).join("; ")}`;
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", words);
  return drawn;
}

function bars(some: Point[], whole: number): SVGSVGElement {
  const left = whole / 3;
  const highest = Math.max(...some.map(({ value }) => Math.abs(value)), 0) || 1;
  const made = frame(whole, some.length * (BAR + GAP) + GAP);
  some.forEach(({ name, value }, place) => {
    const y = GAP + place * (BAR + GAP);
    const width = (Math.abs(value) / highest) * (whole - left - 70);
    made.append(
      words(left - 8, y + BAR * 0.7, cut(name, left / 8), "end", name),
      shape("rect", { x: left, y, width: Math.max(width, 1), height: BAR, class: value < 0 ? "bar below" : "bar" }),
      words(left + width + 6, y + BAR * 0.7, told(value), "start"),
    );
  });
  return made;
}

function line(some: Point[], whole: number): SVGSVGElement {
  const values = some.map(({ value }) => value);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const times = some.map(({ name }) => Date.parse(name.padEnd(10, "-01").slice(0, 10)));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const x = (time: number) => SIDE + ((time - first) / (last - first || 1)) * (whole - 2 * SIDE);
  const y = (value: number) => HEIGHT - FOOT - ((value - low) / (high - low || 1)) * (HEIGHT - FOOT - 24);
  const made = frame(whole, HEIGHT);
  for (const value of [low, (low + high) / 2, high]) {
    made.append(
      shape("line", { x1: SIDE, x2: whole - SIDE, y1: y(value), y2: y(value), class: "axis" }),
      words(SIDE - 6, y(value) + 4, told(value), "end"),
    );
  }
  const at = some.map(({ value }, place) => [x(times[place] ?? 0), y(value)] as const);
  made.append(shape("polyline", { points: at.map((one) => one.join(",")).join(" "), class: "line" }));
  at.forEach(([cx, cy], place) => {
    const dot = shape("circle", { cx, cy, r: 4, class: "bar" });
    dot.append(title(`${some[place]?.name}: ${told(some[place]?.value ?? 0)}`));
    made.append(dot);
  });
  made.append(
    words(SIDE, HEIGHT - 14, some[0]?.name ?? "", "start"),
    words(whole - SIDE, HEIGHT - 14, some.at(-1)?.name ?? "", "end"),
  );
  return made;
}

function frame(width: number, height: number): SVGSVGElement {
  return shape("svg", { viewBox: `0 0 ${width} ${height}`, class: "chart" });
}

function shape<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Record<string, string | number>,
): SVGElementTagNameMap[Name] {
  const made = document.createElementNS(SVG, name) as SVGElementTagNameMap[Name];
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function words(x: number, y: number, text: string, anchor: string, whole = ""): SVGTextElement {
  const made = shape("text", { x, y, "text-anchor": anchor });
  made.textContent = text;
  if (whole && whole !== text) made.append(title(whole));
  return made;
}

function title(text: string): SVGTitleElement {
  const made = shape("title", {});
  made.textContent = text;
  return made;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

/** A number as it is written in Vietnamese. */
function told(value: number): string {
  return value.toLocaleString("vi-VN", { maximumFractionDigits: 2 });
}
