"""Find the persons whom a report names.

A name counts where something says that it is a person: an honorific, a title, a post beside it,
or that the report names the person elsewhere. Names of streets, schools and leaders of the past
do not count (`ontology/lexicon/khong_phai_nguoi.tsv`).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.document import UPPER, BlockKind, Document
from loaders.find.names import (
    CAPITALS,
    NameHits,
    family_names,
    is_no_person,
    names_a_place,
    skip_blanks,
)
from ontology.lexicon import Hit, fold

_NAME_WORD = re.compile(rf"[{UPPER}][\w'’ʼ]*")
_MOST_WORDS = 5
_APPOSITION = re.compile(r"\s*(?:[,:(]|-|–|—)\s*")
_BETWEEN = re.compile(r"\s*(?:[,;]|và|cùng|, cùng)?\s*")
_TITLE_GAP = re.compile(r"[.,]?[ ]*")
_ROLE_REACH = 90


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person named at `[start, end)`; `lead` is where the honorific before the name begins."""

    lead: int
    start: int
    end: int
    name: str


def find_people(document: Document, hits: NameHits) -> tuple[PersonMention, ...]:
    """All mentions of persons by full name, and by given name after an honorific, in order."""
    sure, short = _with_honorific(document, hits)
    known = {fold(mention.name) for mention in sure}
    found = {mention.start: mention for mention in sure}
    for mention in _without_honorific(document, hits, sure, known):
        found.setdefault(mention.start, mention)
    people = sorted(found.values(), key=lambda m: m.start)
    by_given: dict[str, set[str]] = {}
    for mention in people:
        by_given.setdefault(mention.name.split()[-1], set()).add(mention.name)
    for mention in short:
        names = by_given.get(mention.name, set())
        if len(names) == 1:
            people.append(
                PersonMention(mention.lead, mention.start, mention.end, next(iter(names)))
            )
    return tuple(sorted(_apart(people), key=lambda m: m.start))


def _apart(people: list[PersonMention]) -> Iterator[PersonMention]:
    end = -1
    for mention in sorted(people, key=lambda m: (m.start, -m.end)):
        if mention.start >= end:
            yield mention
            end = mention.end


def _with_honorific(
    document: Document, hits: NameHits
) -> tuple[list[PersonMention], list[PersonMention]]:
    full: list[PersonMention] = []
    short: list[PersonMention] = []
    for hit in hits.of("xung_ho"):
        if document.kind_at(hit.start) is BlockKind.FURNITURE or _is_family_name(hits, hit):
            continue
        lead = _lead(document, hits, hit)
        start = _after_titles(document, hits, hit.end)
        words = _words(document, hits, start)
        if not words or not _plausible(document, hits, hit, start, words):
            continue
        end = words[-1][1]
        name = _spelled(document.text[start:end])
        mention = PersonMention(lead, start, end, name)
        if len(words) > 1:
            if not is_no_person(name):
                full.append(mention)
        elif hit.row["kind"] == "xung_ho":
            short.append(mention)
    return full, short


def _is_family_name(hits: NameHits, hit: Hit) -> bool:
    """`bà Ông Thị Trâm`: an honorific right after an honorific is a family name."""
    at = bisect_left(hits.hits, (hit.start,))
    before = hits.hits[at - 1] if at else None
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
    for other in reversed(hits.hits[: bisect_left(hits.hits, (hit.start,))]):
        gap = document.text[other.end : start]
        if other.row.table != "xung_ho" or gap.strip(" .,:") or "\n" in gap:
            break
        start = other.start
    return start


def _after_titles(document: Document, hits: NameHits, start: int) -> int:
    """Where the name begins after an honorific: past `:`, titles and ranks."""
    text = document.text
    at = start
    while True:
        gap = re.compile(r"[.:,]?[ ]*").match(text, at)
        at = gap.end() if gap else at
        title = hits.at(at, "xung_ho")
        if title is None or (title.row["kind"] != "hoc_vi" and at > start + 1):
            return at
        if title.row["kind"] != "hoc_vi" and title.row.id == "ong_ba":
            return at
        at = title.end


def _words(document: Document, hits: NameHits, start: int) -> list[tuple[int, int]]:
    """The capitalised words from `start` that can be one name."""
    words: list[tuple[int, int]] = []
    at = start
    while len(words) < _MOST_WORDS and (word := _NAME_WORD.match(document.text, at)):
        if words and _begins_other(document, hits, word, len(words)):
            break
        words.append(word.span())
        at = word.end()
        if document.text[at : at + 1] != " ":
            break
        at += 1
    return words


def _begins_other(document: Document, hits: NameHits, word: re.Match[str], so_far: int) -> bool:
    """Whether a post, or an organisation that goes on, begins at this word of a name."""
    hit = hits.at(word.start(), "chuc_vu", "to_chuc", "trang_thai_chuc_vu")
    if hit is None:
        return False
    if hit.end > word.end() or hit.row.table == "chuc_vu":
        return True
    if so_far < 3:  # Nguyễn Vũ Trường Sơn: a word of the name
        return False
    after = document.text[word.end() + 1 : word.end() + 2]
    return after.isupper() or after.isdigit()


