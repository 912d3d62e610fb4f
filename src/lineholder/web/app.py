"""The application: pages, actions and sign-in over one workspace, behind one guard."""

from collections.abc import Awaitable, Callable, Collection
from pathlib import Path

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from lineholder.model.errors import LineholderError
from lineholder.pipeline.access import default_scope
from lineholder.pipeline.workspace import Store, open_store
from lineholder.web import guard, problems
from lineholder.web.actions import ACTIONS
from lineholder.web.downloads import DOWNLOADS
from lineholder.web.pages import PAGES
from lineholder.web.render import Renderer, environment
from lineholder.web.routes import add_action, add_download, add_page
from lineholder.web.sign_in import add_sign_in
from lineholder.web.tokens import FormKey
from lineholder.web.visit import remember, visit

STATIC = Path(__file__).parent / "static" / "dist"


def create_app(store_path: Path, hosts: Collection[str] = guard.LOCAL_HOSTS) -> FastAPI:
    """The web application over a workspace. It answers only to the named hosts.

    It starts no worker: whoever serves it runs `pipeline.jobs.work` beside it.
    """
    store = open_store(store_path)
    renderer = Renderer(environment(), PAGES, FormKey(), default_scope())
    app = FastAPI(title="Lineholder", openapi_url=None, docs_url=None, redoc_url=None)
    app.mount("/static", StaticFiles(directory=STATIC, check_dir=False), name="static")
    for page in PAGES:
        add_page(app, store, renderer, page)
    for download in DOWNLOADS:
        add_download(app, store, renderer, download)
    for action in ACTIONS:
        add_action(app, store, renderer, action)
    add_sign_in(app, store, renderer)
    add_problems(app, store, renderer)

    @app.middleware("http")
    async def door(
        request: Request, pass_on: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        try:
            guard.check(request, hosts)
        except LineholderError as error:
            status, heading = problems.status_of(error)
            return guard.secure(
                request, Response(f"{heading}. {error}", status, media_type="text/plain")
            )
        return guard.secure(request, await pass_on(request))

    return app


def add_problems(app: FastAPI, store: Store, renderer: Renderer) -> None:
    """Show every refusal as a page of one shape, as a part of a page where htmx asked."""

    def show(request: Request, heading: str, sentence: str, status: int) -> Response:
        came = visit(store, request)
        name = "parts/problem.html" if came.fragment else "problem.html"
        values = problems.values(heading, sentence, status)
        return remember(came, renderer.template(came, name, values, status=status))

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, LineholderError)
        status, heading = problems.status_of(error)
        return await run_in_threadpool(show, request, heading, str(error), status)

    async def no_page(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        sentence = problems.of_http(error, request.method, request.url.path)
        return await run_in_threadpool(show, request, "No such page", sentence, error.status_code)

    async def fault(request: Request, error: Exception) -> Response:  # noqa: ARG001 - the shape is given
        shown = await run_in_threadpool(show, request, "Fault", problems.FAULT, 500)
        return guard.secure(request, shown)

    app.add_exception_handler(LineholderError, refused)
    app.add_exception_handler(HTTPException, no_page)
    app.add_exception_handler(Exception, fault)
