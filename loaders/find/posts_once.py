"""Each post of a person once, however often and in how many words a report tells it.

A title without its body (`Bí thư Hạnh`) is the post that the report tells in full elsewhere, a
short name of the body means the full one, and who held a post once may still be called by it.
"""

from collections.abc import Iterable, Sequence

from loaders.find.posts import Post
from loaders.model import Organisation, Status


def told_once(posts: Sequence[Post]) -> list[Post]:
    """The posts, in order, without those that others of the same person and title tell better."""
    alike: dict[tuple[str, str], list[Post]] = {}
    for post in posts:
        alike.setdefault((post.mention.name, post.role), []).append(post)
    return [
        _in_full(post, others)
        for post in posts
        if not _told_better(post, others := alike[post.mention.name, post.role])
    ]


def _in_full(post: Post, others: Sequence[Post]) -> Post:
    if len(others) == 1:
        return post
    body = _fullest(post.organisation, (other.organisation for other in others))
    return post if body is post.organisation else post._replace(organisation=body)


def _told_better(post: Post, others: Sequence[Post]) -> bool:
    if len(others) == 1:
        return False
    if post.implied and any(not other.implied for other in others):
        return True
    held, body = post.status, post.organisation
    return held is Status.CURRENT and any(
        other.status is Status.FORMER and other.organisation == body for other in others
    )


def _fullest(short: Organisation, others: Iterable[Organisation]) -> Organisation:
    """The one longer name that begins with that of `short`, else `short`."""
    found = {other.name: other for other in others if other.name.startswith(f"{short.name} ")}
    return next(iter(found.values())) if len(found) == 1 else short
