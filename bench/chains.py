"""Chains on counties of each family: head, roles and custody, beside degree and betweenness.

A head is right where it is a number of the holder's, or null where none of them has its own return or
twenty contacts. The baselines name, of everybody around a line who is not the line, a customer or a
runner, whoever is in contact with most of them, or lies between most of them; they cannot say "not
visible". A handover is right within three days. A county is drawn once with every return and once with a few.
"""

import sys
from collections import Counter, defaultdict
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa

from bench.counties import Desk, county, specs
from bench.networks import betweenness
from bench.succession import HELD_OUT
from lineholder.model.chain import Chain
from lineholder.model.question import Question
from lineholder.pipeline.attribution import attribute
from lineholder.pipeline.chains import chain
from lineholder.pipeline.lines import find_lines
from lineholder.pipeline.workspace import opened_seals

EDGES = """
    WITH near AS (
        SELECT from_number AS number FROM communications WHERE to_number IN (SELECT number FROM line)
        UNION SELECT to_number AS number FROM communications WHERE from_number IN (SELECT number FROM line)
    )
    SELECT DISTINCT m.from_number AS one, m.to_number AS other FROM communications m
        JOIN near a ON a.number = m.from_number JOIN near b ON b.number = m.to_number
"""
USES = """
    SELECT number, COUNT(*) AS n FROM (
        SELECT from_number AS number FROM communications
        UNION ALL SELECT to_number AS number FROM communications) AS uses GROUP BY number
"""
SEEN = 20  # contacts from which a number can be told at all
DAY_S = 86400
Json = dict[str, Any]


def main() -> None:
    """Print a row a county and holding, then heads, roles and custody by family and holding."""
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    for holding in ("full", "partial"):
        for spec in specs(HELD_OUT, holding):
            with county(spec) as desk:
                counted = _county(desk)
            sys.stdout.write(f"{spec.family} {spec.seed} {holding}: {_heads_told(counted)}\n")
            totals[f"{spec.family} {holding}"] += counted
            totals["all"] += counted
    for name, counted in sorted(totals.items()):
        sys.stdout.write(f"{name}: {_heads_told(counted)}\n")
    sys.stdout.write(_roles_told(totals["all"]))


def _county(desk: Desk) -> Counter[str]:
    counted: Counter[str] = Counter()
    used = {p["person"]: {n["number"] for n in p["numbers"]} for p in desk.truth["people"]}
    with desk.store.engine(desk.scope, opened_seals(desk.store)) as asker:
        uses = {
            r["number"]: r["n"] for r in asker.answer(Question("uses", USES)).table.to_pylist()
        }
    for entry in find_lines(desk.store, desk.actor, desk.scope).lines:
        numbers = {use.number for use in entry.numbers}
        truth = next(
            (t for t in desk.truth["lines"] if numbers & {n["number"] for n in t["numbers"]}), None
        )
        if truth is None:
            continue
        found = chain(desk.store, desk.actor, desk.scope, entry.line)
        heads = used[truth["holder"]] | {n["number"] for n in truth["command_numbers"]}
        shown = truth["head_visible"] and any(uses.get(n, 0) >= SEEN for n in heads)
        runners = {n for m in found.members if m.role == "runner" for n in m.numbers}
        counted += _head(found, heads, shown)
        counted += _baselines(desk, numbers, runners | set(truth["customers"]), heads, shown)
        counted += _roles(found, truth, used, uses)
        counted += _custody(desk, truth, numbers)
    return counted


def _head(found: Chain, heads: set[str], shown: bool) -> Counter[str]:
    right = found.head.number in heads if shown else found.head.number is None
    return Counter(
        heads=1, heads_right=int(right), shown=int(shown), first=int(shown and right),
        hidden_right=int(not shown and right),
    )  # fmt: skip


def _baselines(
    desk: Desk, line: set[str], known: set[str], heads: set[str], shown: bool
) -> Counter[str]:
    with desk.store.engine(desk.scope, opened_seals(desk.store)) as asker:
        asked = {"line": pa.table({"number": pa.array(sorted(line), pa.string())})}
        rows = asker.answer(Question("edges", EDGES), asked).table.to_pylist()
    names = sorted({r[end] for r in rows for end in ("one", "other")})
    place = {name: i for i, name in enumerate(names)}
    tied = np.zeros((len(names), len(names)))
    for row in rows:
        if row["one"] != row["other"]:
            one, other = place[row["one"]], place[row["other"]]
            tied[one, other] = tied[other, one] = 1
    others = [name for name in names if name not in line | known]
    between, degrees = betweenness(tied), tied.sum(axis=0)
    degree = max(others, key=lambda n: (degrees[place[n]], n), default=None)
    broker = max(others, key=lambda n: (between[place[n]], n), default=None)
    return Counter(degree=int(shown and degree in heads), between=int(shown and broker in heads))


