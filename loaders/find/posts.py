"""Find who holds which post where: `NAME, POST BODY - POST BODY`, `POST BODY NAME`, elections.

A post and its body make a `Chunk`; chunks joined by commas, hyphens or `kiêm` make one sequence,
which belongs to the person right before it or right after it. A post without a body takes it from
the next chunk, else from the chunk before, else from the body whose report it is.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from loaders.document import Document
from loaders.find.chunks import Chunk, sequences
from loaders.find.elected import ElectedLists, elects
from loaders.find.organisations import Organisations
from loaders.find.person_names import PersonMention
from loaders.find.post_bodies import Sides, post_body
from loaders.find.post_holders import Holders
from loaders.find.printed_names import Parsed
from loaders.model import Organisation, Span, Status


class Post(NamedTuple):
    """A post that a mention of a person carries."""

    mention: PersonMention
    role: str
    organisation: Organisation
    status: Status
    span: Span
    rule: str
    unit: Parsed | None = None
    implied: bool = False  # the text names no body beside the post


class RoleOnly(NamedTuple):
    """A post that stands for its holder: `Bí thư Huyện ủy đề nghị`."""

    start: int
    end: int
    chunks: tuple[Chunk, ...]


def find_posts(
    document: Document,
    people: Sequence[PersonMention],
    chunks: Sequence[Chunk],
    organisations: Organisations,
) -> tuple[list[Post], list[RoleOnly]]:
    """The posts of the persons named, and the posts that stand alone for their holders."""
    holders, sides = Holders(document, people), Sides(document, organisations)
    lists = ElectedLists(document)
    posts: list[Post] = []
    alone: list[RoleOnly] = []
    for sequence in sequences(document, chunks):
        mentions = holders.all_of(sequence) or holders.of(sequence)
        if not mentions:
            alone.append(RoleOnly(sequence[0].start, sequence[-1].end, sequence))
        for mention in mentions:
            elected = lists.hold(mention.start)
            for post in _posts(document, mention, sequence, organisations, sides):
                held = elected and post.status is Status.CURRENT
                posts.append(post._replace(status=Status.APPOINTED) if held else post)
    return posts, alone


def _posts(
    document: Document,
    mention: PersonMention,
    sequence: tuple[Chunk, ...],
    organisations: Organisations,
    sides: Sides,
) -> Iterator[Post]:
    for index, chunk in enumerate(sequence):
        organisation = sides.body(chunk) or post_body(sequence, index, organisations)
        if organisation is None:
            continue
        status = chunk.status
        if status is Status.APPOINTED and not _elected(document, chunk):
            status = Status.CURRENT  # `giữ chức`, long ago
        yield Post(
            mention,
            chunk.role["label"],
            organisation,
            status,
            Span(min(mention.lead, chunk.start), max(mention.end, chunk.end)),
            f"post:{chunk.role.id}",
            chunk.body,
            chunk.body is None and not chunk.role["body"],
        )


def _elected(document: Document, chunk: Chunk) -> bool:
    """Whether the sentence tells of an election or an appointment."""
    sentence = document.sentence_at(chunk.start)
    return sentence is not None and elects(document, sentence.start, sentence.end)
