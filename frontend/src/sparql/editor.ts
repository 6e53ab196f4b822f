/** The editor in place of the plain field, which keeps the query for the form. */

import "@zazuko/yasqe/build/yasqe.min.css";
import "./editor.css";

import Yasqe from "@zazuko/yasqe";

import { completer, type Terms } from "./completion";

const MODE = "sparql of chithi";

interface Mode {
  startState(): { prefixes: Record<string, string> };
}

interface Modes {
  defineMode(name: string, make: (settings: unknown) => Mode): void;
  getMode(settings: unknown, name: string): Mode;
}

/** The language of YASQE, in which the prefixes that the server knows are declared already. */
function withOurPrefixes(prefixes: Record<string, string>): void {
  const modes = Yasqe as unknown as Modes;
  modes.defineMode(MODE, (settings) => {
    const usual = modes.getMode(settings, "sparql11");
    return { ...usual, startState: () => ({ ...usual.startState(), prefixes: { ...prefixes } }) };
  });
}

interface Mirror {
  getOption(name: string): unknown;
  setOption(name: string, value: unknown): void;
  getValue(): string;
  setValue(text: string): void;
}

export interface Editor {
  value(): string;
  set(query: string): void;
}

export function edited(field: HTMLTextAreaElement, terms: Terms, ask: () => void): Editor {
  Yasqe.registerAutocompleter(completer(terms) as never, false);
  withOurPrefixes(terms.prefixes);
  const frame = document.createElement("div");
  field.after(frame);
  const settings = {
    value: field.value.trim(),
    mode: MODE,
    autocompleters: ["terms", "variables"],
    persistenceId: null, // nothing is kept in the browser: the address holds the query
    consumeShareLink: null,
    prefixCcApi: null, // no other host is asked
    showQueryButton: false,
    pluginButtons: undefined,
    resizeable: false,
    editorHeight: "auto",
    viewportMargin: Infinity,
    screenReaderLabel: document.getElementById("query-label")?.textContent ?? "SPARQL",
  };
  // The types of CodeMirror 5 are no part of YASQE: what is of CodeMirror is told without them.
  const yasqe = new Yasqe(frame, settings as never) as Yasqe & Mirror;
  // What YASQE would do itself: a link of its own, a query of its own, a Tab that never leaves.
  frame.querySelector(".yasqe_buttons")?.remove();
  const usual = yasqe.getOption("extraKeys") as Record<string, unknown>;
  yasqe.setOption("extraKeys", { ...usual, Tab: false, "Shift-Tab": false, "Ctrl-Enter": ask, "Cmd-Enter": ask });
  field.hidden = true;
  field.required = false;
  const keep = () => (field.value = yasqe.getValue());
  yasqe.on("change" as never, keep);
  keep();
  return {
    value: () => yasqe.getValue(),
    set: (query) => yasqe.setValue(query),
  };
}
