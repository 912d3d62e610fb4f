"""Steps: what the worker can do, by name, from plain parameters to a plain result."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from lineholder import ingest as reading
from lineholder.model.people import Actor, Scope
from lineholder.model.progress import Progress
from lineholder.model.source import Source
from lineholder.pipeline.intake import ingest_sources
from lineholder.pipeline.jobs import Step
from lineholder.pipeline.lines import find_lines
from lineholder.pipeline.loading import Options
from lineholder.pipeline.said import shipped_profile
from lineholder.storage import Store
from lineholder.wire.intake import ingests_json


def _ingest(
    store: Store, actor: Actor, scope: Scope, params: Mapping[str, Any], progress: Progress
) -> Mapping[str, Any]:
    sources = [
        Source(s["sha256"], s["name"], store.vault.path(s["sha256"]).stat().st_size)
        for s in params["sources"]
    ]
    power, profile = params.get("power"), params.get("profile")
    options = Options(
        reading.power(power) if power else None,
        shipped_profile(profile) if profile else None,
        params.get("zone"),
    )
    received = ingest_sources(store, actor, scope, sources, options, progress)
    return ingests_json(received.ingests, received.not_read, asdict(received.pairing))


def _find_lines(
    store: Store,
    actor: Actor,
    scope: Scope,
    params: Mapping[str, Any],  # noqa: ARG001 - the shape of Step
    progress: Progress,
) -> Mapping[str, Any]:
    found = find_lines(store, actor, scope, progress)
    return {"lines": len(found.lines), "considered": found.considered, "version": found.version}


def _attribute(
    store: Store, actor: Actor, scope: Scope, params: Mapping[str, Any], progress: Progress
) -> Mapping[str, Any]:
    # scipy takes a second to import: only where it is used
    from lineholder.pipeline.attribution import attribute

    numbers = params["numbers"]
    progress(0, len(numbers))
    found = []
    for n, number in enumerate(numbers, 1):
        answer = attribute(store, actor, scope, number, params.get("from_s"), params.get("to_s"))
        found.append(
            {"number": number, "found": answer.verdict.value, "searched": answer.searched}
        )
        progress(n, len(numbers))
    return {"numbers": found}


STEPS: Mapping[str, Step] = {
    "ingest": _ingest,
    "find_lines": _find_lines,
    "attribute": _attribute,
}
