"""Tell who issued a cited document: by the words after its number, before it, or by its code."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Protocol

from loaders.document import Document, Sentence
from loaders.find.phrases import Phrases
from loaders.model import Organisation
from ontology import authority
from ontology.lexicon import Row, fold, table

_OF = re.compile(r" {0,2},? {0,2}(?:của|do) +")
_OF_PLENUM = re.compile(
    r" {0,2},? ?(?:của |tại )?(?:hội nghị (?:lần thứ \w+ ?,? )?(?:của )?"
    r"(?:ban chấp hành |bch ?)?(?:trung ương|tw|t\. ?ư)\b|trung ương(?= \d))"
    r"(?: đảng)?(?: (?:lần thứ )?\d{1,2}\b)?(?: ?,? ?\(?khóa [ivx\d]+\b\)?)?"
)
_ADVERBS = re.compile(r"(?: [^\W\d]+){0,3} ?")  # "Hội đồng cũng biểu quyết ban hành"
_GOES_ON = re.compile(r" +(?:hội|đoàn|mttq|mặt trận|liên|công đoàn|giáo hội|cục)\b")
_TERM_OF_OFFICE = re.compile(r" *,? *\(? *khóa +(?:[ivx]{1,5}|\d{1,2})\b\)?")
_SMALL = frozenset({"và", "các", "của", "về"})
_POST_REACH = 60  # how far the body may stand behind a post: "Giám đốc Công ty …"
_REACH = 200  # the longest name of a body and a verb


class Mention(Protocol):
    """An organisation named at `[start, end)`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def organisation(self) -> Organisation: ...


class Bodies(Protocol):
    """The organisations of a report (`loaders.find.organisations.Organisations`)."""

    @property
    def mentions(self) -> Sequence[Mention]: ...

    def at(self, start: int) -> Mention | None: ...

    def within(self, start: int, end: int) -> Sequence[Mention]: ...


@cache
def _central() -> Phrases:
    return Phrases("co_quan_trung_uong")


@cache
def _issuing() -> Phrases:
    return Phrases("truoc_loai_van_ban", "says", ("ban_hanh",))


def central_committee() -> Organisation:
    """The Central Committee, by the name under which reports know it."""
    row = next(row for row in table("co_quan_trung_uong") if row.id == "bch_tw")
    return Organisation(row["name"], row["kind"])


@cache
def _posts() -> Phrases:
    return Phrases("chuc_vu")


@cache
def _codes() -> dict[str, str]:
    """Names of the issuers of which the country has one, by code."""
    rows = authority.table("noi_ban_hanh")
    return {fold(form): row["name"] for row in rows for form in row.forms}


@cache
def _names() -> tuple[tuple[str, str], ...]:
    names = sorted(set(_codes().values()), key=len, reverse=True)
    return tuple((fold(name), name) for name in names if " " in name)


@cache
def _local() -> tuple[Row, ...]:
    return table("co_quan_ban_hanh")


@cache
def _heads() -> tuple[tuple[str, Row], ...]:
    return tuple((fold(row["head"]), row) for row in _local())


@cache
def _kind(name: str) -> str:
    """The kind (`to_chuc.tsv`) of a body by the head of its name."""
    folded = fold(name)
    heads = [
        (len(form), row.id)
        for row in table("to_chuc")
        for form in row.forms
        if folded.startswith(fold(form)) and not folded[len(form) : len(form) + 1].isalnum()
    ]
    return max(heads, default=(0, ""))[1]


