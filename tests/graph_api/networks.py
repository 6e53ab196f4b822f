"""Reports to make networks of: who was at a meeting on a day, and holds a post in a body."""

from collections.abc import Iterable

from loaders.model import (
    Extraction,
    Meeting,
    Organisation,
    Part,
    Participation,
    Person,
    PostHeld,
    Report,
    Span,
    Status,
)
from tests.graph_api.small import IRIS, RULE

MAY, SUOI, LUA, NGO, RUONG = (
    Person(name, "Sở Canh nông")
    for name in ("Lò Văn Mây", "Vi Thị Suối", "Hà Thị Lúa", "Cao Văn Ngô", "Tạ Văn Ruộng")
)


def told(
    name: str,
    day: str,
    people: Iterable[Person | tuple[Person, Part]],
    posts: Iterable[tuple[Person, str] | tuple[Person, str, Status]] = (),
) -> Extraction:
    """One report of one meeting; each fact is quoted by the name of its person.

    `posts`: who holds one in the body of that name, current unless it says otherwise.
    """
    present = [one if isinstance(one, tuple) else (one, Part.ATTEND) for one in people]
    held = [(*one, Status.CURRENT)[:3] for one in posts]
    text = f"Hội nghị {name}."
    spans: list[Span] = []
    for person in [who for who, _ in present] + [who for who, _, _ in held]:
        text += f"\n{person.name}."
        spans.append(Span(len(text) - len(person.name) - 1, len(text) - 1))
    return Extraction(
        Report(name, text),
        meetings=(Meeting(f"Hội nghị {name}", day, None, "", None, "", Span(0, 8), RULE),),
        participations=tuple(
            Participation(who, part, at, RULE)
            for (who, part), at in zip(present, spans, strict=False)
        ),
        posts=tuple(
            PostHeld(who, "Trưởng phòng", Organisation(of, "phong"), status, at, RULE)
            for (who, of, status), at in zip(held, spans[len(present) :], strict=True)
        ),
    )


def iri(who: Person) -> str:
    return IRIS.person(who.name, who.anchor)
