"""Find the organisations that a report names, each where it is printed."""

from bisect import bisect_left
from collections.abc import Sequence

from loaders.document import Document
from loaders.find.names import NameHits
from loaders.find.organisation_names import Parser
from loaders.find.organisation_words import NameWords
from loaders.find.person_names import PersonMention
from loaders.find.printed_names import Parsed


def find_names(
    document: Document, hits: NameHits, people: Sequence[PersonMention]
) -> tuple[Parser, list[Parsed]]:
    """The organisations as printed, outermost names only (those within a name are its `chain`)."""
    parser = Parser(document, hits, NameWords(document, hits, people))
    out: list[Parsed] = []
    end = -1
    for hit in hits.of("to_chuc"):
        if hit.start < end:
            continue
        sentence = document.sentence_at(hit.start)
        if sentence is None:
            continue
        parsed = parser.parse(hit.start, sentence.end)
        if parsed is not None:
            out.append(parsed)
            end = parsed.end
    parser.learn(out)
    out += _abbreviated(parser, out)
    return parser, out


def _abbreviated(parser: Parser, parsed: Sequence[Parsed]) -> list[Parsed]:
    """Mentions by an abbreviation alone, outside the names found."""
    if not parser.spelled:
        return []
    spans = sorted((p.start, p.end) for p in parsed)
    starts = [start for start, _ in spans]
    document = parser.document
    out: list[Parsed] = []
    for word in parser.shorts:
        if word[0] not in parser.spelled:
            continue
        at = bisect_left(starts, word.end()) - 1
        if at >= 0 and spans[at][1] > word.start():
            continue
        sentence = document.sentence_at(word.start())
        one = parser.abbreviated(word.start(), sentence.end) if sentence else None
        if one is not None and not (out and one.start < out[-1].end):
            out.append(one)
    return out
