"""Find what the meeting, or a person at it, tells others to do.

Two forms: a list (`1. …`, `(1) …`, `Một là, …`, dashes) that a head announces, and requests in
prose (`yêu cầu …; đề nghị …`), one for each addressed group or clause. What a report tells as done
is no directive, nor is a petition to a superior.

`directive_prose` follows the report from speaker to speaker (`directive_speakers`), reads requests
(`directive_requests`) by their clauses (`directive_clauses`), and lists (`directive_lists`) by the
words that announce them (`directive_heads`).
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.document import Document
from loaders.find.acts import Actor
from loaders.find.directive_clauses import Clauses, Item
from loaders.find.directive_prose import Prose
from loaders.find.directive_speakers import Speakers
from loaders.find.organisations import Organisations
from loaders.model import Organisation, Span

_SAME = 30  # code points by which a caption repeats the body


@dataclass(frozen=True, slots=True)
class Instruction:
    """A directive with its issuer as found: a person's name, a body, or None."""

    number: int
    issuer: str | Organisation | None
    addressee: str
    text: str
    span: Span
    rule: str


def find_directives(
    document: Document,
    actors: Sequence[Actor],
    organisations: Organisations,
) -> list[Instruction]:
    """The directives of a report in the order of the text."""
    speakers = Speakers(document, actors, organisations)
    items = Prose(document, speakers, Clauses(document, organisations)).items()
    return _numbered(document.text, _apart(document, items))


def _apart(document: Document, items: Iterable[Item]) -> list[Item]:
    """The directives in order, each once: none within a quote, none that a caption repeats."""
    kept: list[Item] = []
    for item in items:
        while kept and item.start <= kept[-1].start < item.end:
            kept.pop()
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    told = sorted(_beginning(document, i) for i in kept if i.rule != "caption")
    return [i for i in kept if i.rule != "caption" or not _repeats(_beginning(document, i), told)]


def _beginning(document: Document, item: Item) -> str:
    return document.folded[item.start : min(item.end, item.start + _SAME)]


def _repeats(beginning: str, told: Sequence[str]) -> bool:
    """Whether one of the sorted texts begins like this one."""
    at = bisect_left(told, beginning)
    return at < len(told) and told[at].startswith(beginning)


def _numbered(text: str, items: Sequence[Item]) -> list[Instruction]:
    """The directives with their numbers: as printed, else the next one free."""
    out: list[Instruction] = []
    used: set[int] = set()
    for item in items:
        number = item.number
        if not number or number in used:
            number = max(used, default=0) + 1
        used.add(number)
        out.append(
            Instruction(
                number=number,
                issuer=item.issuer,
                addressee=" ".join(item.addressee.split()),
                text=" ".join(text[item.start : item.end].split()),
                span=Span(item.start, item.end),
                rule=item.rule,
            )
        )
    return out
