/**
 * The address of a view: `id` things with their neighbours, `source` and `target` of paths, `hide`
 * kinds, `omit` things.
 */

/** A thing as it stands in an address; `base` begins the IRIs of this server. */
export function local(id: string, base: string): string {
  return id.startsWith(base) ? `/id/${id.slice(base.length)}` : id;
}

export function isExpanded(address: URL, thing: string): boolean {
  return address.searchParams.getAll("id").includes(thing);
}

/** The view with what is around a thing, or without it where it was there. */
export function toggled(address: URL, thing: string): URL {
  return isExpanded(address, thing) ? without(address, "id", thing) : added(address, "id", thing);
}

/** The view without a thing. */
export function leftOut(address: URL, thing: string): URL {
  return added(without(address, "id", thing), "omit", thing);
}

/** The view with the paths between two things. */
export function between(address: URL, source: string, target: string): URL {
  const made = new URL(address);
  made.searchParams.set("source", source);
  made.searchParams.set("target", target);
  return made;
}

/** The things between which paths are shown. */
export function ends(address: URL): { source: string; target: string } | null {
  const [source, target] = ["source", "target"].map((name) => address.searchParams.get(name) ?? "");
  return source && target ? { source, target } : null;
}

function added(address: URL, name: string, thing: string): URL {
  const made = new URL(address);
  made.searchParams.append(name, thing);
  return made;
}

function without(address: URL, name: string, thing: string): URL {
  const made = new URL(address);
  const others = made.searchParams.getAll(name).filter((one) => one !== thing);
  made.searchParams.delete(name);
  for (const one of others) made.searchParams.append(name, one);
  return made;
}
