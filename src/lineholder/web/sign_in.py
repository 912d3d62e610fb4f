"""Sign-in and sign-out: the only pages without a permission, since nobody is there yet."""

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lineholder.model.errors import Denied
from lineholder.pipeline import people
from lineholder.pipeline.workspace import Store
from lineholder.web import tokens
from lineholder.web.action import Form
from lineholder.web.render import Renderer
from lineholder.web.routes import SIGN_IN, read_form
from lineholder.web.visit import SESSION, remember, visit


def add_sign_in(app: FastAPI, store: Store, renderer: Renderer) -> None:
    """Serve the sign-in form, take it, and end sessions."""

    def form(request: Request) -> Response:
        came = visit(store, request)
        if came.actor is not None:
            return RedirectResponse("/", 303)
        values = {
            "title": "Sign in",
            "refusal": "",
            "next": inside(request.query_params.get("next")),
        }
        return remember(came, renderer.template(came, "sign_in.html", values))

    async def enter(request: Request) -> Response:
        async with request.form() as sent:
            return await run_in_threadpool(_enter, store, renderer, request, read_form(sent))

    async def leave(request: Request) -> Response:
        async with request.form() as sent:
            return await run_in_threadpool(_leave, store, renderer, request, read_form(sent))

    app.add_route(SIGN_IN, form, methods=["GET"])
    app.add_route(SIGN_IN, enter, methods=["POST"])
    app.add_route("/sign-out", leave, methods=["POST"])


def inside(target: str | None) -> str:
    """A path of this site to go on to; anything else becomes the board."""
    if target and target.startswith("/") and not target.startswith(("//", "/\\")):
        return target
    return "/"


def _enter(store: Store, renderer: Renderer, request: Request, form: Form) -> Response:
    came = visit(store, request)
    renderer.key.check(form.text(tokens.FIELD) or "", came.browser, "")
    onward = inside(form.text("next"))
    try:
        token = people.sign_in(store, form.text("name") or "", form.text("password") or "")
    except Denied as error:
        values = {"title": "Sign in", "refusal": str(error), "next": onward}
        return remember(came, renderer.template(came, "sign_in.html", values, status=403))
    response = RedirectResponse(onward, 303)
    tokens.set_cookie(request, response, SESSION, token)
    return response


def _leave(store: Store, renderer: Renderer, request: Request, form: Form) -> Response:
    came = visit(store, request)
    renderer.key.check(form.text(tokens.FIELD) or "", came.browser, came.session)
    people.sign_out(store, came.session)
    response = RedirectResponse(SIGN_IN, 303)
    tokens.drop_cookie(request, response, SESSION)
    return response
