"""Routes: each page and action of the lists becomes one route, behind its permission."""

from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lineholder.model.people import Actor, Permission, Scope
from lineholder.pipeline import access
from lineholder.pipeline.workspace import Store
from lineholder.web.action import Action, Form, Upload
from lineholder.web.download import Download
from lineholder.web.page import Ask, Page
from lineholder.web.render import Renderer
from lineholder.web.tokens import FIELD
from lineholder.web.visit import Visit, remember, say, visit

SIGN_IN = "/sign-in"


def add_page(app: FastAPI, store: Store, renderer: Renderer, page: Page) -> None:
    """Serve the page at its path to whoever has its permission."""

    def serve(request: Request) -> Response:
        came = visit(store, request)
        if came.actor is None:
            return to_sign_in(came)
        admit(store, came.actor, page.permission, renderer.scope, f"open {page.path}")
        context = page.load(ask(store, came.actor, renderer.scope, request))
        return remember(came, renderer.page(came, page, context))

    app.add_route(page.path, serve, methods=["GET"], name=page.path)


def add_download(app: FastAPI, store: Store, renderer: Renderer, download: Download) -> None:
    """Serve the file at its path to whoever has its permission; the browser saves it."""

    def serve(request: Request) -> Response:
        came = visit(store, request)
        if came.actor is None:
            return to_sign_in(came)
        admit(store, came.actor, download.permission, renderer.scope, f"open {download.path}")
        made = download.make(ask(store, came.actor, renderer.scope, request))
        head = {"Content-Disposition": f'attachment; filename="{made.name}"'}
        return remember(came, Response(made.content, media_type=made.media, headers=head))

    app.add_route(download.path, serve, methods=["GET"], name=download.path)


def add_action(app: FastAPI, store: Store, renderer: Renderer, action: Action) -> None:
    """Do what a form asks, once its token is the one that this browser was given."""

    async def serve(request: Request) -> Response:
        async with request.form(max_files=1000, max_part_size=1 << 20) as sent:
            return await run_in_threadpool(_act, store, renderer, action, request, read_form(sent))

    app.add_route(action.path, serve, methods=["POST"], name=f"POST {action.path}")


def _act(
    store: Store, renderer: Renderer, action: Action, request: Request, form: Form
) -> Response:
    came = visit(store, request)
    if came.actor is None:
        return to_sign_in(came)
    renderer.key.check(form.text(FIELD) or "", came.browser, came.session)
    admit(store, came.actor, action.permission, renderer.scope, f"send {action.path}")
    done = action.do(ask(store, came.actor, renderer.scope, request), form)
    return say(came, RedirectResponse(done.location, 303), done.said)


def ask(store: Store, actor: Actor, scope: Scope, request: Request) -> Ask:
    """The request as a page or action sees it."""
    path: dict[str, Any] = request.path_params
    return Ask(
        store, actor, scope, {k: str(v) for k, v in path.items()}, dict(request.query_params)
    )


def admit(store: Store, actor: Actor, permission: Permission, scope: Scope, verb: str) -> None:
    """Return when the actor may; a refusal goes through the gate, so that it is audited."""
    if not actor.may(permission):
        access.require(store, actor, permission, scope, verb)


def to_sign_in(came: Visit) -> Response:
    """To the sign-in page and, after it, back here; htmx is told to move the whole page."""
    request = came.request
    back = request.url.path if request.method == "GET" and not came.fragment else "/"
    if request.url.query and back != "/":
        back = f"{back}?{request.url.query}"
    target = f"{SIGN_IN}?next={quote(back, safe='')}"
    if came.fragment:
        return remember(came, Response(status_code=401, headers={"HX-Redirect": SIGN_IN}))
    return remember(came, RedirectResponse(target, 303))


def read_form(sent: FormData) -> Form:
    """The form's values and files; a file field left empty is no file."""
    values: dict[str, tuple[str, ...]] = {}
    files: dict[str, tuple[Upload, ...]] = {}
    for name, value in sent.multi_items():
        if not isinstance(value, UploadFile):
            values[name] = (*values.get(name, ()), value.strip())
        elif value.filename:
            files[name] = (*files.get(name, ()), Upload(value.filename, value.file))
    return Form(values, files)
