"""Pages: Jinja2 templates, escaped everywhere, one stylesheet, scripts on some (islands)."""

from pathlib import Path

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from graph_api.web.islands import island

HERE = Path(__file__).parent
STATIC = HERE / "static"

_TEMPLATES = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.globals["island"] = island


def page(root: str, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """A template as a page.

    Every one may use `root` (where a proxy puts the server) and `asked` (for the search box).
    """
    values = {"root": root, "asked": "", **values}
    return HTMLResponse(_TEMPLATES.get_template(template).render(values), status)
