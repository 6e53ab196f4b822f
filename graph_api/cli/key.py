"""`chithi key`: API keys, which a server asks of those who write."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from graph_api.cli.app import DEFAULT_STORE, Place, StoreOption, app, err, out
from graph_api.keys import Scope, add_key, keys_file, read_keys, revoke_key
from graph_api.store.place import prepare

keys = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")
app.add_typer(
    keys,
    name="key",
    help="Khóa để ghi vào kho qua HTTP · The keys for writing over HTTP."
    "\n\nVí dụ · example: `chithi key add van-phong --scope write`",
)

NameArgument = Annotated[
    str, typer.Argument(metavar="NAME", help="Tên khóa, ghi trong nhật ký · its name, for the log")
]
PlaceOption = Annotated[
    Path | None,
    typer.Option(
        "--keys",
        envvar="CHITHI_KEYS",
        metavar="PATH",
        show_default=False,
        help="Tệp khóa hay thư mục của nó, không thì trong kho · the file of the keys or its "
        "folder, the store's by default",
    ),
]


def _file(store: Place, place: Path | None) -> Path:
    """Where the keys are: told, or in the store, which must be there."""
    if place is None:
        prepare(store.folder, None, create=False)
    return keys_file(place or store.folder)


@keys.command("add")
def add_command(
    name: NameArgument,
    scope: Annotated[
        list[Scope],
        typer.Option(
            help="Quyền: write gồm cả read, admin gồm cả hai · what it allows: write allows "
            "reading too, admin both"
        ),
    ],
    store: StoreOption = DEFAULT_STORE,
    place: PlaceOption = None,
) -> None:
    """Tạo một khóa và in ra một lần duy nhất · Make a key and print it, this once.

    Chỉ mã băm được lưu; máy chủ đang chạy nhận khóa mới ngay.

    Only a hash is kept; a server that runs takes the new key at once.

    Ví dụ · example: `chithi key add van-phong --scope write`
    """
    secret = add_key(_file(store, place), name, scope)
    err().print("Hãy cất khóa này, nó không hiện lại · keep this key, it is not shown again:")
    typer.echo(secret)


@keys.command("list")
def list_command(store: StoreOption = DEFAULT_STORE, place: PlaceOption = None) -> None:
    """Liệt kê các khóa, không có khóa nào hiện ra · List the keys by name, never a key itself.

    Ví dụ · example: `chithi key list`
    """
    table = Table("tên · name", "quyền · scopes", "tạo · created", "thu hồi · revoked")
    for key in read_keys(_file(store, place)):
        scopes = ", ".join(scope for scope in Scope if scope in key.scopes)
        table.add_row(key.name, scopes, key.created, key.revoked)
    out().print(table)


@keys.command("revoke")
def revoke_command(
    name: NameArgument, store: StoreOption = DEFAULT_STORE, place: PlaceOption = None
) -> None:
    """Thu hồi một khóa · Revoke a key.

    Máy chủ đang chạy từ chối khóa ấy ngay; không khôi phục được.

    A server that runs refuses it at once; it cannot be taken back.

    Ví dụ · example: `chithi key revoke van-phong`
    """
    if revoke_key(_file(store, place), name):
        typer.echo(f"{name}: đã thu hồi · revoked")
    else:
        typer.echo(f"{name}: đã thu hồi từ trước · was revoked before")