def _plausible(
    document: Document, hits: NameHits, hit: Hit, start: int, words: list[tuple[int, int]]
) -> bool:
    if hits.at(start, "chuc_vu", "to_chuc", "tu_chan", "trang_thai_chuc_vu"):
        first = hits.at(start, "to_chuc")  # a family name that is also a head: Ban, Hội
        if first is None or len(words) < 2 or fold(first.row["label"]) not in family_names():
            return False
    if hit.row["kind"] == "hoc_vi" or len(hit.row.forms[0]) < 4:
        # short honorifics (ông, bà, anh) and titles need a real family name or a capital honorific
        first_word = fold(document.text[words[0][0] : words[0][1]])
        return first_word in family_names() or len(words) == 1 or hit.row["kind"] != "hoc_vi"
    return True


def _spelled(name: str) -> str:
    """A name in the usual case: NGUYỄN VĂN A -> Nguyễn Văn A."""
    words = name.replace("’", "'").replace("ʼ", "'").split()
    if all(word.isupper() for word in words) and max(len(word) for word in words) > 1:
        return " ".join(word.capitalize() for word in words)
    return " ".join(words)


def _without_honorific(
    document: Document,
    hits: NameHits,
    sure: list[PersonMention],
    known: set[str],
) -> Iterator[PersonMention]:
    taken = [(m.start, m.end) for m in sure]
    starts = [s for s, _ in taken]
    previous_end = -1
    for run in CAPITALS.finditer(document.text):
        if document.kind_at(run.start()) is BlockKind.FURNITURE:
            continue
        at = bisect_left(starts, run.end())
        if at and taken[at - 1][1] > run.start():
            continue
        mention = _in_run(document, hits, run, known, previous_end)
        if mention is not None:
            yield mention
            previous_end = mention.end


def _in_run(
    document: Document,
    hits: NameHits,
    run: re.Match[str],
    known: set[str],
    previous_end: int,
) -> PersonMention | None:
    offset = run.start()
    words: list[tuple[int, int]] = []
    for word in run[0].split(" "):
        words.append((offset, offset + len(word)))
        offset += len(word) + 1
    for index, (start, _) in enumerate(words[:-1]):
        row = family_names().get(document.folded[start : words[index][1]])
        if row is None:
            continue
        name_words = _words(document, hits, start)
        if len(name_words) < 2 or hits.at(start, "chuc_vu", "tu_chan"):
            continue
        end = name_words[-1][1]
        name = _spelled(document.text[start:end])
        if is_no_person(name) or (row["common"] and len(name_words) < 3 and not index):
            if fold(name) not in known:
                continue
        if names_a_place(document.folded, start) and not _after_local_post(
            document, hits, start, len(name_words)
        ):
            continue
        mention = PersonMention(start, start, end, name)
        if _vouched(document, hits, mention, index, bool(row["common"]), known, previous_end):
            return mention
    return None


def _vouched(
    document: Document,
    hits: NameHits,
    mention: PersonMention,
    index: int,
    common: bool,
    known: set[str],
    previous_end: int,
) -> bool:
    """Whether the context says that this capitalised name is a person."""
    if fold(mention.name) in known and len(mention.name.split()) > 2:
        return True
    folded, start, end = document.folded, mention.start, mention.end
    role_before = _role_before(document, hits, start)
    if index and (common or not role_before):
        return False
    if role_before:
        return True
    if hits.at(start, "to_chuc"):
        return False
    if apposition := _APPOSITION.match(folded, end):
        after = apposition.end()
        if hits.at(after, "chuc_vu", "trang_thai_chuc_vu"):
            return True
    if previous_end >= 0 and previous_end <= start and not common:
        between = folded[previous_end:start]
        return bool(_BETWEEN.fullmatch(between)) and len(mention.name.split()) > 2
    return False


def _after_local_post(document: Document, hits: NameHits, start: int, words: int) -> bool:
    """`Chủ tịch UBND tỉnh Lê Văn Hạnh`: the bare `tỉnh` ends a post, and a person follows."""
    if words < 3 and not _is_known(document, start):
        return False
    if hits.at(start, "to_chuc"):
        return False
    return _role_before(document, hits, start)


def _is_known(document: Document, start: int) -> bool:
    """Whether the two words from `start` are also named with an honorific."""
    words = " ".join(document.folded[start : start + 40].split()[:2]).rstrip(".,;:")
    return any(f"{honorific} {words}" in document.folded for honorific in ("đồng chí", "ông", "bà"))


def _role_before(document: Document, hits: NameHits, start: int) -> bool:
    """Whether a post stands before `start` with no mark between it and the name."""
    sentence = document.sentence_at(start)
    if sentence is None:
        return False
    for hit in reversed(hits.hits[: bisect_left(hits.hits, (start,))]):
        if hit.start < sentence.start or start - hit.start > _ROLE_REACH:
            return False
        gap = document.folded[hit.end : start]
        if any(mark in gap for mark in ",;:.()\n"):
            return False
        if hit.row.table == "chuc_vu":
            return not any(f" {word} " in gap for word in ("là", "và", "cho", "đã", "do", "với"))
        if hit.row.table in ("xung_ho", "tu_chan"):
            return hit.row.table == "xung_ho" and not gap.strip()
    return False
