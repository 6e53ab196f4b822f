"""What every route works with: who does its jobs, and the settings."""

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request, Response

from graph_api.address import Addresses
from graph_api.jobs import Job, Lane, WriteJob
from graph_api.runner import Runner
from graph_api.settings import Settings


@dataclass(frozen=True, slots=True)
class Server:
    runner: Runner
    settings: Settings

    async def read(
        self,
        request: Request,
        job: Job,
        lane: Lane = Lane.KNOWN,
        seconds: float | None = None,
    ) -> Response:
        """The answer to a job; raises `Problem` where there is none within its bounds."""
        return await self.runner.read(job, lane, request, seconds)

    async def write(self, request: Request, job: WriteJob) -> Response:
        """The answer to a job that writes, once readers see what it wrote."""
        return await self.runner.write(job, request)


def server(request: Request) -> Server:
    return cast(Server, request.app.state.server)


def addresses(request: Request) -> Addresses:
    """Where things are found for this request: behind a proxy the root differs."""
    return Addresses(server(request).runner.iris.base, root(request))


def root(request: Request) -> str:
    return str(request.scope.get("root_path", ""))


# As dependencies they are coroutines: FastAPI would run a plain function in a thread.


async def _server(request: Request) -> Server:
    return server(request)


async def _addresses(request: Request) -> Addresses:
    return addresses(request)


Here = Annotated[Server, Depends(_server)]
Place = Annotated[Addresses, Depends(_addresses)]
