import importlib
import inspect
import io
import pkgutil
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import pytest

import lineholder.pipeline
from lineholder.model.decision import Basis, Claim, Decision, Says, Status
from lineholder.model.errors import Denied, Refused
from lineholder.model.harm import IntelItem
from lineholder.model.lines import LineCandidate
from lineholder.model.outcomes import Bridge, Outcomes
from lineholder.model.people import WORKSPACE, Actor, Permission, Role, Scope
from lineholder.model.product import ProductForm, ProductKind
from lineholder.model.progress import Progress, silent
from lineholder.model.sheet import SheetKind
from lineholder.model.source import Source
from lineholder.pipeline import access, people
from lineholder.pipeline.audit import audit_rows
from lineholder.pipeline.decisions import Ground
from lineholder.pipeline.effect import Around
from lineholder.pipeline.loading import Options
from lineholder.pipeline.outcomes import Asked
from lineholder.storage import Store
from lineholder.storage.register import audit

GATED = ["store", "actor", "scope"]
SAID = Decision(
    1,
    Claim("+447700900001", "+447700900002", 0, 1),
    Says.ACCEPTED,
    "a reason",
    "somebody",
    0,
    Basis("v", "s", "val", ()),
    False,
    Status.ACCEPTED_ONCE,
)
SAMPLES: dict[Any, Any] = {
    # What stands for an argument of each type in the walk below. Nothing is done with it: Denied comes
    # first. A new type of argument needs a line here.
    str: "x",
    int: 1,
    Path: Path("nothing"),
    BinaryIO: io.BytesIO(b""),
    Progress: silent,
    Options: Options(None, None, None),
    Mapping[str, Any]: {},
    Iterable[Role]: (Role.ANALYST,),
    Sequence[str]: ("+447700900001",),
    Sequence[Path]: (Path("nothing"),),
    Sequence[Source]: (Source("a" * 64, "list.csv", 1),),
    Sequence[LineCandidate]: (),
    Sequence[Decision]: (),
    Decision: SAID,
    Says: Says.ACCEPTED,
    Asked: Asked(),
    Mapping[str, str]: {},
    Outcomes: Outcomes(
        None, None, Bridge(*[None] * 9), (), (), (), (), (), 0, 0, 0, 0, "snapshot"
    ),
    SheetKind: SheetKind.ANALYST,
    ProductKind: ProductKind.WEEKLY,
    ProductForm: ProductForm.CSV,
    Around: Around("admissions", "2025-01-01", "North"),
    IntelItem: IntelItem("R1", 1, "A", "P", "weapons"),
    Ground: Ground("+447700900001", "+447700900002", "v"),
    Callable[[str], Progress]: lambda _name: silent,
}
UNGATED = {
    # Functions that take a store and ask no gate, each with the reason why it needs none.
    "access.acting": "who acts, not an answer",
    "access.everybody": "what the gate itself reads",
    "access.local_officer": "who acts, not an answer",
    "access.name_local_officer": "makes the first person there is",
    "access.require": "the gate",
    "attribution.rested_on": "a part of functions on decisions, which are gated",
    "attribution.saved_as": "a part of functions on decisions, which are gated",
    "lasting.found": "a part of gated functions",
    "lasting.prepare": "saves estimates, answers nobody",
    "lines.candidate": "a part of gated functions",
    "lines.last": "a part of gated functions",
    "loading.load": "a part of intake.ingest, which is gated",
    "masks.secret": "what masks are made with, not an answer",
    "nearby.nearby": "an index for gated functions",
    "outcomes.beside": "a part of gated functions",
    "outcomes.found": "a part of gated functions",
    "outcomes.kept": "a part of gated functions",
    "outcomes.prepare": "saves figures, answers nobody",
    "returned.found": "a part of gated functions",
    "people.actor_of": "who acts, not an answer",
    "people.change_password": "asks for the password",
    "people.sign_in": "asks for the password",
    "people.sign_in_needed": "whether to ask who is there",
    "people.sign_out": "takes rights away",
    "succession.followed": "a part of gated functions",
    "succession.found": "a part of gated functions",
    "workspace.beside": "an engine for gated functions",
    "workspace.ledger": "the engine, handed to gated functions",
    "workspace.need_ledger": "a part of gated functions",
    "workspace.opened_seals": "what the engine may see, not an answer",
    "workspace.records": "the engine, handed to gated functions",
}


def public_functions() -> dict[str, Callable[..., Any]]:
    """Every public function that a module of the pipeline defines itself, by module.name."""
    found = {}
    for module in pkgutil.walk_packages(lineholder.pipeline.__path__, "lineholder.pipeline."):
        loaded = importlib.import_module(module.name)
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if function.__module__ == module.name and not name.startswith("_"):
                found[f"{module.name.removeprefix('lineholder.pipeline.')}.{name}"] = function
    return found


FUNCTIONS = public_functions()
WALKED = sorted(
    n for n, f in FUNCTIONS.items() if list(inspect.signature(f).parameters)[:3] == GATED
)


def sampled(function: Callable[..., Any]) -> list[Any]:
    """A sample for every argument after the scope that has no default."""
    hints = typing.get_type_hints(function)
    rest = list(inspect.signature(function).parameters.values())[3:]
    needed = [parameter for parameter in rest if parameter.default is parameter.empty]
    for parameter in needed:
        if hints[parameter.name] not in SAMPLES:
            pytest.fail(f"Add a sample of {hints[parameter.name]} ({parameter.name}) to SAMPLES.")
    return [SAMPLES[hints[parameter.name]] for parameter in needed]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    store = Store.create(tmp_path_factory.mktemp("walk") / "workspace")
    yield store
    store.close()


