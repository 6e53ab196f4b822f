"""A report read as far as a finder's test asks: each step of `loaders.extract` in its order."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from loaders.document import Document
from loaders.find.actors import find_actors
from loaders.find.acts import Act, Actor, find_acts
from loaders.find.chunks import Chunk, find_chunks
from loaders.find.dates import find_dates
from loaders.find.hierarchy import find_hierarchy, find_renamings
from loaders.find.meetings import find_meetings
from loaders.find.names import NameHits, scan
from loaders.find.organisation_names import Parser
from loaders.find.organisations import Organisations
from loaders.find.organisations_printed import find_names
from loaders.find.people import find_people
from loaders.find.person_names import PersonMention
from loaders.find.posts import Post, RoleOnly, find_posts
from loaders.find.printed_names import Parsed
from loaders.model import Meeting, Renaming, Report, Subordination
from loaders.segment import segment

TITLE = "Viện Cơ khí Sông Thử tổ chức Hội nghị sơ kết công tác 6 tháng đầu năm"
"""The title of reports in these tests; it makes `Viện Cơ khí Sông Thử` the host."""


@dataclass(frozen=True)
class Read:
    """What the finders find in one report, each step when it is asked for."""

    report: Report

    @cached_property
    def document(self) -> Document:
        return segment(self.report)

    @cached_property
    def hits(self) -> NameHits:
        return scan(self.document)

    @cached_property
    def people(self) -> Sequence[PersonMention]:
        return find_people(self.document, self.hits)

    @cached_property
    def names(self) -> tuple[Parser, list[Parsed]]:
        return find_names(self.document, self.hits, self.people)

    @cached_property
    def organisations(self) -> Organisations:
        return Organisations(self.document, *self.names)

    @cached_property
    def chunks(self) -> list[Chunk]:
        return find_chunks(self.document, self.hits, self.names[0])

    @cached_property
    def posts(self) -> tuple[list[Post], list[RoleOnly]]:
        return find_posts(self.document, self.people, self.chunks, self.organisations)

    @cached_property
    def actors(self) -> list[Actor]:
        return find_actors(self.document, self.people, *self.posts, self.organisations)

    @cached_property
    def acts(self) -> list[Act]:
        return find_acts(self.document, self.actors)

    @cached_property
    def meetings(self) -> list[Meeting]:
        return find_meetings(self.document, self.organisations, find_dates(self.document))

    @cached_property
    def hierarchy(self) -> list[Subordination]:
        return find_hierarchy(self.document, self.organisations, self.posts[0])

    @cached_property
    def renamings(self) -> list[Renaming]:
        return find_renamings(self.document, self.organisations)


def read(body: str, title: str = TITLE) -> Read:
    """The report of `title` and `body`; with an empty title the body alone."""
    return Read(Report("r", f"{title}\n{body}" if title else body))
