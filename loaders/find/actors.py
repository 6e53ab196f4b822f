"""Where the text names those who act: persons with their posts, posts that stand for them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from loaders.document import BlockKind, Document
from loaders.find.acts import Actor
from loaders.find.chunks import Chunk
from loaders.find.organisations import Organisations
from loaders.find.patterns import any_of
from loaders.find.person_names import PersonMention
from loaders.find.post_bodies import post_body
from loaders.find.posts import Post, RoleOnly
from loaders.model import Organisation, Status

_HONORIFIC = 12  # code points that hold any honorific and the blank after it


def find_actors(
    document: Document,
    people: Sequence[PersonMention],
    posts: Sequence[Post],
    alone: Sequence[RoleOnly],
    organisations: Organisations,
) -> list[Actor]:
    """The persons of the text with the extent of their posts; posts that stand for their holders.

    In the order of the text.
    """
    starts = sorted(mention.start for mention in people)
    extents: dict[int, tuple[int, int]] = {}
    for post in posts:
        lead, tail = extents.get(post.mention.start, (post.mention.lead, post.mention.end))
        if not _named_in(starts, post.span.start, post.mention.lead):  # of `Giám đốc: A, B`, A's
            lead = min(lead, post.span.start)
        if not _named_in(starts, post.mention.end, post.span.end):
            tail = max(tail, post.span.end)
        extents[post.mention.start] = (lead, tail)
    actors = [
        Actor(*extents.get(m.start, (m.lead, m.end)), m.name, m)
        for m in people
        if document.kind_at(m.start) is not BlockKind.FURNITURE
    ]
    holders = _Holders(posts, organisations)
    for role in alone:
        for start, end, mention in holders.of(role):
            lead = _honorific_before(document, start)
            actors.append(Actor(lead, end, mention.name, mention))
    return sorted(actors, key=lambda a: a.lead)


def _named_in(starts: Sequence[int], start: int, end: int) -> bool:
    """Whether a person is named in `[start, end)`."""
    return bisect_left(starts, start) < bisect_left(starts, end)


@cache
def _addressed() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of('xung_ho', 'kind', 'xung_ho')} $")


def _honorific_before(document: Document, start: int) -> int:
    """Where the honorific right before `start` begins: `đồng chí Bí thư`; else `start`."""
    least = max(0, start - _HONORIFIC)
    found = _addressed().search(document.folded[least:start])
    return least + found.start() if found else start


class _Holders:
    """Finds the one person of the report who holds a post."""

    def __init__(self, posts: Sequence[Post], organisations: Organisations) -> None:
        self._organisations = organisations
        held: dict[str, dict[str, Organisation]] = {}  # role -> person -> where, by the last post
        mentions: dict[str, list[PersonMention]] = {}
        for post in posts:
            mentions.setdefault(post.mention.name, []).append(post.mention)
            if post.status is not Status.FORMER:
                held.setdefault(post.role, {})[post.mention.name] = post.organisation
        self._mentions = {
            name: sorted(own, key=lambda mention: mention.end) for name, own in mentions.items()
        }
        self._ends = {name: [m.end for m in own] for name, own in self._mentions.items()}
        self._of_role = {role: list(people) for role, people in held.items()}
        self._of_post: dict[tuple[str, Organisation], list[str]] = {}
        for role, people in held.items():
            for name, organisation in people.items():
                self._of_post.setdefault((role, organisation), []).append(name)

    def of(self, role: RoleOnly) -> list[tuple[int, int, PersonMention]]:
        """Who holds the posts, with where these stand.

        One person, or several where posts side by side are those of several: `theo ý kiến của
        Chủ tịch, Giám đốc yêu cầu`. A post that none or several hold goes with the one before it.
        """
        found: list[tuple[int, int, PersonMention]] = []
        for index, chunk in enumerate(role.chunks):
            mention = self._one(role.chunks, index, role.start)
            if mention is None or (found and found[-1][2].name == mention.name):
                if found:
                    found[-1] = (found[-1][0], chunk.end, found[-1][2])
                elif mention is None:
                    return []
            else:
                found.append((chunk.start, chunk.end, mention))
        return found

    def _one(self, chunks: Sequence[Chunk], index: int, before: int) -> PersonMention | None:
        """The mention right before the post, else the first, of its holder; None of several."""
        label = chunks[index].role["label"]
        if chunks[index].body is None:
            names = self._of_role.get(label, [])
        else:
            body = post_body(chunks, index, self._organisations)
            names = self._of_post.get((label, body), []) if body else []
        if len(names) != 1:
            return None
        mentions = self._mentions[names[0]]
        at = bisect_right(self._ends[names[0]], before)
        return mentions[at - 1] if at else mentions[0]
