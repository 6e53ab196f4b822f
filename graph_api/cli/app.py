"""What all commands share: the application, its options, and how it tells what went wrong."""

import logging
import os
import re
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from typer.core import TyperGroup

from graph_api.crew import CrewError
from graph_api.load import program_version
from graph_api.settings import SettingError
from graph_api.store import Snapshot, Store, StoreError, current
from ontology.terms import BASE

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

StoreOption = Annotated[
    Path,
    typer.Option(
        "--store",
        envvar="CHITHI_STORE",
        show_default=True,
        help="Thư mục của kho · directory of the store",
    ),
]
DEFAULT_STORE = Path("store")


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


def open_store(path: Path, *, base: str | None = None, create: bool = False) -> Store:
    """The store of a command that writes, which makes it only where it asks to."""
    return Store.open(path, base=base, create=create)


def open_reading(path: Path) -> Snapshot:
    """What a command reads: the published generation, whoever writes meanwhile."""
    current(path)
    return Snapshot.open(path)


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
