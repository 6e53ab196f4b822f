"""Follow a report from speaker to speaker: what each asks for, in prose and in lists."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from loaders.document import BlockKind, Document, Sentence
from loaders.find.directive_clauses import Clause, Clauses, Item
from loaders.find.directive_heads import Heads
from loaders.find.directive_lists import Lists, Series
from loaders.find.directive_requests import Requests
from loaders.find.directive_speakers import CONCLUSION, Floor, Speaker, Speakers
from loaders.find.directive_words import ASKS, LISTS, SAYS, asking, opening
from ontology.lexicon import Hit

_BESIDE = 30  # code points between a person and the word by which he asks
_NO_REQUESTS = frozenset((*LISTS, "tuong_lai"))
_ASKS_OR_NONE = _NO_REQUESTS.union(ASKS)
_LINED = 8  # lines of which at most one may hold two sentences, where each has its own


class Prose:
    """What is asked for in one document, in the order of the text."""

    def __init__(self, document: Document, speakers: Speakers, clauses: Clauses) -> None:
        self._document = document
        self._text, self._folded = document.text, document.folded
        self._speakers = speakers
        self._clauses = clauses
        self._lists = Lists(document)
        self._heads = Heads(document, speakers, clauses)
        self._requests = Requests(document, speakers, clauses)
        self._floor = Floor()
        self._hits: dict[int, list[Hit]] = {}
        self._apart = 0  # blocks by which sentences of one paragraph may stand apart

    def items(self) -> Iterator[Item]:
        """The directives block by block; a list that is announced is read as one."""
        self._hits = self._by_sentence()
        if not self._hits:
            return
        by_block: dict[int, list[Sentence]] = {}
        for sentence in self._document.body:
            by_block.setdefault(sentence.block, []).append(sentence)
        self._apart = int(_is_lined(by_block.values()))
        skip = 0
        before: Sentence | None = None
        for index, block in enumerate(self._document.blocks):
            if index < skip or index not in by_block:
                continue
            sentences = by_block[index]
            series = self._lists.beginning(index, partial(self._is_head, before))
            head = self._head_of(series, sentences, before) if series else None
            if series and head:
                earlier = [
                    s for s in sentences if head.start >= block.start and s.end <= head.start
                ]
                yield from self._block(earlier, block.kind)
                sentences = sentences[len(earlier) :]
                if found := self._heads.read(series, head, self._floor):
                    self._floor, points = found
                    yield from points
                    skip, before = series.after, None
                    continue
            yield from self._block(sentences, block.kind)
            if block.kind is BlockKind.PARAGRAPH:
                before = sentences[-1]

    def _by_sentence(self) -> dict[int, list[Hit]]:
        """The words that ask, conclude, say or announce, by where their sentence begins."""
        hits: dict[int, list[Hit]] = {}
        for hit in asking(self._document, 0, len(self._text)):
            sentence = self._document.sentence_at(hit.start)
            if sentence is not None and hit.end <= sentence.end:
                hits.setdefault(sentence.start, []).append(hit)
        return hits

    def _is_head(self, sentence: Sentence | None) -> bool:
        return sentence is not None and self._heads.ends(sentence)

    def _head_of(
        self, series: Series, sentences: Sequence[Sentence], before: Sentence | None
    ) -> Sentence | None:
        """The words that announce a list: in its own block, or the last sentence before it."""
        if series.first > series.head:
            own = [s for s in sentences if s.start < series.first]
            return own[-1]._replace(end=min(own[-1].end, series.first)) if own else None
        return before

    def _block(self, sentences: Sequence[Sentence], kind: BlockKind) -> Iterator[Item]:
        for sentence in sentences:
            hits = self._hits.get(sentence.start, ())
            if kind is BlockKind.CAPTION:
                yield from self._caption(sentence, hits)
            elif hits or self._floor.speaker is not None or self._floor.asks:
                yield from self._sentence(sentence, hits)

    def _caption(self, sentence: Sentence, hits: Sequence[Hit]) -> Iterator[Item]:
        """A caption tells only what the person that it names asks for."""
        for hit in hits:
            if hit.row["kind"] == "dong_tu":
                speaker = self._speakers.asks(sentence.start, hit, None)
                if isinstance(speaker, str) and self._speakers.named(sentence.start, hit.start):
                    for item in self._requests.after(hit, sentence.end, speaker):
                        yield item._replace(rule="caption")
                return

    def _sentence(self, sentence: Sentence, hits: Sequence[Hit]) -> Iterator[Item]:
        """What a sentence asks for where a word asks, or somebody has the floor."""
        opens = opening(self._folded, sentence.start)[0]
        if opens == "gop_y":
            self._floor = Floor()
            return
        said = False
        tells = any(hit.row["kind"] not in _ASKS_OR_NONE for hit in hits)
        content = tells and self._floor.asks and self._opens_work(sentence)
        for hit in hits:
            if hit.row["kind"] in _NO_REQUESTS:
                continue
            if content and hit.row["kind"] not in ASKS:
                continue  # `Tiếp tục thống nhất nhận thức`: the word is part of the work
            if quoted := self._quoted(sentence, hit):
                yield quoted
                return
            speaker = self._speaker(sentence, hit, hits)
            if speaker is None:
                continue
            if speaker != self._floor.speaker:
                self._floor = Floor(speaker)
            said = True
            items = self._asked(sentence, hit, speaker)
            yield from items
            if items or (hit.row["kind"] in ASKS and self._floor.asks):
                return
        if not said:
            yield from self._further(sentence, opens)

    def _opens_work(self, sentence: Sentence) -> bool:
        """Whether a sentence names nobody and begins with what is to be done."""
        clause = self._clauses.read(sentence.start, sentence.end)
        bare = clause is not None and clause.strong and not clause.subject
        return bare and not self._speakers.named(sentence.start, sentence.end)

    def _speaker(self, sentence: Sentence, hit: Hit, hits: Sequence[Hit]) -> Speaker | None:
        """Who asks or speaks by a word of the sentence; None where nobody, or to a superior."""
        if self._comes_later(sentence, hit, hits):
            return None
        floor = self._floor
        speaker = self._speakers.asks(sentence.start, hit, floor.holder(sentence.block))
        if speaker is None and hit.row["kind"] == "dong_tu":
            speaker = self._decision(sentence, hit)
        if hit.row["kind"] == "sat" and floor.asks and not isinstance(speaker, str):
            return None  # `Sở X chỉ đạo các đơn vị`: what the speaker wants of Sở X
        if speaker is not None and self._speakers.petition(hit, speaker):
            return None
        return speaker

    def _comes_later(self, sentence: Sentence, hit: Hit, hits: Sequence[Hit]) -> bool:
        """`Nhấn mạnh yêu cầu …, ông X đề nghị`: who asks comes after, with another word."""
        if hit.start != sentence.start or hit.row["kind"] == "ket_luan":
            return False
        later = [h for h in hits if h.start > hit.start and h.row["kind"] in (*ASKS, *SAYS)]
        return any(
            0 <= other.start - actor.tail <= _BESIDE
            for other in later
            for actor in self._speakers.named(hit.end, other.start)[-1:]
        )

    def _decision(self, sentence: Sentence, hit: Hit) -> Speaker | None:
        """`Giao Văn phòng …`: the meeting decides where nobody has the floor."""
        if hit.start != sentence.start or not self._folded.startswith("giao", hit.start):
            return None
        clause = self._clauses.read(hit.end, sentence.end, asked=True)
        return self._speakers.organiser if clause and clause.addressee else None

    def _asked(self, sentence: Sentence, hit: Hit, speaker: Speaker) -> list[Item]:
        """What somebody asks for by a word of the sentence, and what it makes of the floor."""
        floor, kind = self._floor, hit.row["kind"]
        floor.block = sentence.block
        head = self._heads.ends(sentence)
        if kind == "ket_luan":
            floor.pause = 0
            if head:  # all that follows `kết luận như sau:` is his
                floor.asks, floor.patience = True, CONCLUSION
            return []
        if kind in ASKS:
            floor.pause = 0
        if head and (kind in ASKS or self._lists_work(hit, sentence)):
            floor.asks = floor.lists = True  # points without a mark
            return []
        items: list[Item] = []
        if kind == "nhac":
            items = list(self._requests.stressed(hit, sentence.end, speaker))
        elif kind in ASKS:
            items = list(self._requests.after(hit, sentence.end, speaker))
        floor.asks = floor.asks or bool(items)
        return items

    def _lists_work(self, hit: Hit, sentence: Sentence) -> bool:
        hits = asking(self._document, hit.end, sentence.end)
        return any(h.row["kind"] in LISTS for h in hits)

    def _quoted(self, sentence: Sentence, hit: Hit) -> Item | None:
        """`“…”, ông X yêu cầu.`: the words quoted are what is asked for."""
        if hit.row["kind"] != "nhac" and hit.row["kind"] not in ASKS:
            return None
        if not self._requests.ends_speech(hit, sentence.end):
            return None
        holder = self._floor.holder(sentence.block)
        speaker = self._speakers.asks(sentence.start, hit, holder)
        if not isinstance(speaker, str):
            return None
        item = self._requests.quoted(sentence, hit, speaker)
        if item is not None:
            self._floor = Floor(speaker, asks=True, block=sentence.block)
        return item

    def _further(self, sentence: Sentence, opens: str) -> Iterator[Item]:
        """What a sentence asks for in which nobody is said to ask: its speaker goes on."""
        floor = self._floor
        others = self._speakers.subjects(sentence.start, sentence.end) - {floor.speaker}
        if opens in ("chuyen", "hop", "y_kien", "khac") or others:
            self._floor = Floor()
            return
        same = sentence.block - floor.block <= self._apart
        if floor.speaker is None or not floor.asks:
            if same and isinstance(floor.speaker, str):
                yield from self._meant(sentence, floor.speaker)
            return
        begins = sentence.start == self._document.blocks[sentence.block].start
        items: list[Item] = []
        if same or (begins and sentence.block - floor.block <= floor.patience):
            items = list(self._going_on(sentence, floor.speaker, same_block=same))
        if items:
            floor.pause, floor.block = 0, sentence.block
            yield from items
            return
        floor.pause += 1
        floor.lists = False
        floor.asks = floor.pause < floor.patience

    def _meant(self, sentence: Sentence, speaker: str) -> Iterator[Item]:
        """`Ông X biểu dương các phòng. Năm tới, các phòng cần …`: a duty that he tells of."""
        for start, end in self._requests.pieces(sentence.start, sentence.end):
            clause = self._clauses.read(start, end)
            if clause is None or clause.duty != "phai":
                return
            if clause.subject in ("to_chuc", "noi_nhan") and clause.addressee:
                self._floor.asks, self._floor.pause = True, 0
                yield clause.item(speaker, "prose:continued")

    def _going_on(
        self, sentence: Sentence, speaker: Speaker, *, same_block: bool
    ) -> Iterator[Item]:
        whole = self._floor.lists and not same_block  # a point, whatever marks it holds
        pieces = [(sentence.start, sentence.end)] if whole else None
        for start, end in pieces or self._requests.pieces(sentence.start, sentence.end):
            clause = self._clauses.read(start, end)
            if clause is not None and self._tells(clause, same_block=same_block):
                same_block = True  # the pieces after it go on with it
                yield clause.item(speaker, "prose:continued")

    def _tells(self, clause: Clause, *, same_block: bool) -> bool:
        """Whether a clause by itself tells somebody to do something."""
        if clause.duty == "phai":
            return True
        if clause.subject in ("to_chuc", "noi_nhan"):
            near = clause.subject == "to_chuc" or self._floor.lists or clause.strong
            return clause.duty == "viec" and (near or (same_block and not self._apart))
        if (self._floor.lists or same_block) and not clause.subject:
            return clause.duty == "viec"
        return clause.strong and not clause.subject


def _is_lined(blocks: Iterable[Sequence[Sentence]]) -> bool:
    """Whether a report gives each sentence a line, so that lines tell nothing of paragraphs."""
    counts = [len(sentences) for sentences in blocks]
    return len(counts) >= _LINED and sum(count > 1 for count in counts) * _LINED <= len(counts)
