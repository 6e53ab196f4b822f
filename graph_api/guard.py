"""Refuse a query that would reach out (SERVICE) or change something (LOAD, INSERT, ...).

Oxigraph evaluates SERVICE by calling the address that the query names, so a public endpoint
must not let it through. The check reads the query in tokens, so that strings, comments, IRIs,
variables and prefixed names that hold such a word pass. Two habits of Oxigraph's parser are
minded, both tried out on it:

- keywords need no space around them (`trueSERVICE<http://x>{}` calls x), so any bare word
  that holds `service` counts, and a prefix that holds it where a group follows the name;
- `<` opens an IRI or means "less than", which only the grammar knows. `?a <b#>` may thus hide
  a comment, and the comment the quote that opens a string. Where an IRI holds `#` or `'` both
  readings are followed, and the query is refused when either shows the word.
"""

import re

UPDATES = frozenset(
    ("load", "insert", "delete", "clear", "drop", "create", "add", "move", "copy", "with")
)

_BEFORE_A_GROUP = frozenset(("graph", "from", "named", "describe"))  # keyword, name, then a group

_NAME = r"[^\W_]|[_\-.·‿⁀]"
_TOKEN = re.compile(
    r"""
    (?P<space>  \s+ | \#[^\r\n]* )
  | (?P<string> \"\"\" (?:[^\\]|\\.)*? \"\"\" | ''' (?:[^\\]|\\.)*? '''
              | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*' )
  | (?P<iri>    <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*> )
  | (?P<other>  [?$]\w+ | @[A-Za-z]+(?:-[A-Za-z0-9]+)* | [0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)? )
  | (?P<name>   (?P<prefix>(?:[^\W\d_](?:NAME)*|_)?) : (?:NAME|:|%[0-9A-Fa-f]{2}|\\.)* )
  | (?P<word>   [^\W\d]\w* )
  | (?P<sign>   . )
    """.replace("NAME", _NAME),
    re.VERBOSE | re.DOTALL,
)


def refused(query: str) -> str | None:
    """The forbidden keyword of `query` in capitals (`SERVICE`, `LOAD`, ...), or None.

    Says nothing on whether the query is well formed: that is for the parser.
    """
    starts, seen = [0], set[int]()
    while starts:
        position, before, name = starts.pop(), "", ""
        while position < len(query) and position not in seen:
            seen.add(position)
            token = _TOKEN.match(query, position)
            if token is None:  # not reached: <sign> takes any character
                break
            position, kind, text = token.end(), token.lastgroup, token[0]
            if kind == "space":
                continue
            if kind == "iri" and _may_be_less_than(text):
                starts.append(token.start() + 1)
            if kind == "word" and "service" in text.lower():
                return "SERVICE"
            if kind == "word" and text.lower() in UPDATES:
                return text.upper()
            if text == "{" and name and before.lower() not in _BEFORE_A_GROUP:
                return "SERVICE"
            suspect = kind == "name" and "service" in (token["prefix"] or "").lower()
            before, name = (before, text) if suspect else (text, "")
    return None


def _may_be_less_than(iri: str) -> bool:
    """Whether `<...>` could begin with the operator and still hide what follows it.

    `//` cannot stand in an expression, so an absolute address is an address.
    """
    hiding = min((iri.index(sign) for sign in "#'" if sign in iri), default=-1)
    return hiding >= 0 and "//" not in iri[:hiding]
