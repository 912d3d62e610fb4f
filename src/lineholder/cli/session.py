"""What every command needs: the workspace, who acts, under what scope, and how it prints."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from lineholder.model.people import Actor, Scope
from lineholder.model.progress import Progress as Report
from lineholder.pipeline.access import default_scope, local_officer
from lineholder.pipeline.workspace import Store, create_store, is_unmade, open_store

DEFAULT = Path("lineholder-data")


@dataclass(frozen=True, slots=True)
class Session:
    """The workspace of this command. People read `out`, everything else goes to `err`."""

    path: Path
    out: Console
    err: Console

    @classmethod
    def of(cls, context: typer.Context) -> "Session":
        """From --workspace, else $LINEHOLDER_WORKSPACE, else ./lineholder-data."""
        path = context.obj or Path(os.environ.get("LINEHOLDER_WORKSPACE") or DEFAULT)
        return cls(path, _console(), _console(stderr=True))

    @contextmanager
    def desk(self) -> Iterator["Desk"]:
        """The open workspace with the local officer under the default scope."""
        with closing(open_store(self.path)) as store:
            yield Desk(store, local_officer(store), default_scope())

    def make_first(self) -> None:
        """Make the workspace where nothing is there yet, and say so on standard error."""
        if is_unmade(self.path):
            create_store(self.path).close()
            self.err.print(f"made a workspace in {self.path}", soft_wrap=True)

    @contextmanager
    def progress(self, what: str, *, in_bytes: bool = False) -> Iterator[Report]:
        """A bar with the time left (and, of bytes, the rate) on standard error; gone when done."""
        columns: list[ProgressColumn] = [
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
        ]
        columns += [TransferSpeedColumn()] if in_bytes else []
        with Progress(*columns, TimeRemainingColumn(), console=self.err, transient=True) as bars:
            task = bars.add_task(what, total=None)

            def report(n: int, of: int) -> None:
                bars.update(task, completed=n, total=of)

            yield report

    @contextmanager
    def steps(self) -> Iterator[Callable[[str], Report]]:
        """Several bars, one a named step, that stay on standard error."""
        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
        with Progress(*columns, console=self.err) as bars:

            def step(what: str) -> Report:
                task = bars.add_task(what, total=None)
                return lambda n, of: bars.update(task, completed=n, total=of)

            yield step


@dataclass(frozen=True, slots=True)
class Desk:
    """Store, actor and scope: the first three arguments of every pipeline function."""

    store: Store
    actor: Actor
    scope: Scope


def _console(*, stderr: bool = False) -> Console:
    """A console that shows a file's text as it stands: `[sic]` and `:smile:` are no commands to it."""
    return Console(stderr=stderr, markup=False, emoji=False)


def print_json(document: Mapping[str, Any]) -> None:
    """Exactly one JSON document on standard output, in ASCII: the same bytes in every locale."""
    sys.stdout.write(json.dumps(document, allow_nan=False, indent=2) + "\n")
