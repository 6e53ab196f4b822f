"""`chithi backup` and `chithi restore`: copies of a store."""

from pathlib import Path
from typing import Annotated

import typer

from graph_api.cli.app import DEFAULT_STORE, Place, StoreOption, app, err, open_reading
from graph_api.store.backup import backup as copy
from graph_api.store.backup import restore as put_back

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="Thư mục của bản sao · of the copy")]


@app.command()
def backup(folder: Folder, store: StoreOption = DEFAULT_STORE) -> None:
    """Chép kho vào một thư mục, kể cả khi đang phục vụ hay đang nạp · Copy the store to a folder.

    Bản sao là một kho trọn vẹn. Việc chép không dừng ai lại; khóa API không được chép.

    The copy is a store of its own. Nobody is stopped meanwhile; API keys are not copied.

    Ví dụ · example: `chithi backup ban-sao/2026-11-21 --store store`
    """
    copy(store.folder, folder)
    _tell(Place(str(folder)))


@app.command()
def restore(folder: Folder, store: StoreOption = DEFAULT_STORE) -> None:
    """Thay kho bằng một bản sao, kể cả khi đang phục vụ · Put a copy in the place of the store.

    Ai đang đọc thì đọc tiếp bản cũ cho đến khi bản mới sẵn sàng; khóa API giữ nguyên.

    Readers go on with what was until the restored store is ready; API keys stay.

    Ví dụ · example: `chithi restore ban-sao/2026-11-21 --store store`
    """
    put_back(store.folder, folder)
    _tell(store)


def _tell(place: Place) -> None:
    with open_reading(place) as opened:
        err().print(f"{len(opened.reports())} báo cáo · reports in {place}", markup=False)
