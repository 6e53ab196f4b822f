/** The page that the server renders: its parts, and the same parts of the page of another view. */

import type { Drawing } from "../graph/model";

const PARTS = ["controls", "listing"]; // by their ids: replaced when the view changes

/** What the page draws; null where it shows nothing yet. */
export function drawn(page: Document): Drawing | null {
  const data = page.getElementById("drawing")?.textContent;
  return data ? (JSON.parse(data) as Drawing) : null;
}

/** The address of the view as the server writes it, whatever names were typed. */
export function canonical(page: Document): string {
  return page.getElementById("controls")?.dataset["address"] ?? location.href;
}

/** The page of another view; throws where there is none. */
export async function fetched(address: URL, signal: AbortSignal): Promise<Document> {
  const answer = await fetch(address, { headers: { accept: "text/html" }, signal });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.getElementById("controls")) throw new Error(page.querySelector("h1")?.textContent ?? String(answer.status));
  return page;
}

/** Show the parts of another page in place of ours; what had the focus gets it back. */
export function shown(page: Document): void {
  const focused = document.activeElement?.id;
  for (const id of PARTS) {
    const other = page.getElementById(id);
    if (other) document.getElementById(id)?.replaceWith(document.adoptNode(other));
  }
  document.title = page.title;
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
}
