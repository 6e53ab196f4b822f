"""The door of all routes that write, and what goes wrong with writing."""

from typing import Annotated

from fastapi import Depends, Request

from graph_api.errors import Problem, wrong_parameter
from graph_api.gate import demand
from graph_api.keys import Scope
from graph_api.store.errors import Unevaluated
from graph_api.store.raw import KeptGraph


async def may_write(request: Request) -> None:
    """Asked before the body is read; raises `Problem` for who may not write."""
    demand(request, Scope.WRITE)


Writer = Annotated[None, Depends(may_write)]
"""The parameter of a route that writes."""


def not_written(error: KeptGraph | Unevaluated, parameter: str) -> Problem:
    """Why nothing was written: a 403, or a 400 that names the parameter."""
    if isinstance(error, KeptGraph):
        return Problem(403, "Không được phép · Refused", str(error), parameter=parameter)
    return wrong_parameter(parameter, f"không làm được · cannot be done: {error}")
