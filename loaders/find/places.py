"""The places that a report names: which province, district or commune it is about."""

from collections import Counter
from collections.abc import Iterable

from loaders.document import Document
from loaders.find.abbreviations import tidy
from loaders.find.names import skip_blanks
from loaders.find.organisation_names import Parser
from loaders.find.printed_names import Parsed
from ontology.lexicon import table

_BY_COMMITTEE = 2  # what `Tỉnh ủy Hải Vân` weighs beside `tỉnh Hải Vân`


def rank_of(level: str) -> str:
    """The rank of a level of administration: tỉnh 1, huyện 2, xã 3; "" for another word."""
    return next((row["level"] for row in table("cap_dia_phuong") if row["label"] == level), "")


def level_of(rank: str) -> str:
    """The common word for a rank: 1 tỉnh, 2 huyện."""
    return "tỉnh" if rank == "1" else "huyện"


class Places:
    """How often a report names each place, by rank."""

    def __init__(self, document: Document, parser: Parser, parsed: Iterable[Parsed]) -> None:
        self._named: dict[str, Counter[tuple[str, str]]] = {}
        text = document.text
        for hit in parser.hits.of("cap_dia_phuong"):
            at = skip_blanks(text, hit.end)
            end = parser.words.capitals(at, len(text))
            if end is not None and at > hit.end:
                self._count(hit.row["level"], hit.row["label"], tidy(text[at:end]), 1)
        for one in parsed:
            for part in one.chain():
                if (rank := part.kind["rank"]) and part.words:
                    self._count(rank, level_of(rank), part.words, _BY_COMMITTEE)

    def _count(self, rank: str, level: str, name: str, weight: int) -> None:
        self._named.setdefault(rank, Counter())[level, name] += weight

    def provinces(self) -> Iterable[str]:
        return [name for _, name in self._named.get("1", ())]

    def the(self, rank: str, level: str = "") -> str:
        """The one place of a rank (and level) that the report is about, "" where there are several."""
        counts: Counter[str] = Counter()
        for (word, name), count in self._named.get(rank, Counter()).items():
            if not level or word == level:
                counts[name] += count
        best = counts.most_common(2)
        if not best or (len(best) > 1 and best[0][1] < 2 * best[1][1]):
            return ""
        return best[0][0]
