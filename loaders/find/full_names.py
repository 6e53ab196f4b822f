"""The full names that a report gives, and which of them a short name stands for."""

from collections import Counter
from functools import cache

from loaders.find.names import little_words
from loaders.find.places import DISTRICT, levels
from loaders.find.printed_names import Parsed, kind_rows
from ontology.lexicon import Row, fold

_LEAST_SHORT = 4  # words of a shortened name that keeps its last word
_LONG = 8  # code points after the head from which a last word in capitals is no abbreviation


class FullNames:
    """The names of one report by kind, how often each is printed and how it is spelled."""

    def __init__(self) -> None:
        self._named: dict[str, Counter[str]] = {}
        self._spelling: dict[str, str] = {}

    def register(self, parsed: Parsed) -> None:
        """Learn a name; of `Trung ương Hội X` also that there is a `Hội X`."""
        if not parsed.words or parsed.kind["after"] != "name":
            return
        self._add(parsed.kind, parsed.label, parsed.own_name)
        for kind in parsed.kind["within"].split():
            row = kind_rows()[kind]
            self._add(row, row["label"], f"{row['label']} {parsed.words}")

    def _add(self, kind: Row, label: str, name: str) -> None:
        self._named.setdefault(kind.id, Counter())[fold(name)] += 1
        kept = self._spelling.setdefault(fold(name), name)
        if kept.split()[-1].isupper() and len(kept) > len(label) + _LONG:
            self._spelling[fold(name)] = name  # a heading in capitals spells no name

    def has(self, kind: str) -> bool:
        """Whether a body of `kind` is named in full."""
        return kind in self._named

    def spelled(self, name: str) -> str:
        """`name` as the report spells it."""
        return self._spelling.get(fold(name), name)

    def full(self, short: Parsed, host: Parsed | None) -> str | None:
        """The full name that a short one stands for (`Viện`; `Liên hiệp Hội Việt Nam`).

        None where none does, or several might. A bare `Viện` is the host where it is a Viện.
        """
        names = self._named.get(short.kind.id)
        if not names:
            return None
        if not short.words:
            if host and host.kind.id == short.kind.id and host.words:
                return host.own_name
            return self._only(_merged(names))
        own = fold(short.own_name).split()
        fuller = [name for name in names if _shortened(own, name.split())]
        return self._spelling[fuller[0]] if len(fuller) == 1 else None

    def _only(self, counts: Counter[str]) -> str | None:
        """The one name, or the one that is by far the most frequent."""
        if len(counts) == 1:
            return self._spelling[next(iter(counts))]
        first, second = counts.most_common(2)
        return self._spelling[first[0]] if first[1] > 2 * second[1] else None


def _merged(names: Counter[str]) -> Counter[str]:
    """Counts of names, those of a shortened form added to its full one."""
    out: Counter[str] = Counter()
    for name, count in names.items():
        fuller = [n for n in names if n != name and _shortened(name.split(), n.split())]
        out[fuller[0] if len(fuller) == 1 else name] += count
    return out


@cache
def _opens_place() -> frozenset[str]:
    """The first words of what tells where a body is: `tỉnh`, `thành`, `Việt` (Nam).

    A commune is none: where a report names bodies of communes, the short name is not theirs.
    """
    ranked = [level for level, row in levels().items() if row["level"] <= DISTRICT]
    return frozenset(fold(words).split()[0] for words in (*ranked, *little_words("nuoc")))


def _shortened(short: list[str], full: list[str]) -> bool:
    """Whether `short` is `full` with words left out: first and last kept, or the place gone."""
    if len(short) >= len(full) or short[0] != full[0] or len(short) < 3:
        return False
    if full[: len(short)] == short and full[len(short)] in _opens_place():
        return True
    if short[-1] != full[-1] or len(short) < _LEAST_SHORT:
        return False
    at = iter(full)
    return all(any(word == other for other in at) for word in short)
