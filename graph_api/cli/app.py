"""What all commands share: the application, its options, and how it tells what went wrong."""

import logging
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from typer.core import TyperGroup

from graph_api.crew import CrewError
from graph_api.errors import Problem
from graph_api.load import program_version
from graph_api.settings import SettingError
from graph_api.store import Snapshot, Store, StoreError, current
from graph_api.store.place import is_remote
from ontology.terms import BASE

if TYPE_CHECKING:
    from graph_api.store.endpoint import Endpoint
    from graph_api.store.remote import RemoteStore

_PIPE_WIDTH = 160  # columns of a table that goes into a file


class Told(Exception):
    """Ends a command with a message to the user; `code` 2 for what was asked in a wrong way."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


class Commands(TyperGroup):
    """Runs a command and tells its failure in one message, without a traceback."""

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]  # its base is private
        try:
            return super().invoke(ctx)
        except Told as error:
            _fail(str(error), error.code)
        except Problem as problem:
            _fail(told_of(problem), 2)
        except (CrewError, SettingError, StoreError) as error:
            _fail(str(error))
        except BrokenPipeError:  # `chithi … | head`: nobody reads on
            raise
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            _fail(f"{place}{error.strerror or error}")


app = typer.Typer(
    name="chithi",
    cls=Commands,
    no_args_is_help=True,
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Báo cáo hội nghị thành đồ thị tri thức, mỗi sự kiện kèm câu nói lên nó."
    "\n\nReports of meetings as a knowledge graph, each fact with the sentence that says it.",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store is, as the user names it: a folder, or the address of a SPARQL service."""

    name: str

    def __str__(self) -> str:
        return self.name

    @property
    def is_remote(self) -> bool:
        return is_remote(self.name)

    @property
    def folder(self) -> Path:
        """Raises `Told` for an address: some commands work on files."""
        if self.is_remote:
            raise Told(
                f"{self.name}: lệnh này cần kho trong một thư mục · this command needs a store in "
                "a folder",
                2,
            )
        return Path(self.name)

    def endpoint(self, update_url: str = "", graph_store_url: str = "") -> "Endpoint":
        """The addresses of the service; raises `StoreError` for one that is none."""
        from graph_api.store.endpoint import Endpoint  # an HTTP client, which folders do without

        return Endpoint.of(self.name, update_url, graph_store_url)


StoreOption = Annotated[
    Place,
    typer.Option(
        "--store",
        envvar="CHITHI_STORE",
        show_default=True,
        parser=Place,
        metavar="DIR|URL",
        help="Thư mục của kho, hay địa chỉ SPARQL · directory of the store, or SPARQL address",
    ),
]
DEFAULT_STORE = Place("store")
UpdateUrlOption = Annotated[
    str,
    typer.Option(
        "--update-url",
        envvar="CHITHI_UPDATE_URL",
        metavar="URL",
        help="Nơi ghi, khi khác địa chỉ SPARQL · where updates go, if elsewhere",
    ),
]
GraphStoreUrlOption = Annotated[
    str,
    typer.Option(
        "--graph-store-url",
        envvar="CHITHI_GRAPH_STORE_URL",
        metavar="URL",
        help="Graph Store Protocol, nhanh hơn với Virtuoso · faster with Virtuoso",
    ),
]


def _base(given: str | None) -> str | None:
    if given is None or re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+[/#]", given):
        return given
    raise typer.BadParameter(
        f"“{given}” không phải địa chỉ http(s) kết thúc bằng / hoặc # · not an http(s) address "
        "that ends with / or #"
    )


BaseOption = Annotated[
    str | None,
    typer.Option(
        "--base",
        envvar="CHITHI_BASE",
        callback=_base,
        help=f"Gốc IRI của các vật, mặc định {BASE} · base of the IRIs of things",
    ),
]


def main() -> None:
    """Run the command line; exits with 0, 1 (something failed) or 2 (wrong usage)."""
    logging.getLogger("readability").setLevel(logging.CRITICAL)  # what it would say, we tell
    app()


def out() -> Console:
    """The console for answers; made anew, so that it sees what stdout is now."""
    console = Console(highlight=False, soft_wrap=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _PIPE_WIDTH
    return console


def err() -> Console:
    """The console for progress and for what went wrong."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def told_of(problem: Problem) -> str:
    """A problem for the terminal, with the things that may be meant."""
    things = [*_things(problem, "candidates"), *_things(problem, "near")]
    return "\n  ".join([f"{problem.title}: {problem.detail}", *things])


def _things(problem: Problem, name: str) -> list[str]:
    listed = problem.extra.get(name)
    if not isinstance(listed, list):
        return []
    return [f"{one['label']} ({one['kind']}): {one['id']}" for one in listed]


def open_store(
    place: Place,
    *,
    base: str | None = None,
    create: bool = False,
    update_url: str = "",
    graph_store_url: str = "",
) -> "Store | RemoteStore":
    """The store of a command that writes, which makes it only where it asks to."""
    if not place.is_remote:
        return Store.open(place.folder, base=base, create=create)
    from graph_api.store.remote import RemoteStore

    opened = RemoteStore.open(place.endpoint(update_url, graph_store_url), base=base, create=create)
    if create:
        opened.describe()
    return opened


def open_reading(place: Place) -> "Snapshot | RemoteStore":
    """What a command reads: the published generation, whoever writes meanwhile."""
    if place.is_remote:
        from graph_api.store.remote import RemoteStore

        return RemoteStore.open(place.endpoint(), base=os.environ.get("CHITHI_BASE"))
    current(place.folder)
    return Snapshot.open(place.folder)


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="In phiên bản · print the version", is_eager=True)
    ] = False,
) -> None:
    if version:
        typer.echo(f"chithi {program_version()}")
        raise typer.Exit


def _fail(message: str, code: int = 1) -> NoReturn:
    err().print(f"chithi: {message}", style="red", markup=False)
    raise typer.Exit(code)
