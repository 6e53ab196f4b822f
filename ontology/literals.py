"""Literals and IRIs as N-Quads writes them.

Numbers are written in the canonical form in which Oxigraph gives them back, so that what was
written can be compared with what is stored.
"""

import re
from datetime import date as Date
from decimal import Decimal
from functools import cache, lru_cache

from ontology import terms

_UNSAFE = re.compile(r'[\x00-\x1f\x7f"\\\ud800-\udfff\ufffe\uffff]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SHORT = 64  # code points of what recurs: names, posts, ids of rules
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)


def _escape(match: re.Match[str]) -> str:
    c = match[0]
    if (short := _ESCAPES.get(c)) is not None:
        return short
    return "\ufffd" if "\ud800" <= c <= "\udfff" else f"\\u{ord(c):04X}"


def literal(text: str, language: str = "") -> str:
    """`text` as an N-Quads literal; a lone surrogate, which no file can hold, becomes U+FFFD."""
    return _short(text, language) if len(text) <= _SHORT else _literal(text, language)


@lru_cache(maxsize=8192)
def _short(text: str, language: str) -> str:
    return _literal(text, language)


def _literal(text: str, language: str) -> str:
    if text.replace("\n", " ").isprintable():  # much faster than to look at each character
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    else:
        escaped = _UNSAFE.sub(_escape, text)
    quoted = f'"{escaped}"'
    return f"{quoted}@{language}" if language else quoted


@cache
def term(curie: str) -> str:
    """`ct:Report` as `<...#Report>`."""
    return f"<{terms.expand(curie)}>"


@cache
def is_a(name: str) -> str:
    """That something is of a class given as CURIE: predicate and object."""
    return f"{term('rdf:type')} {term(name)}"


def link(predicate: str, iri: str) -> str:
    """Predicate, given as CURIE, and object; "" without an IRI."""
    return f"{term(predicate)} <{iri}>" if iri else ""


def words(predicate: str, text: str, language: str = "") -> str:
    """Predicate, given as CURIE, and a literal; "" without text."""
    return f"{term(predicate)} {literal(text, language)}" if text else ""


def say(predicate: str, written: str) -> str:
    """Predicate, given as CURIE, and an object that is already in N-Quads; "" without."""
    return f"{term(predicate)} {written}" if written else ""


def typed(text: str, datatype: str) -> str:
    """A literal of a datatype given as CURIE; `text` must be of its canonical form."""
    return f'"{text}"^^{term(datatype)}'


def date_literal(text: str) -> str:
    """An ISO 8601 day, month or year with its datatype; a plain literal where it is none."""
    kind = {10: "xsd:date", 7: "xsd:gYearMonth", 4: "xsd:gYear"}.get(len(text))
    if kind is None or not _DATE.fullmatch(text):
        return literal(text)
    try:
        Date.fromisoformat(text + "-01-01"[: 10 - len(text)])
    except ValueError:
        return literal(text)
    return typed(text, kind)


def decimal_literal(value: Decimal) -> str:
    """A number in the canonical form of xsd:decimal, in which stores keep it."""
    if not value.is_finite():
        return literal(str(value))
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return typed("0" if text in ("", "-0") else text, "xsd:decimal")
