"""`chithi serve`: the store as pages and as an interface for programs."""

from dataclasses import replace
from typing import Annotated

import typer

from graph_api.cli.app import (
    DEFAULT_STORE,
    BaseOption,
    GraphStoreUrlOption,
    StoreOption,
    UpdateUrlOption,
    app,
    err,
    open_reading,
)
from graph_api.cli.lexicon import LexiconOption, use_lexicon
from graph_api.settings import Settings


@app.command()
def serve(
    store: StoreOption = DEFAULT_STORE,
    host: Annotated[
        str, typer.Option(help="Địa chỉ lắng nghe · address to listen at")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Cổng · port", min=0, max=65535)] = 8000,
    lexicon: LexiconOption = None,
    base: BaseOption = None,
    update_url: UpdateUrlOption = "",
    graph_store_url: GraphStoreUrlOption = "",
) -> None:
    """Mở trang web và SPARQL trên một kho · Serve a store as pages and for programs.

    Trang đầu ở địa chỉ được in ra; các địa chỉ cho máy: /sparql, /queries, /docs.

    The first page is at the address that is printed; for programs: /sparql, /queries, /docs.

    Ví dụ · example: `chithi serve --store store --port 8000`
    """
    use_lexicon(lexicon)
    import uvicorn

    from graph_api import logs
    from graph_api.app import create_app
    from graph_api.metrics import Metrics
    from graph_api.runner import Runner
    from graph_api.workers.watch import watched, watched_remote

    settings = Settings.from_environment()
    if not store.is_remote:
        settings = replace(settings, keys=settings.keys or str(store.folder))
    logs.configure(settings.log)
    with open_reading(store) as opened:
        count = len(opened.reports())
    err().print(
        f"{count} báo cáo · reports in {store}\nhttp://{host}:{port}  (Ctrl-C: dừng · stop)",
        markup=False,
    )
    metrics = Metrics()
    if store.is_remote:
        endpoint = store.endpoint(update_url, graph_store_url)
        runner: Runner = watched_remote(endpoint, base, settings, metrics)
    else:
        runner = watched(store.folder, settings, metrics)
    app = create_app(runner, settings, metrics)
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        log_config=None,  # the log is ours
        access_log=False,
        proxy_headers=False,  # whom to believe is a setting of ours
    )
