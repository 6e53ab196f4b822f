"""What every route works with: who does its jobs, and the settings."""

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request, Response
from starlette.types import Message

from graph_api.address import Addresses
from graph_api.bodies import origin
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

    async def parse(self, job: Job) -> bytes:
        """What a job that reads a file answers, for another job; raises `Problem`."""
        seconds = self.settings.write_seconds
        return await _content(await self.runner.read(job, Lane.PARSE, None, seconds))

    async def write(self, request: Request, job: WriteJob) -> Response:
        """The answer to a job that writes, once readers see what it wrote."""
        return await self.runner.write(job, request)


async def _content(answer: Response) -> bytes:
    """The whole body of an answer, also of one that is still being written."""
    pieces = []

    async def receive() -> Message:
        raise NotImplementedError("an answer asks nothing")

    async def send(message: Message) -> None:
        pieces.append(message.get("body", b""))

    await answer({"type": "http"}, receive, send)
    return b"".join(pieces)


def server(request: Request) -> Server:
    return cast(Server, request.app.state.server)


def addresses(request: Request) -> Addresses:
    """Where things are found for this request: behind a proxy the root differs."""
    return Addresses(server(request).runner.iris.base, root(request), origin(request))


def root(request: Request) -> str:
    return str(request.scope.get("root_path", ""))


# As dependencies they are coroutines: FastAPI would run a plain function in a thread.


async def _server(request: Request) -> Server:
    return server(request)


async def _addresses(request: Request) -> Addresses:
    return addresses(request)


Here = Annotated[Server, Depends(_server)]
Place = Annotated[Addresses, Depends(_addresses)]