@pytest.mark.parametrize("name", WALKED)
def test_no_function_answers_somebody_without_rights(workspace, name):
    """A function that forgets the gate answers anybody; one that asks it late has told by then."""
    before, _ = audit.head(workspace.register)
    with pytest.raises(Denied):
        FUNCTIONS[name](
            workspace, Actor("nobody", frozenset(Role)), WORKSPACE, *sampled(FUNCTIONS[name])
        )
    rows = audit.rows(workspace.register)
    assert rows[0].number == before + 1
    assert (rows[0].actor, rows[0].detail["allowed"]) == ("nobody", False)


def test_the_walk_sees_the_pipeline():
    assert {"people.people", "jobs.submit", "audit.audit_rows", "lines.find_lines"} <= set(WALKED)


def test_every_function_that_takes_a_store_is_gated_or_says_why_not():
    """Else a function without an actor would slip past the walk above."""
    takers = {n for n, f in FUNCTIONS.items() if "store" in inspect.signature(f).parameters}
    assert takers - set(WALKED) == set(UNGATED)


def test_an_allowed_act_is_audited_before_it_is_answered(store, officer, scope):
    access.require(store, officer, Permission.READ, scope, "look", {"number": "+447700900001"})
    (row,) = audit.rows(store.register)
    assert (row.actor, row.verb) == ("local officer", "look")
    assert (row.operation, row.purpose) == ("workspace", "analysis")
    assert row.detail == {"number": "+447700900001", "permission": "read", "allowed": True}


def test_the_detail_cannot_hide_the_outcome(store, officer, scope):
    access.require(store, officer, Permission.READ, scope, "look", {"allowed": False})
    assert audit.rows(store.register)[0].detail["allowed"] is True


def test_a_limited_scope_is_written_down(store, officer):
    limited = Scope("op max", "charging", frozenset({"b", "a"}))
    access.require(store, officer, Permission.READ, limited, "look")
    detail = audit.rows(store.register)[0].detail
    assert detail["sources"] == 2
    assert len(detail["sources_digest"]) == 64


def refusal(store, actor, permission=Permission.READ) -> str:
    with pytest.raises(Denied) as denied:
        access.require(store, actor, permission, WORKSPACE, "look")
    assert audit.rows(store.register)[0].detail["allowed"] is False
    return str(denied.value)


@pytest.fixture
def smith(store, officer, scope) -> Actor:
    people.add_person(
        store, officer, scope, "DC Smith", [Role.OFFICER], "three words or four", "joins"
    )
    return Actor("DC Smith", frozenset({Role.OFFICER}))


def test_an_unknown_person_is_denied(store):
    assert "nobody named 'DC Nobody'" in refusal(store, Actor("DC Nobody", frozenset(Role)))


def test_a_role_without_the_right_is_denied(store, smith):
    said = refusal(store, smith, Permission.INGEST)
    assert (
        "DC Smith may not look: that takes the right to ingest, which officer does not give"
        in said
    )


def test_no_role_is_no_right(store, smith):
    assert "no role" in refusal(store, Actor("DC Smith", frozenset()))


def test_a_role_that_the_register_does_not_grant_counts_for_nothing(store, smith):
    """An Actor is made by whoever calls; only the register says what the person may."""
    refusal(store, Actor("DC Smith", frozenset(Role)), Permission.MANAGE_PEOPLE)


def test_a_closed_account_is_denied_at_once(store, officer, scope, smith):
    access.require(store, smith, Permission.READ, scope, "look")
    people.close_person(store, officer, scope, "DC Smith", "left")
    assert "DC Smith, which is closed" in refusal(store, smith)


def test_roles_taken_away_count_at_once(store, officer, scope, smith):
    people.set_roles(store, officer, scope, "DC Smith", [Role.AUDITOR], "moved")
    refusal(store, smith)


def test_a_name_in_other_case_is_the_same_person(store, scope, smith):
    access.require(store, Actor("dc  SMITH", smith.roles), Permission.READ, scope, "look")


def test_a_fresh_workspace_has_one_local_officer_who_may_everything(store, officer, scope):
    assert officer == Actor("local officer", frozenset({Role.LOCAL}))
    for permission in Permission:
        access.require(store, officer, permission, scope, "look")


def test_the_local_officer_can_be_named_when_the_workspace_is_made(store):
    named = access.name_local_officer(store, "DS  Adams")
    assert named == Actor("DS Adams", frozenset({Role.LOCAL}))
    assert access.local_officer(store) == named
    with pytest.raises(Refused, match="found people"):
        access.name_local_officer(store, "DS Brown")


def test_a_closed_local_officer_has_no_right_left(store, officer, scope):
    people.add_person(
        store, officer, scope, "DI Head", [Role.HEAD], "three words or four", "joins"
    )
    people.close_person(store, officer, scope, "local officer", "accounts are used now")
    assert access.local_officer(store).roles == frozenset()
    refusal(store, officer)


def test_who_acts_has_the_roles_of_this_moment(store, officer, scope, smith):
    assert access.acting(store, "dc smith").roles == {Role.OFFICER}
    assert access.acting(store, "DC Nobody").roles == frozenset()
    people.close_person(store, officer, scope, "DC Smith", "left")
    assert access.acting(store, "DC Smith").roles == frozenset()


def test_reading_the_audit_is_audited_too(store, officer, scope):
    first, *_ = audit_rows(store, officer, scope)
    assert (first.verb, first.detail["allowed"]) == ("read the audit", True)
    assert audit_rows(store, officer, scope, before=2) == (first,)
