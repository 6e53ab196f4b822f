"""Each post of a person once, however often and in how many words a report tells it.

A title without its body (`Bí thư Hạnh`) is the post that the report tells in full elsewhere, a
short name of the body means the full one, and who held a post once may still be called by it.
"""

from bisect import bisect_left
from collections.abc import Sequence

from loaders.find.posts import Post
from loaders.model import Organisation, Status


def told_once(posts: Sequence[Post]) -> list[Post]:
    """The posts, in order, without those that others of the same person and title tell better."""
    alike: dict[tuple[str, str], list[Post]] = {}
    for post in posts:
        alike.setdefault((post.mention.name, post.role), []).append(post)
    told = {key: _Told(those) for key, those in alike.items() if len(those) > 1}
    kept: list[Post] = []
    for post in posts:
        others = told.get((post.mention.name, post.role))
        if others is None:
            kept.append(post)
        elif not others.better(post):
            kept.append(others.in_full(post))
    return kept


class _Told:
    """All that a report tells of one person with one title."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self._any_explicit = any(not post.implied for post in posts)
        self._left = {post.organisation for post in posts if post.status is Status.FORMER}
        self._bodies = {post.organisation.name: post.organisation for post in posts}
        self._names = sorted(self._bodies)

    def better(self, post: Post) -> bool:
        """Whether another post tells this one with its body, or that it was left."""
        if post.implied and self._any_explicit:
            return True
        return post.status is Status.CURRENT and post.organisation in self._left

    def in_full(self, post: Post) -> Post:
        """The post with the one longer name that begins with its body's, where there is one."""
        longer = self._longer(post.organisation)
        return post._replace(organisation=longer) if longer is not None else post

    def _longer(self, short: Organisation) -> Organisation | None:
        begins = f"{short.name} "
        at = bisect_left(self._names, begins)
        found = [name for name in self._names[at : at + 2] if name.startswith(begins)]
        return self._bodies[found[0]] if len(found) == 1 else None
