"""Find the awards of a report: what is awarded, to whom, to how many.

A row is one award to one kind of recipient: `Bằng khen cho 2 tập thể, 8 cá nhân` are two. A
recipient is counted (`2 tập thể`), a person, a body, or a kind (`các cá nhân`). A title or a
classification counts where its holders are counted or named; slogans (`xây dựng Đảng trong sạch,
vững mạnh`) are no awards.
"""

from bisect import bisect_left
from collections.abc import Sequence

from loaders.document import BlockKind, Document, Sentence
from loaders.find.award_clauses import Giving, Mention
from loaders.find.honours import Honour, find_honours
from loaders.model import Award


def find_awards(document: Document, people: Sequence[Mention]) -> list[Award]:
    """The awards of a report in the order of the text, each once.

    `people` are the persons that the report names, in text order. Pure, linear in the length.
    """
    by_sentence: dict[Sentence, list[Honour]] = {}
    for honour in find_honours(document):
        sentence = document.sentence_at(honour.start)
        if sentence and document.kind_at(honour.start) is not BlockKind.TITLE:
            by_sentence.setdefault(sentence, []).append(honour)
    found: list[Award] = []
    told: set[tuple[str, str, int | None]] = set()
    for sentence, honours in by_sentence.items():
        first = bisect_left(people, sentence.start, key=_start)
        named = people[first : bisect_left(people, sentence.end, key=_start)]
        awards = list(Giving(document, sentence, honours, named).awards())
        found += [award for award in awards if _key(award) not in told]
        told |= {_key(award) for award in awards}
    return _without_echoes(found)


def _key(award: Award) -> tuple[str, str, int | None]:
    """What makes two rows of different sentences one award told twice."""
    return award.award.lower(), award.recipient.lower(), award.count


def _start(mention: Mention) -> int:
    return mention.start


def _without_echoes(awards: list[Award]) -> list[Award]:
    """`awards` without mere kinds of recipients where the report counts or names them elsewhere."""

    def base(award: Award) -> str:
        return award.award.split(" của ")[0].lower()

    told = {base(award) for award in awards if award.rule != "award-kind"}
    return [a for a in awards if a.rule != "award-kind" or base(a) not in told]
