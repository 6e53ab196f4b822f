"""Take from a report all that it says: the whole way from text to facts."""

from dataclasses import replace

from loaders.document import Document
from loaders.find.actors import find_actors
from loaders.find.acts import find_acts
from loaders.find.awards import find_awards
from loaders.find.chunks import find_chunks
from loaders.find.citations import find_citations
from loaders.find.dates import find_dates
from loaders.find.directives import find_directives
from loaders.find.figures import find_figures
from loaders.find.hierarchy import find_hierarchy, find_renamings
from loaders.find.meetings import find_meetings
from loaders.find.names import scan
from loaders.find.organisations import Organisations
from loaders.find.organisations_printed import find_names
from loaders.find.people import find_people
from loaders.find.posts import find_posts
from loaders.model import Extraction, Problem, Report
from loaders.resolve import named, persons_of, resolve
from loaders.segment import published, segment


def extract(report: Report) -> Extraction:
    """All that `report` says. Pure: the same report gives the same facts."""
    document = segment(report)
    report = _described(report, document)
    hits = scan(document)
    people = find_people(document, hits)
    parser, parsed = find_names(document, hits, people)
    chunks = find_chunks(document, hits, parser)
    organisations = Organisations(document, parser, parsed)
    posts, alone = find_posts(document, people, chunks, organisations)
    actors = find_actors(document, people, posts, alone, organisations)
    acts = find_acts(document, actors)
    dates = find_dates(document)
    meetings = find_meetings(document, organisations, dates)
    directives = find_directives(document, actors, organisations)
    citations = find_citations(document, directives, organisations, organisations.host, dates)
    persons = persons_of(posts, actors, organisations)
    problems = [] if meetings else [Problem("no-meeting", "Bản tin không nói đến cuộc họp nào.")]
    return resolve(
        report,
        persons,
        meetings=meetings,
        acts=acts,
        posts=posts,
        directives=directives,
        citations=citations,
        hierarchy=find_hierarchy(document, organisations, posts),
        renamings=find_renamings(document, organisations),
        figures=find_figures(document),
        awards=find_awards(document, named(actors, persons)),
        problems=problems,
    )


def _described(report: Report, document: Document) -> Report:
    """The report with title and date of publication from its own lines where the file had none."""
    title = document.title
    return replace(
        report,
        title=report.title or (document.text[title.start : title.end] if title else ""),
        published=report.published or published(document),
    )
