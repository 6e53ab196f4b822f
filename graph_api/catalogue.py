"""`/queries`: the questions of the catalogue, listed and asked."""

from functools import partial
from typing import IO, Annotated, Any, cast

from fastapi import APIRouter, Path, Query, Request, Response

from graph_api.answer_pages import TURNS, answer_page
from graph_api.errors import Problem, wrong_parameter
from graph_api.jobs import Answer, Output, Streamed
from graph_api.negotiate import (
    CSV,
    HTML,
    JSON,
    JSON_LD,
    N_TRIPLES,
    RESULTS_JSON,
    TSV,
    TURTLE,
    Format,
    negotiated,
)
from graph_api.reading import Reading
from graph_api.server import Here, Place
from graph_api.web import page
from graph_api.web.head import of_page
from graph_api.wording import TAGS, Both
from queries.bind import ParameterError
from queries.catalogue import catalogue
from queries.question import Question
from queries.run import UnknownQuestionError, ask, question
from queries.write import Format as Written
from queries.write import write as write_answer

router = APIRouter(tags=["questions"])

_TABLES = {RESULTS_JSON: Written.JSON, CSV: Written.CSV, TSV: Written.TSV}
_GRAPHS = {
    JSON_LD: Written.JSONLD,
    TURTLE: Written.TTL,
    N_TRIPLES: Written.NT,
    CSV: Written.CSV,
}

FormatName = Annotated[str | None, Query(description="csv tsv json html (đồ thị · graph: jsonld)")]


@router.get("/queries", response_class=Response)
async def questions(request: Request, place: Place, format: FormatName = None) -> Response:  # noqa: A002 - the name of the parameter in the address
    """Danh mục câu hỏi · The questions, with their parameters."""
    if negotiated(request.headers.get("accept", ""), format, (JSON, HTML)) is HTML:
        head = of_page(place, "/queries", "Câu hỏi · Questions", (JSON,))
        return page(place.root, "questions.html", head=head, groups=grouped())
    return JSON.answer({"questions": [_described(item) for item in catalogue().values()]})


@router.get("/queries/{name}", response_class=Response)
async def answer(
    request: Request,
    here: Here,
    place: Place,
    name: Annotated[str, Path(description="tên câu hỏi · the name of a question")],
    format: FormatName = None,  # noqa: A002 - the name of the parameter in the address
) -> Response:
    """Trả lời một câu hỏi; tham số theo /queries · Ask one, with its parameters as `?person=`."""
    try:
        asked = question(name)
    except UnknownQuestionError as error:
        raise Problem(404, "Không có câu hỏi này · No such question", str(error)) from None
    forms = list(_GRAPHS if asked.is_graph else _TABLES)
    form = negotiated(request.headers.get("accept", ""), format, (*forms, HTML))
    given = {key: value for key, value in request.query_params.items() if key != "format"}
    if form == HTML:
        turns = {key: given.pop(key) for key in TURNS & set(given)}
        return await here.read(
            request,
            partial(answer_page, place=place, asked=asked, given=given, turns=turns, forms=forms),
        )
    return await here.read(request, partial(_answer, asked=asked, given=given, form=form))


def _answer(store: Reading, asked: Question, given: dict[str, str], form: Format) -> Answer:
    try:
        answered = ask(store, asked.name, given)
    except ParameterError as error:
        raise _wrong(error) from None
    written = (_GRAPHS if asked.is_graph else _TABLES)[form]

    def write(output: Output) -> None:
        write_answer(answered, written, cast("IO[bytes]", output))

    return Streamed(form.content_type, write)


def grouped() -> list[tuple[Both, list[Question]]]:
    """The questions by their first tag, in the order of `TAGS`; tags that are not there last."""
    groups: dict[str, list[Question]] = {tag: [] for tag in TAGS}
    for item in catalogue().values():
        groups.setdefault(item.tags[0], []).append(item)
    return [(TAGS.get(tag, (tag, "")), found) for tag, found in groups.items() if found]


def _wrong(error: ParameterError) -> Problem:
    return wrong_parameter(error.parameter, str(error))


def _described(asked: Question) -> dict[str, Any]:
    return {
        "name": asked.name,
        "summary": asked.summary,
        "summary_en": asked.summary_en,
        "tags": asked.tags,
        "columns": asked.columns,
        "example": asked.example,
        "parameters": [
            {
                "name": item.name,
                "type": item.type,
                "required": item.required,
                "default": item.default,
                "values": item.values,
                "example": item.example,
                "summary": item.summary,
                "summary_en": item.summary_en,
            }
            for item in asked.parameters
        ],
    }