class Issuers:
    """Who issues documents, as one report names them."""

    def __init__(self, document: Document, bodies: Bodies, host: Organisation | None) -> None:
        self._document = document
        self._bodies = bodies
        self._host = host
        self._initials: dict[str, set[Organisation]] | None = None

    def after(self, at: int) -> tuple[int, Organisation] | None:
        """The issuer after `của` at `at`, with the end of its name."""
        folded = self._document.folded
        if plenum := _OF_PLENUM.match(folded, at):
            return plenum.end(), central_committee()
        of = _OF.match(folded, at)
        return self.named(of.end()) if of else self._directly(at)

    def _directly(self, at: int) -> tuple[int, Organisation] | None:
        """A national body right after the number: `Nghị quyết 36 Trung ương 8 khóa XII`."""
        folded = self._document.folded
        while at < len(folded) and folded[at] == " ":
            at += 1
        return self._national(at)

    def named(self, at: int) -> tuple[int, Organisation] | None:
        """The body whose name begins at `at`, also behind a post (`Giám đốc Công ty …`)."""
        national = self._national(at)
        mention = self._bodies.at(at)
        if mention is not None and (national is None or mention.end > national[0]):
            return mention.end, mention.organisation
        if national is not None:
            return national
        folded = self._document.folded
        for name, full in _names():
            if folded.startswith(name, at):
                return at + len(name), Organisation(full, _kind(full))
        return self._behind_post(at) or self._head(at)

    def organisation(self, at: int) -> tuple[int, Organisation] | None:
        """The organisation whose mention begins at `at`, with its end."""
        mention = self._bodies.at(at)
        return (mention.end, mention.organisation) if mention else None

    def _national(self, at: int) -> tuple[int, Organisation] | None:
        folded = self._document.folded
        hit = _central().at(folded, at, len(folded))
        if hit is None or hit.start != at or _GOES_ON.match(folded, hit.end):
            return None
        end = hit.end
        term = _TERM_OF_OFFICE.match(folded, end)
        return term.end() if term else end, Organisation(hit.row["name"], hit.row["kind"])

    def _behind_post(self, at: int) -> tuple[int, Organisation] | None:
        folded = self._document.folded
        post = _posts().at(folded, at, len(folded))
        if post is None or post.start != at:
            return None
        near = self._bodies.within(post.end, post.end + _POST_REACH)
        if near and near[0].start <= post.end + 1:
            return near[0].end, near[0].organisation
        return None

    def _head(self, at: int) -> tuple[int, Organisation] | None:
        """A committee in lower case: `của tỉnh ủy`."""
        folded = self._document.folded
        for head, row in _heads():
            end = at + len(head)
            if folded.startswith(head, at) and not folded[end : end + 1].isalnum():
                own = self._own(row)
                return end, own or Organisation(row["head"], _kind(row["head"]), "?")
        return None

    def before(self, start: int, sentence: Sentence) -> tuple[int, Organisation] | None:
        """The subject of `đã ban hành` right before `start`, with the start of its name."""
        folded = self._document.folded
        verb = _issuing().before(folded, sentence.start, start)
        if verb is None:
            return None
        hit = _central().before(folded, sentence.start, verb.start)
        near = self._bodies.within(max(sentence.start, start - _REACH), verb.start)
        named = bool(near) and (hit is None or near[-1].start <= hit.start)
        if named and _ADVERBS.fullmatch(folded, near[-1].end, verb.start):
            return near[-1].start, near[-1].organisation
        return (hit.start, Organisation(hit.row["name"], hit.row["kind"])) if hit else None

    def of_code(self, code: str) -> Organisation | None:
        """The issuer that the code of a number tells; None where it fits several bodies."""
        if not code:
            return None
        if name := _codes().get(fold(code)):
            name = name.partition(" khóa ")[0]
            # a number of the centre may be the Politburo's, the Secretariat's, the Committee's
            return None if fold(code) in _of_the_centre() else Organisation(name, _kind(name))
        for row in _local():
            if code in row.forms:
                return self._own(row)
        first, _, unit = code.partition("-")  # TTg-CN: the Prime Minister, drawn up by his office
        if unit and unit not in _codes() and fold(first) in _codes():
            return self.of_code(first)
        return self._by_initials(code)

    def _own(self, row: Row) -> Organisation | None:
        """The host's own body of a local code: `ĐU` -> `Đảng ủy Viện X`."""
        if self._host is None:
            return None
        for head in sorted(row["hosts"].split("; "), key=len, reverse=True):
            if self._host.name.startswith(head):
                name = row["head"] + self._host.name[len(head) :]
                return Organisation(name, _kind(name), self._host.scope)
        if row["any"]:
            name = f"{row['head']} {self._host.name}"
            return Organisation(name, _kind(name), self._host.scope)
        return None

    def _by_initials(self, code: str) -> Organisation | None:
        """The one body of the report whose initials are the code: `SKHCN`."""
        if self._initials is None:
            self._initials = {}
            known = [mention.organisation for mention in self._bodies.mentions]
            for body in [*known, *([self._host] if self._host else [])]:
                self._initials.setdefault(_initials(body.name), set()).add(body)
        found = self._initials.get(re.sub(r"[^\w]", "", fold(code)), set())
        return next(iter(found)) if len(found) == 1 else None


def _initials(name: str) -> str:
    words = re.findall(r"\w+", fold(name))
    return "".join(word[0] for word in words if word not in _SMALL)


@cache
def _of_the_centre() -> frozenset[str]:
    return frozenset(form for form, name in _codes().items() if name == _codes()["tw"])
