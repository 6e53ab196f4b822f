"""Read the tables of `ontology/lexicon/` and find their terms in a text.

A table is a TSV file that opens with comment lines (`# column: what it holds`), then a header,
then one row per term. `form` holds the ways a term is written, split by `; `; `example` a
phrase in which the term must be found, which the tests check. Matching is on folded text
(`fold`): lower case, hyphens for dashes; offsets stay those of the unfolded text.

A user's own tables come on top (`use`). Tables are read once in a process, and much is made of
them once; so the user's folder must be told before the first table is read.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ontology.lexicon_folder import Rows, Spelling, composed, read_folder
from ontology.lexicon_match import Hit, Matcher
from ontology.lexicon_rows import LexiconError, Row, fold, read_table

__all__ = [
    "LEXICON",
    "Hit",
    "LexiconError",
    "Row",
    "Terms",
    "fingerprint",
    "fold",
    "names",
    "own_table",
    "own_tables",
    "read_table",
    "table",
    "use",
    "used",
]

LEXICON = Path(__file__).parent / "lexicon"
AUTHORITY = Path(__file__).parent / "authority"


@dataclass
class _Using:
    """What this process reads besides our tables."""

    folder: Path | None = None
    tables: Mapping[str, Rows] = field(default_factory=dict)
    files: tuple[Path, ...] = ()


_using = _Using()


def use(folder: Path | None, spelling: Spelling = composed) -> None:
    """Read the tables of `folder` on top of ours, in this process and from now on.

    `spelling` brings its forms to the spelling of stored texts (`loaders.clean.clean`). A worker
    process calls this first, with the same arguments. Raises `LexiconError` which tells every
    broken row by file and line; `RuntimeError` where tables have been read already with another
    folder or with none.
    """
    wanted = folder.resolve() if folder is not None else None
    if wanted == _using.folder:
        return
    if folder is None or _using.folder is not None or table.cache_info().currsize:
        raise RuntimeError("the tables have been read: a lexicon must be told before that")
    ours = own_tables()
    read = read_folder(folder, ours, spelling)
    if read.troubles:
        raise LexiconError("\n".join(map(str, read.troubles)))
    _using.folder = wanted
    _using.tables = {name: rows for name, rows in read.tables.items() if rows is not ours[name]}
    _using.files = read.files
    fingerprint.cache_clear()


def used() -> Path | None:
    """The folder that `use` was told, for the processes that this one starts."""
    return _using.folder


@cache
def fingerprint() -> str:
    """What tells one lexicon from another: 12 hexadecimal digits of all tables in use.

    Extraction with the same program and the same fingerprint says the same of the same text.
    """
    digest = hashlib.sha256()
    for path in (*_files(LEXICON), *_files(AUTHORITY), *_using.files):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.tsv"))


def names() -> tuple[str, ...]:
    """The names of all tables."""
    return tuple(path.stem for path in _files(LEXICON))


def own_table(name: str) -> Rows:
    """The rows of `ontology/lexicon/<name>.tsv`, without a user's."""
    return read_table(LEXICON / f"{name}.tsv")


def own_tables() -> dict[str, Rows]:
    """All our tables by name, without a user's."""
    return {name: own_table(name) for name in names()}


@cache
def table(name: str) -> Rows:
    """The rows of `ontology/lexicon/<name>.tsv`, with those that the user added."""
    return _using.tables.get(name) or own_table(name)


class Terms(Matcher):
    """The forms of some tables as one automaton; where several begin at one place the longest wins.

    Of two tables that hold the same form the one named first wins.
    """

    def __init__(self, *tables: str) -> None:
        super().__init__(row for name in tables for row in table(name))