def _roles(
    found: Chain, truth: Json, used: dict[str, set[str]], uses: dict[str, int]
) -> Counter[str]:
    """Each person of the truth by role, told right or not, and how sure those told were."""
    people = [(truth["holder"], "controller"), (truth["deputy"], "enforcer")]
    people += [(truth["supplier"], "supplier"), (truth["occupant"], "cuckooed_occupant")]
    people += [(w["person"], w["role"]) for w in truth["workers"]]
    own = {w["person"]: {n["number"] for n in w["numbers"]} for w in truth["workers"]}
    own[truth["holder"]] = {n["number"] for n in truth["command_numbers"]}
    role_of = {n: role for who, role in people for n in used.get(who, set()) | own.get(who, set())}
    counted: Counter[str] = Counter()
    told: set[tuple[str, str]] = set()
    for member in found.members:
        true = next((role_of[n] for n in member.numbers if n in role_of), "none")
        right = member.role.value == true
        counted[f"said {member.role.value}"] += 1
        tenth = min(int(member.probability * 10), 9)
        counted[f"bin {tenth} n"] += 1
        counted[f"bin {tenth} right"] += int(right)
        counted[f"bin {tenth} percent"] += round(100 * member.probability)
        told |= {(n, member.role.value) for n in member.numbers}
    for who, role in people:
        numbers = used.get(who, set()) | own.get(who, set())
        if any(uses.get(n, 0) >= SEEN for n in numbers):
            counted[f"true {role}"] += 1
            counted[f"right {role}"] += int(any((n, role) in told for n in numbers))
    return counted


def _custody(desk: Desk, truth: Json, numbers: set[str]) -> Counter[str]:
    """Changes of hands in the truth and among the findings, number by number."""
    counted: Counter[str] = Counter()
    for number in sorted(numbers & {n["number"] for n in truth["numbers"]}):
        spells = [c for c in truth["carried"] if c["number"] == number]
        changes = [_at(c["from"]) for c in spells[1:]]
        said = [h.at_s for h in attribute(desk.store, desk.actor, desk.scope, number).handovers]
        counted["changes"] += len(changes)
        counted["changes_found"] += sum(_near(at, said) <= 3 * DAY_S for at in changes)
        counted["one_hand"] += int(not changes)
        counted["invented"] += int(not changes and bool(said))
    return counted


def _at(iso: str) -> float:
    return datetime.fromisoformat(iso.replace("Z", "+00:00")).timestamp()


def _near(at: float, said: list[int]) -> float:
    return min((abs(at - one) for one in said), default=float("inf"))


def _heads_told(c: Counter[str]) -> str:
    return (
        f"heads {c['heads_right']}/{c['heads']}: first {c['first']}/{c['shown']} where seen "
        f"(degree {c['degree']}, betweenness {c['between']}), not visible said "
        f"{c['hidden_right']}/{c['heads'] - c['shown']} of the others; handovers within three days "
        f"{c['changes_found']}/{c['changes']}, invented on {c['invented']} of {c['one_hand']} in one hand"
    )


def _roles_told(c: Counter[str]) -> str:
    """Precision, recall and F1 a role, their mean, and the expected calibration error."""
    lines, scores = [], []
    for role in sorted(k.removeprefix("true ") for k in c if k.startswith("true ")):
        right, said, true = c[f"right {role}"], c[f"said {role}"], c[f"true {role}"]
        scores.append(2 * min(right, said) / max(said + true, 1))
        lines.append(
            f"  {role}: {right} right of {said} told and {true} in the data, F1 {scores[-1]:.2f}"
        )
    whole = sum(c[f"bin {i} n"] for i in range(10))
    error = sum(abs(c[f"bin {i} right"] - c[f"bin {i} percent"] / 100) for i in range(10))
    lines.append(
        f"  macro-F1 {sum(scores) / max(len(scores), 1):.2f}; expected calibration error "
        f"{error / max(whole, 1):.3f} over {whole} members"
    )
    return "\n".join(["roles", *lines, ""])


if __name__ == "__main__":
    main()
