"""Pages: Jinja2 templates, escaped everywhere, one stylesheet, scripts on some (islands)."""

from pathlib import Path

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

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

_TEMPLATES.globals["kinds_of_type"] = {
    "person": ("person",),
    "organisation": ("organisation",),
    "agent": ("person", "organisation"),
    "document": ("document",),
    "report": ("report",),
    "citing": ("report", "document", "directive"),
}  # what is suggested for a parameter of a question, by its type


def part(template: str, **values: object) -> Markup:
    """A template as a piece of a page, for a page that shows it as it is."""
    return Markup(_TEMPLATES.get_template(template).render(values))  # noqa: S704 - escaped there


def page(root: str, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """A template as a page.

    Every one may use `root` (where a proxy puts the server), `asked` (for the search box) and
    `head` (what it says of itself to programs, a `head.Head`).
    """
    values = {"root": root, "asked": "", "head": None, **values}
    return HTMLResponse(_TEMPLATES.get_template(template).render(values), status)
