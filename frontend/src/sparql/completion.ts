/** Our classes, properties and prefixes, offered while a query is written: from the page itself. */

export interface Terms {
  classes: Record<string, string>;
  properties: Record<string, string>;
  prefixes: Record<string, string>;
}

const MOST = 30;

interface Token {
  string: string;
}

interface Hint {
  text: string;
  displayText?: string;
}

/** As YASQE has it, in the parts that are used here. */
export interface CompleterConfig {
  name: string;
  bulk: boolean;
  autoShow: boolean;
  isValidCompletionPosition(yasqe: { getCompleteToken(): Token }): boolean;
  preProcessToken(yasqe: unknown, token: Token): Token & { autocompletionString: string };
  get(yasqe: unknown, token?: Token): string[];
  postprocessHints(yasqe: unknown, hints: Hint[]): Hint[];
}

/** Small letters without Vietnamese marks. */
export function folded(text: string): string {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d");
}

/**
 * The short names of terms that begin so: with or without their prefix, or by a word of their
 * Vietnamese label. Those by name come first.
 */
export function matching(terms: Terms, typed: string): string[] {
  const wanted = folded(typed);
  if (wanted.length < 2) return [];
  const known = Object.entries({ ...terms.classes, ...terms.properties });
  const byName = known.filter(([name]) => folded(name).startsWith(wanted) || folded(name.split(":")[1] ?? "").startsWith(wanted));
  const byLabel = known.filter((one) => !byName.includes(one) && ` ${folded(one[1])}`.includes(` ${wanted}`));
  return [...byName, ...byLabel].map(([name]) => name).slice(0, MOST);
}

/** What YASQE asks while one types. */
export function completer(terms: Terms): CompleterConfig {
  const labels = { ...terms.classes, ...terms.properties };
  const WORD = /^[\p{L}][\p{L}\w-]*(:[\w-]*)?$/u;
  return {
    name: "terms",
    bulk: false,
    autoShow: true,
    isValidCompletionPosition(yasqe) {
      const token = yasqe.getCompleteToken();
      return WORD.test(token.string) && matching(terms, token.string).some((name) => name !== token.string);
    },
    preProcessToken: (_yasqe, token) => ({ ...token, autocompletionString: token.string }),
    get: (_yasqe, token) => (token ? matching(terms, token.string) : []),
    postprocessHints: (_yasqe, hints) =>
      hints.map((hint) => ({ ...hint, displayText: [hint.text, labels[hint.text]].filter(Boolean).join(" – ") })),
  };
}
