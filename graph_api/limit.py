"""How often somebody may ask: sliding windows of `limits`, in memory that is bounded.

The memory storage of `limits` itself keeps whoever comes and goes through all of them in a thread,
a hundred times a second; here the oldest is forgotten when there are too many, and nothing runs.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from limits import RateLimitItem, parse_many
from limits.storage.base import SlidingWindowCounterSupport, Storage
from limits.strategies import SlidingWindowCounterRateLimiter

from graph_api.settings import SettingError, variable

MOST = 50_000
"""How many are counted at once in a window: some 10 MB."""


class _Window:
    """Counts of the window of now and of the one before, the oldest counted first."""

    __slots__ = ("before", "counts", "index")

    def __init__(self) -> None:
        self.index = -1
        self.counts: OrderedDict[str, int] = OrderedDict()
        self.before: OrderedDict[str, int] = OrderedDict()


class Windows(Storage, SlidingWindowCounterSupport):
    """The counts of one process; `most` of them are kept for each length of window."""

    STORAGE_SCHEME = None  # made here alone, not by an address

    def __init__(self, most: int = MOST, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._most = most
        self._clock = clock
        self._windows: dict[int, _Window] = {}

    @property
    def base_exceptions(self) -> tuple[type[Exception], ...]:
        return ()

    def acquire_sliding_window_entry(
        self, key: str, limit: int, expiry: int, amount: int = 1
    ) -> bool:
        """Count, unless that would be more than `limit` in the last `expiry` seconds."""
        before, ahead, now, _ = self.get_sliding_window(key, expiry)
        if math.floor(before * ahead / expiry + now) + amount > limit:
            return False
        counts = self._windows[expiry].counts
        if now == 0 and len(counts) >= self._most:
            counts.popitem(last=False)
        counts[key] = now + amount
        return True

    def get_sliding_window(self, key: str, expiry: int) -> tuple[int, float, int, float]:
        """Counted in the window before, how long that counts, in the window of now, and that."""
        moment = self._clock()
        index, ahead = int(moment // expiry), expiry - moment % expiry
        window = self._windows.get(expiry)
        if window is None:
            window = self._windows[expiry] = _Window()
        if index != window.index:
            follows = index == window.index + 1
            window.before = window.counts if follows else OrderedDict()
            window.counts, window.index = OrderedDict(), index
        return window.before.get(key, 0), ahead, window.counts.get(key, 0), ahead + expiry

    def kept(self) -> int:
        """How many counts are held."""
        return sum(len(each.counts) + len(each.before) for each in self._windows.values())

    # What other strategies of `limits` ask of a storage; this one serves one strategy.

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        raise NotImplementedError

    def get(self, key: str) -> int:
        raise NotImplementedError

    def get_expiry(self, key: str) -> float:
        raise NotImplementedError

    def clear(self, key: str) -> None:
        raise NotImplementedError

    def clear_sliding_window(self, key: str, expiry: int) -> None:
        raise NotImplementedError

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        held = self.kept()
        self._windows.clear()
        return held


class Standing(NamedTuple):
    """What became of a request: `wait` is 0 where it may pass, else seconds until one may.

    `told` is the header RateLimit (draft-ietf-httpapi-ratelimit-headers).
    """

    wait: int
    told: bytes


class Limiter:
    """Counts requests against the rates of a setting, such as `20/second; 600/minute`."""

    __slots__ = ("_items", "_strategy", "_windows", "policy")

    def __init__(self, rates: tuple[RateLimitItem, ...], windows: Windows | None = None) -> None:
        self._windows = windows or Windows()
        self._strategy = SlidingWindowCounterRateLimiter(self._windows)
        self._items = [(item, _name(item), item.get_expiry()) for item in rates]
        self.policy = ", ".join(
            f"{name};q={item.amount};w={expiry}" for item, name, expiry in self._items
        ).encode()

    def hit(self, who: str) -> Standing:
        """Count a request of somebody: an address or a key."""
        wait, told = 0, []
        for item, name, expiry in self._items:
            passes = self._strategy.hit(item, who)
            before, ahead, now, _ = self._windows.get_sliding_window(item.key_for(who), expiry)
            if not passes:
                wait = max(wait, _until_one(item.amount, expiry, before, now, ahead))
            left = max(0, item.amount - math.floor(before * ahead / expiry + now))
            told.append(f"{name};r={left};t={math.ceil(ahead)}")
        return Standing(wait, ", ".join(told).encode())


def rates(text: str, setting: str) -> tuple[RateLimitItem, ...]:
    """The rates that a setting holds; raises `SettingError` naming it."""
    try:
        found = tuple(parse_many(text))
    except ValueError:
        found = ()
    if not found or any(item.amount < 1 for item in found):
        raise SettingError(
            f"{variable(setting)}: {text!r}: viết như 600/minute hay 20/second; 600/minute · "
            "write it as 600/minute or 20/second; 600/minute"
        )
    return found


def _name(item: RateLimitItem) -> str:
    times = "" if item.multiples == 1 else f"{item.multiples} "
    return f'"{item.amount}/{times}{item.GRANULARITY.name}"'


def _until_one(limit: int, expiry: int, before: int, now: int, ahead: float) -> int:
    """Whole seconds after which one more passes: when the weighted count is below the limit."""
    if now < limit:  # what was counted before weighs less and less
        wait = ahead - expiry * (limit - now) / before
    else:  # the same, once this window is the one before
        wait = ahead + expiry * (1 - limit / now)
    return max(1, math.floor(wait) + 1)
