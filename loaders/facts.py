"""All facts of a report in one list, by the kinds that the catalogue knows."""

from collections.abc import Iterator

from loaders.model import (
    Award,
    Citation,
    Directive,
    Extraction,
    Figure,
    Meeting,
    Participation,
    PostHeld,
    Renaming,
    Subordination,
)

Fact = (
    Meeting
    | Participation
    | PostHeld
    | Directive
    | Citation
    | Subordination
    | Renaming
    | Figure
    | Award
)


def by_relation(said: Extraction) -> dict[str, tuple[Fact, ...]]:
    """The facts of each relation, by its name in the catalogue and in its order."""
    return {
        "meetings": said.meetings,
        "participation": said.participations,
        "roles": said.posts,
        "directives": said.directives,
        "citations": said.citations,
        "hierarchy": said.hierarchy,
        "renamings": said.renamings,
        "figures": said.figures,
        "awards": said.awards,
    }


def facts(said: Extraction) -> Iterator[tuple[str, Fact]]:
    """Each fact with its relation."""
    for relation, those in by_relation(said).items():
        for fact in those:
            yield relation, fact
