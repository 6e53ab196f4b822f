"""What a load tells: a table while reports are few, the sums where they are many.

Nothing here grows with the number of reports.
"""

from collections import Counter
from dataclasses import dataclass, field

from rich.table import Table
from rich.text import Text

from graph_api.cli.app import err, out
from graph_api.load import Loaded, State
from graph_api.prepared import KINDS
from loaders.read import ReadProblem

STATES = {
    State.NEW: ("mới · new", "green"),
    State.UNCHANGED: ("không đổi · unchanged", "dim"),
    State.REPLACED: ("thay · replaced", "yellow"),
    State.PASSED_OVER: ("bỏ qua · passed over", "dim"),
    State.FAILED: ("lỗi · failed", "red"),
}
_HEADINGS = {
    "meetings": "họp\nmeetings",
    "people": "người\npeople",
    "roles": "chức vụ\nposts",
    "directives": "chỉ đạo\ndirectives",
    "citations": "viện dẫn\ncitations",
    "hierarchy": "trực thuộc\nhierarchy",
    "figures": "số liệu\nfigures",
    "awards": "khen thưởng\nawards",
}
_BOTH_LANGUAGES = 140  # columns of the terminal
_ROWS = 200  # more reports than these are told as sums
_NOT_LOADED = "Không nạp được · not loaded"


@dataclass
class Tally:
    """Takes what came of each report and tells it at the end, failures of a long load at once."""

    states: Counter[State] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    _rows: list[Loaded] = field(default_factory=list)
    _failures: list[ReadProblem] = field(default_factory=list)
    _troubled: int = 0

    @property
    def failed(self) -> int:
        return self.states[State.FAILED]

    def add(self, one: Loaded) -> None:
        """Count one report, and keep it while they are few."""
        long = self._long
        self.states[one.state] += 1
        self.facts.update(one.counts)
        self._troubled += bool(one.problems)
        if one.state is State.FAILED and one.failure:
            if long:
                self._tell([one.failure])
            else:
                self._failures.append(one.failure)
        if not self._long:
            self._rows.append(one)
        elif not long:  # from here on the load is a long one
            self._rows.clear()
            self._tell(self._failures)

    @property
    def _long(self) -> bool:
        return self.states.total() > _ROWS

    def end(self) -> None:
        """Tell all that is not yet told; failures on stderr, after the table."""
        console = out()
        if self._long:
            console.print(_table([self._sum()], console.width))
            if self._troubled:
                told = f"{self._troubled} báo cáo có vấn đề · reports with problems: "
                console.print(Text(f"\n{told}chithi query problems"), soft_wrap=True)
        else:
            rows = [one for one in self._rows if one.name]
            if rows:
                console.print(_table([_row(one) for one in rows], console.width))
            self._tell_problems(rows)
        self._tell(self._failures)
        if self._long and self.failed:
            err().print(f"{self.failed} lỗi · failed", style="bold red")

    def _sum(self) -> "_Row":
        states = [f"{self.states[s]} {STATES[s][0]}" for s in State if self.states[s]]
        cells = {kind: str(self.facts[kind]) for kind in KINDS}
        name = f"{self.states.total()} báo cáo · reports"
        return _Row(name, "\n".join(states), "", cells, str(self._troubled + self.failed))

    @staticmethod
    def _tell_problems(rows: list[Loaded]) -> None:
        told = [(one.name, message) for one in rows for message in one.problems]
        if told:
            out().print("\nVấn đề trong báo cáo · problems in reports", style="bold")
            for name, message in told:
                out().print(Text(f"  {name}: {message}"), soft_wrap=True)

    @staticmethod
    def _tell(failures: list[ReadProblem]) -> None:
        if failures:
            err().print(_NOT_LOADED, style="bold red")
            for problem in failures:
                err().print(Text(f"  {problem}"))
            failures.clear()


@dataclass(frozen=True)
class _Row:
    name: str
    state: str
    style: str
    facts: dict[str, str]
    problems: str


def _row(one: Loaded) -> _Row:
    label, style = STATES[one.state]
    troubles = len(one.problems) + (one.state is State.FAILED)
    facts = {kind: str(one.counts.get(kind) or "") for kind in KINDS}
    return _Row(one.name, label, style, facts, str(troubles or ""))


def _table(rows: list[_Row], width: int) -> Table:
    """Where `width` has no place for two languages, in Vietnamese alone."""
    narrow = width < _BOTH_LANGUAGES

    def heading(both: str) -> str:
        return both.partition("\n")[0].replace(" ", "\n", 1) if narrow else both

    def state(both: str) -> str:
        lines = both.split("\n")
        return "\n".join(line.partition(" · ")[0] for line in lines) if narrow else both

    table = Table(
        box=None, header_style="bold", pad_edge=False, padding=(0, 1 if narrow else 2, 0, 0)
    )
    table.add_column(heading("báo cáo\nreport"), overflow="fold", min_width=20)
    table.add_column(heading("trạng thái\nstate"), no_wrap=True)
    for kind in KINDS:
        table.add_column(heading(_HEADINGS[kind]), justify="right", no_wrap=True)
    table.add_column(heading("vấn đề\nproblems"), justify="right", no_wrap=True)
    for row in rows:
        label = Text(state(row.state), row.style)
        table.add_row(Text(row.name), label, *(row.facts[kind] for kind in KINDS), row.problems)
    return table
