"""A workspace with a small ingested county, made once a session: (store, actor, scope, files, truth)."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lineholder import ingest as reading
from lineholder import synth
from lineholder.model.people import Actor, Scope
from lineholder.pipeline.access import default_scope, local_officer
from lineholder.pipeline.intake import Received, ingest
from lineholder.pipeline.loading import Options
from lineholder.pipeline.workspace import create_store
from lineholder.storage import Store

SPEC = synth.Spec("process", 12, 300, 28, 3, "full")
EXERCISE = Options(reading.power("exercise"))
HEADER = "start,subject,direction,other_party,type,duration_s,cell_id,imei\n"


@dataclass(frozen=True)
class Desk:
    store: Store
    actor: Actor
    scope: Scope
    files: Path
    received: Received

    @property
    def three(self) -> tuple[Store, Actor, Scope]:
        return self.store, self.actor, self.scope

    @property
    def truth(self) -> dict[str, Any]:
        return json.loads((self.files / "truth.json").read_text("utf-8"))


def fresh(folder: Path) -> Desk:
    """An empty workspace."""
    store = create_store(folder / "workspace")
    return Desk(store, local_officer(store), default_scope(), folder, Received((), None, ()))


def county(folder: Path) -> Desk:
    """A workspace with the county of SPEC."""
    files = folder / "files"
    files.mkdir()
    synth.write(synth.generate(SPEC), files)
    desk = fresh(folder)
    received = ingest(*desk.three, [files / "observations.csv", files / "cells.csv"], EXERCISE)
    return Desk(desk.store, desk.actor, desk.scope, files, received)


def row(
    at: str, subject: str, way: str, other: str, kind: str = "call", seconds: str = "20"
) -> str:
    return f"{at},{subject},{way},{other},{kind},{seconds},,\n"
