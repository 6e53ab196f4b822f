"""What is told of a server under attack: its answers, its hostile queries, its processes."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from bench.corpus import markdown
from bench.hostile_clients import ASKED, HALF, LIMIT, NO_END, Asked, Ended
from bench.processes import Seen

LATE = 0.5  # seconds after its limit by which a hostile query must have ended
TIMES = 3  # how much longer than in quiet the questions' p99 may take


def percentile(values: Sequence[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0


def questions_told(quiet: Sequence[Asked], loud: Sequence[Asked]) -> str:
    """The questions of the catalogue in quiet and beside hostile queries."""
    table = []
    for kind in (*ASKED, "all"):
        before, after = (
            [one.spent for one in some if kind in (one.kind, "all")] for some in (quiet, loud)
        )
        bad = sum(one.status != 200 for one in (*quiet, *loud) if kind in (one.kind, "all"))
        ratio = percentile(after, 0.99) / max(percentile(before, 0.99), 1e-9)
        times = [f"{percentile(some, p):.1f}" for some in (before, after) for p in (0.5, 0.99)]
        good = "yes" if ratio < TIMES and not bad else "NO"
        table.append(
            [kind, str(len(before)), str(len(after)), str(bad), *times, f"{ratio:.1f}", good]
        )
    columns = ["/queries/", "asked in quiet", "beside hostile", "not 200"]
    columns += ["quiet p50, ms", "p99", "hostile p50", "p99", "x", f"< {TIMES}x"]
    return markdown(columns, table)


def hostile_told(ended: Sequence[Ended], gone: Mapping[str, float]) -> str:
    """How the hostile queries ended; `gone`: seconds until one is stopped whose client left."""
    by_kind: dict[str, list[Ended]] = defaultdict(list)
    for one in ended:
        by_kind[one.kind].append(one)
    table = []
    for kind, some in sorted(by_kind.items()):
        hows = Counter(one.how for one in some)
        late = max(0, *(one.after - LIMIT for one in some))
        good = late <= LATE and not {NO_END, HALF} & set(hows)
        how = ", ".join(f"{how} x {count}" for how, count in hows.most_common())
        median, left = percentile([one.after for one in some], 0.5), gone.get(kind)
        stopped = f"{left:.2f}" if left is not None else ""
        times = [f"{median:.2f}", f"{late:.2f}", stopped]
        table.append([kind, str(len(some)), how, *times, "yes" if good else "NO"])
    columns = ["query", "asked", "ended", "after, s", "latest after its limit"]
    return markdown([*columns, "client gone: stopped after", f"<= {LATE} s"], table)


def server_told(moments: Mapping[str, Seen | Sequence[Seen]]) -> str:
    """The server's processes at some moments; of a time, the most of each."""
    table = []
    for name, told in moments.items():
        some = [told] if isinstance(told, Seen) else list(told)
        if some:
            numbers = [
                max(getattr(one, what) for one in some)
                for what in ("processes", "files", "megabytes")
            ]
            table.append([name, *(f"{number:,.0f}" for number in numbers)])
    return markdown(["", "processes", "open files", "MB, all together (RSS)"], table)
