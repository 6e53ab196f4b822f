"""Find the persons whom a report names.

A name counts where something says that it is a person: an honorific, a title, a post beside it,
or that the report names the person elsewhere. Names of streets, schools and leaders of the past
do not count (`ontology/lexicon/khong_phai_nguoi.tsv`).
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from loaders.document import BlockKind, Document
from loaders.find.names import NameHits, family_names, is_no_person
from loaders.find.people_unmarked import find_unmarked
from loaders.find.person_names import PersonMention, name_words, spelled
from ontology.lexicon import Hit, fold

_TITLE_GAP = re.compile(r"[.:,]?[ ]*")
_MOST_TITLES = 8  # honorifics, titles and ranks before one name


def find_people(document: Document, hits: NameHits) -> tuple[PersonMention, ...]:
    """All mentions of persons by full name, and by given name after an honorific, in order."""
    sure, short = _with_honorific(document, hits)
    found = {mention.start: mention for mention in sure}
    for mention in find_unmarked(document, hits, sure):
        found.setdefault(mention.start, mention)
    people = sorted(found.values(), key=lambda m: m.start)
    people += _by_given_name(short, people)
    return tuple(sorted(_apart(people), key=lambda m: m.start))


def _by_given_name(
    short: Iterable[PersonMention], people: Iterable[PersonMention]
) -> list[PersonMention]:
    """`Đồng chí Hạnh`: the one person with this given name; none where two share it."""
    by_given: dict[str, set[str]] = {}
    for mention in people:
        by_given.setdefault(mention.name.split()[-1], set()).add(mention.name)
    return [
        PersonMention(mention.lead, mention.start, mention.end, next(iter(names)))
        for mention in short
        if len(names := by_given.get(mention.name, set())) == 1
    ]


def _apart(people: list[PersonMention]) -> Iterator[PersonMention]:
    """The mentions without those that lie in a longer one."""
    end = -1
    for mention in sorted(people, key=lambda m: (m.start, -m.end)):
        if mention.start >= end:
            yield mention
            end = mention.end


def _with_honorific(
    document: Document, hits: NameHits
) -> tuple[list[PersonMention], list[PersonMention]]:
    """Names after an honorific or a title: those in full, and single words after an honorific."""
    full: list[PersonMention] = []
    short: list[PersonMention] = []
    for hit in hits.of("xung_ho"):
        if document.kind_at(hit.start) is BlockKind.FURNITURE or _is_family_name(hits, hit):
            continue
        if _ends_sentence(document, hit):
            continue
        start = _after_titles(document, hits, hit.end)
        words = name_words(document, hits, start)
        if not words or not _plausible(document, hits, hit, start, words):
            continue
        end = words[-1][1]
        name = spelled(document.text[start:end])
        mention = PersonMention(_lead(document, hits, hit), start, end, name)
        if len(words) > 1 or (hit.row["kind"] == "xung_ho" and "'" in name):  # K'Choi
            if not is_no_person(name):
                full.append(mention)
        elif hit.row["kind"] == "xung_ho":
            short.append(mention)
    return full, short


def _ends_sentence(document: Document, hit: Hit) -> bool:
    """`bầu 7 đồng chí. Bà Lò Thị Mây …`: an honorific that counts persons ends its sentence."""
    if hit.row["kind"] == "hoc_vi" or not document.text.startswith(".", hit.end):
        return False
    sentence = document.sentence_at(hit.start)
    return sentence is not None and sentence.end <= hit.end + 1


def _is_family_name(hits: NameHits, hit: Hit) -> bool:
    """`bà Ông Thị Trâm`: an honorific right after an honorific is a family name."""
    before = next(hits.before(hit.start), None)
    return (
        before is not None
        and before.row.table == "xung_ho"
        and before.row["kind"] == "xung_ho"
        and hit.row["kind"] == "xung_ho"
        and before.end + 1 == hit.start
    )


def _lead(document: Document, hits: NameHits, hit: Hit) -> int:
    """Where the honorifics and titles that end with `hit` begin."""
    start = hit.start
    for other in islice(hits.before(hit.start), _MOST_TITLES):
        gap = document.text[other.end : start]
        if other.row.table != "xung_ho" or gap.strip(" .,:") or "\n" in gap:
            break
        start = other.start
    return start


def _after_titles(document: Document, hits: NameHits, start: int) -> int:
    """Where the name begins after an honorific: past a mark, titles and ranks."""
    at = start
    for _ in range(_MOST_TITLES):
        gap = _TITLE_GAP.match(document.text, at)
        at = gap.end() if gap else at
        title = hits.at(at, "xung_ho")
        if title is None or title.row["kind"] != "hoc_vi":
            break
        at = title.end
    return at


def _plausible(
    document: Document, hits: NameHits, hit: Hit, start: int, words: list[tuple[int, int]]
) -> bool:
    """Whether the words after an honorific are a name, and no post or body."""
    if hits.at(start, "chuc_vu", "to_chuc", "tu_chan", "trang_thai_chuc_vu"):
        return False
    if hit.row["kind"] != "hoc_vi" or len(words) == 1:
        return True
    # after a title alone (Tiến sĩ Khoa học …) only a real family name tells a person
    return fold(document.text[words[0][0] : words[0][1]]) in family_names()
