"""Entering: one row of the ledger typed by a person, held to the same words and to the rules of line states.

It becomes a source of one row, so that it is counted, opened and corrected as every other; who entered it,
and why, stands in the register. A move that may not follow is refused here, before it is in the ledger.
"""

import csv
import io
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from lineholder import ingest as reading
from lineholder.model.entry import Entry, EntryKind
from lineholder.model.errors import Refused
from lineholder.model.ledger import LEDGER_COLUMNS
from lineholder.model.line_states import NOT_IN_STOCK
from lineholder.model.people import Actor, Permission, Scope
from lineholder.model.progress import silent
from lineholder.model.question import Asker
from lineholder.model.source import Power, PowerKind
from lineholder.outcomes import stock
from lineholder.pipeline import lasting, outcomes, returned
from lineholder.pipeline.access import now_s, require
from lineholder.pipeline.loading import Options, load
from lineholder.pipeline.workspace import opened_seals
from lineholder.storage import Store, lease
from lineholder.storage.register import entries

POWER = Power(PowerKind.AGREEMENT, "the unit's own ledger, entered by hand")
NAME = "entered by hand.csv"
ABOUT_LINES = ("line_state", "check_back")


def enter(store: Store, actor: Actor, scope: Scope, told: Mapping[str, str], reason: str) -> Entry:
    """The entry in the register, whose payload names the ingest; `told` is by the columns of a ledger."""
    require(store, actor, Permission.DECIDE, scope, "enter in the ledger", dict(told))
    if not reason.strip():
        raise Refused("Expected a reason for the entry; found none. Say in a few words why.")
    data = _written(told)
    with store.workbench() as bench:
        typed = _typed(bench, data)
        _legal(store, scope, typed)
        with lease.hold(store.path, lease.Work.WRITING):
            source = store.vault.admit(io.BytesIO(data), NAME)
        done = load(store, bench, actor, source, Options(POWER), silent)
    if done.already_ingested:
        raise Refused(
            "Expected an entry that is not in the ledger; found the same one. If it happened twice, give "
            "each a reference of its own."
        )
    payload = {"ingest": done.id, "source": source.sha256, "row": dict(told)}
    said = Entry(
        0, EntryKind.LEDGER_ENTERED, told.get("line") or told.get("person") or "", payload,
        actor.name, now_s(), reason.strip(),
    )  # fmt: skip
    with store.register.writing() as connection:
        entry = entries.append(connection, said, scope)
    outcomes.prepare(store, scope)
    lasting.prepare(store, scope)
    returned.found(store, scope)
    return entry


def _written(told: Mapping[str, str]) -> bytes:
    text = io.StringIO()
    row = [told.get(name, "") for name in LEDGER_COLUMNS]
    csv.writer(text, lineterminator="\n").writerows([LEDGER_COLUMNS, row])
    return text.getvalue().encode()


def _typed(bench: Asker, data: bytes) -> pa.Table:
    """The row as the intake reads it; Refused with the code where it would be held back."""
    found = reading.recognise(data, NAME, reading.shipped())
    (batch,) = reading.read(io.BytesIO(data), found, NAME)
    made = reading.normalise_batch(bench, batch, found.profile, "")
    for held in made.quarantine.to_pylist():
        raise Refused(
            f"Expected an entry in the words of a ledger; found {held['reason']} in {held['column']!r}. "
            "docs/formats/plain-ledger.md lists the words and says what each code expects."
        )
    return made.records


def _legal(store: Store, scope: Scope, typed: pa.Table) -> None:
    """Return where what the row says of a line may follow what the ledger says of it."""
    if typed["kind"][0].as_py() not in ABOUT_LINES or typed["line"][0].as_py() is None:
        return
    line, said = typed["line"][0].as_py(), typed
    if store.holding(scope, opened_seals(store)).of("ledger"):
        every = outcomes.kept(store, scope)["events"]
        said = pa.concat_tables([every.filter(pc.equal(every["line"], line)), typed])
    with store.workbench() as alone:
        folded = stock.fold(alone.answer(stock.ask(), {"events": said}).table)
    for move in folded.refused:
        if move.place.ingest == "":
            raise Refused(
                f"Expected what may follow on line {line}; found {move.word} ({move.rule}). {move.sentence}"
            )
    if any(flow.orphan and flow.place.ingest == "" for flow in folded.flows):
        code, sentence = NOT_IN_STOCK.code, NOT_IN_STOCK.sentence
        raise Refused(f"Expected a line in the stock; found {line} ({code}). {sentence}")
