"""The full names that a report gives, and which of them a short name stands for."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from loaders.find.names import little_words
from loaders.find.places import DISTRICT, levels
from loaders.find.printed_names import Parsed, kind_rows
from ontology.lexicon import Row, fold

_LEAST = 3  # words of a shortened name
_MOST = 100  # names of one beginning and end: among more, a short one tells none
_LEAST_WITHIN = 4  # … that keeps its last word
_LONG = 8  # code points after the head from which a last word in capitals is no abbreviation


class FullNames:
    """The names of one report by kind, how often each is printed and how it is spelled."""

    def __init__(self) -> None:
        self._named: dict[str, Counter[str]] = {}
        self._spelling: dict[str, str] = {}
        self._fuller: dict[str, _Fuller] = {}  # made when first asked
        self._the: dict[str, str | None] = {}

    def register(self, parsed: Parsed) -> None:
        """Learn a name; of `Trung ương Hội X` also that there is a `Hội X`."""
        if not parsed.words or parsed.kind["after"] != "name":
            return
        self._add(parsed.kind, parsed.label, parsed.own_name)
        for kind in parsed.kind["within"].split():
            row = kind_rows()[kind]
            self._add(row, row["label"], f"{row['label']} {parsed.words}")

    def _add(self, kind: Row, label: str, name: str) -> None:
        folded = fold(name)
        if (counts := self._named.get(kind.id)) is None:
            counts = self._named[kind.id] = Counter()
        counts[folded] += 1
        kept = self._spelling.setdefault(folded, name)
        if kept[-1].isupper() and len(kept) > len(label) + _LONG and kept.split()[-1].isupper():
            self._spelling[folded] = name  # a heading in capitals spells no name
        self._fuller.pop(kind.id, None)
        self._the.pop(kind.id, None)

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
        kind = short.kind.id
        if kind not in self._named:
            return None
        if short.words:
            whole = host.own_name if host and host.kind.id == kind else ""
            if fold(whole).startswith(f"{fold(short.own_name)} "):
                return whole  # `Viện Hàn lâm` in the report of `Viện Hàn lâm Khoa học X`
            return self._longer(kind, short.own_name)
        if host and host.kind.id == kind and host.words:
            return self._longer(kind, host.own_name) or host.own_name
        if kind not in self._the:
            self._the[kind] = self._only(self._merged(kind))
        return self._the[kind]

    def ended_by(self, own: str) -> tuple[str, str] | None:
        """The kind and full name that ends with a name which stands alone: Tập đoàn X of `X`."""
        ending = f" {fold(own)}"
        for kind, names in self._named.items():
            for name in names:
                if name.endswith(ending):
                    return kind, self._spelling[name]
        return None

    def _longer(self, kind: str, name: str) -> str | None:
        """The one full name that `name` shortens."""
        fuller = self._fuller_of(kind).than(fold(name))
        return self._spelling[fuller[0]] if len(fuller) == 1 else None

    def _fuller_of(self, kind: str) -> "_Fuller":
        if kind not in self._fuller:
            self._fuller[kind] = _Fuller(self._named[kind])
        return self._fuller[kind]

    def _merged(self, kind: str) -> Counter[str]:
        """Counts of names, those of a shortened form added to its full one."""
        out: Counter[str] = Counter()
        for name, count in self._named[kind].items():
            fuller = self._fuller_of(kind).than(name)
            out[fuller[0] if len(fuller) == 1 else name] += count
        return out

    def _only(self, counts: Counter[str]) -> str | None:
        """The one name, or the one that is by far the most frequent."""
        if len(counts) == 1:
            return self._spelling[next(iter(counts))]
        first, second = counts.most_common(2)
        return self._spelling[first[0]] if first[1] > 2 * second[1] else None


class _Fuller:
    """Finds among names those that a short one leaves words out of: the place, or words within."""

    def __init__(self, names: Iterable[str]) -> None:
        self._known: dict[str, list[str]] = {}
        self._before_place: dict[tuple[str, ...], list[str]] = {}
        self._by_ends: dict[tuple[str, str], list[str]] = {}
        for name in names:
            words = tuple(name.split())
            self._by_ends.setdefault((words[0], words[-1]), []).append(name)
            for at in range(_LEAST, len(words)):
                if words[at] in _opens_place():
                    self._before_place.setdefault(words[:at], []).append(name)

    def than(self, name: str) -> list[str]:
        """The names that `name` shortens."""
        if (known := self._known.get(name)) is None:
            known = self._known[name] = self._shortened(name)
        return known

    def _shortened(self, name: str) -> list[str]:
        short = tuple(name.split())
        found = dict.fromkeys(self._before_place.get(short, ()))
        if len(short) >= _LEAST_WITHIN:
            alike = self._by_ends.get((short[0], short[-1]), ())
            found |= dict.fromkeys(
                full
                for full in (alike if len(alike) <= _MOST else ())
                if _within(short, tuple(full.split()))
            )
        return list(found)


def _within(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether `short` is `full` with words left out."""
    at = iter(full)
    return len(short) < len(full) and all(any(word == other for other in at) for word in short)


@cache
def _opens_place() -> frozenset[str]:
    """The first words of what tells where a body is: `tỉnh`, `thành`, `Việt` (Nam).

    A commune is none: where a report names bodies of communes, the short name is not theirs.
    """
    ranked = [level for level, row in levels().items() if row["level"] <= DISTRICT]
    return frozenset(fold(words).split()[0] for words in (*ranked, *little_words("nuoc")))
