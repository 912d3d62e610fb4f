"""Render: a page's context into its template, inside the shell that every page shares."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from lineholder import __version__
from lineholder.model.people import Permission, Scope
from lineholder.web import words
from lineholder.web.page import Context, Page
from lineholder.web.tokens import FormKey
from lineholder.web.visit import Visit

SHELL = frozenset(
    {
        "accounts",
        "actor",
        "form_token",
        "here",
        "may",
        "nav",
        "notice",
        "scope",
        "theme",
        "version",
    }
)
FILTERS = (
    words.number,
    words.count,
    words.plural,
    words.figure,
    words.signed,
    words.chance,
    words.moment,
    words.moment_s,
    words.utc,
    words.day,
    words.period,
    words.calendar_day,
    words.size,
    words.span,
    words.plain,
)


def environment() -> Environment:
    """Templates of this package: HTML escaped everywhere, an unknown name is an error."""
    made = Environment(
        loader=PackageLoader("lineholder.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update({each.__name__: each for each in FILTERS})
    made.globals["asset"] = asset
    return made


@cache
def asset(name: str) -> str:
    """The address of a built file, with the first digits of its digest so that it may be kept."""
    built = resources.files("lineholder.web") / "static" / "dist" / name
    if not built.is_file():
        return f"/static/{name}"
    return f"/static/{name}?v={hashlib.sha256(built.read_bytes()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Renderer:
    """What every page shares: the templates, the pages of the navigation, the key of the forms."""

    templates: Environment
    pages: tuple[Page, ...]
    key: FormKey
    scope: Scope

    def page(self, visit: Visit, page: Page, context: Context) -> HTMLResponse:
        """The page, or its fragment where htmx asks for one and there is one."""
        part = page.fragment if visit.fragment and page.fragment else page.template
        return self.template(visit, part, shown(context), here=page.path)

    def template(
        self,
        visit: Visit,
        name: str,
        values: Mapping[str, Any],
        here: str = "",
        status: int = 200,
    ) -> HTMLResponse:
        """A template with the shell's values and its own."""
        shell = self._shell(visit, here)
        html = self.templates.get_template(name).render(**shell, **values)
        return HTMLResponse(html, status_code=status)

    def _shell(self, visit: Visit, here: str) -> dict[str, Any]:
        actor = visit.actor

        def may(permission: str) -> bool:
            return actor is not None and actor.may(Permission(permission))

        return {
            "accounts": visit.accounts,
            "actor": actor,
            "form_token": self.key.token(visit.browser, visit.session if actor else ""),
            "here": here,
            "may": may,
            "nav": [p for p in self.pages if p.nav and actor and actor.may(p.permission)],
            "notice": visit.notice,
            "scope": self.scope,
            "theme": visit.theme,
            "version": __version__,
        }


def shown(context: Context) -> dict[str, Any]:
    """A context's fields by name, as its template names them."""
    return {each.name: getattr(context, each.name) for each in fields(context)}  # type: ignore[arg-type]
