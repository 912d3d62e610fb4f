"""Successors on counties of each family, beside a baseline for successors.

The baseline takes the same ended and begun numbers and pairs each with whoever shares most contacts with
it, both ways. `seen` counts the true pairs of which both numbers stand in three rows or more.
"""

import sys
from collections import Counter, defaultdict

from bench.counties import Desk, county, specs
from bench.fit import SEEDS
from lineholder.model.question import Asker, Question
from lineholder.pipeline.succession import successors
from lineholder.pipeline.workspace import opened_seals
from lineholder.succession import contacts, lives

HELD_OUT = range(SEEDS.stop + 200, SEEDS.stop + 202)
SHARED = """
    SELECT e.number AS old, b.number AS new, COUNT(*) AS shared
    FROM ended e JOIN ties x ON x.number = e.number
         JOIN ties y ON y.other = x.other JOIN begun b ON b.number = y.number
    WHERE e.number <> b.number AND b.first_s >= e.last_s - 345600 AND b.first_s <= e.last_s + 1209600
    GROUP BY e.number, b.number ORDER BY COUNT(*) DESC, e.number, b.number
"""
Pairs = set[tuple[str, str]]


def main() -> None:
    """Print a row a county and holding, then totals by family and holding."""
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    for holding in ("full", "partial"):
        for spec in specs(HELD_OUT, holding):
            with county(spec) as desk:
                counted = _successors(desk)
            sys.stdout.write(f"{spec.family} {spec.seed} {holding}: {_told(counted)}\n")
            totals[f"{spec.family} {holding}"] += counted
    for name, counted in sorted(totals.items()):
        sys.stdout.write(f"all {name}: {_told(counted)}\n")


def _successors(desk: Desk) -> Counter[str]:
    said = {(p.old, p.new) for p in successors(desk.store, desk.actor, desk.scope).pairs}
    true = {(p["old"], p["new"]) for p in desk.truth["successors"]}
    of_lines = {n["number"] for line in desk.truth["lines"] for n in line["numbers"]}
    with desk.store.engine(desk.scope, opened_seals(desk.store)) as asker:
        plain = _baseline(asker)
        uses = asker.answer(Question("uses", "SELECT number, uses FROM lives")).table.to_pylist()
    often = {row["number"] for row in uses if row["uses"] >= lives.Params().min_uses}
    seen = {pair for pair in true if set(pair) <= often}
    lines = {pair for pair in seen if set(pair) <= of_lines}
    return Counter(
        said=len(said), right=len(said & true), seen=len(seen), found=len(said & seen),
        lines=len(lines), lines_found=len(said & lines),
        plain=len(plain), plain_right=len(plain & true),
    )  # fmt: skip


def _baseline(asker: Asker) -> Pairs:
    alias = lives.aliases(())
    for question in (lives.lives(), lives.watched(), contacts.ties()):
        asker.hold(question)
    asker.hold(lives.sight(), alias)
    asker.hold(lives.ended(lives.Params()), alias)
    asker.hold(lives.begun(lives.Params()), alias)
    pairs: Pairs = set()
    used: set[str] = set()
    for row in asker.answer(Question("contacts shared", SHARED)).table.to_pylist():
        ends = (f"old {row['old']}", f"new {row['new']}")
        if not used & set(ends):
            pairs.add((row["old"], row["new"]))
            used |= set(ends)
    return pairs


def _told(c: Counter[str]) -> str:
    return (
        f"successors {c['right']}/{c['said']} right, {c['found']}/{c['seen']} of those seen found, "
        f"lines' {c['lines_found']}/{c['lines']}; by shared contacts alone {c['plain_right']}/{c['plain']} "
        "right"
    )


if __name__ == "__main__":
    main()
