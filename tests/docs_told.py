"""The tour's commands, run; and the parts of the documents that are written, not typed.

`python -m tests.docs_told` writes the outputs of docs/tour.md and the table of weights anew: run it after
a change that a failing test of tests/test_docs.py shows to be meant, and read the difference.
"""

import dataclasses
import json
import os
import re
import shlex
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from typer.testing import CliRunner

from lineholder.cli.main import app
from lineholder.detect import SIGNALS, weights
from lineholder.detect.combine import names
from lineholder.model.lines import Lookalike

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
WIDTH = "110"  # columns of the tour's tables
WEIGHTS = re.compile(r"(<!-- begin weights -->\n)(.*?)(<!-- end weights -->)", re.S)
REF = re.compile(r"\b[a-z2-7]{12}\b")


def page(name: str) -> str:
    """A document's text."""
    return (DOCS / name).read_text("utf-8")


def weight_table() -> str:
    """The present weights, as the score's page shows them."""
    now = weights.shipped()
    said = f"\nFitted on {now.fitted_on}. Digest {now.digest[:16]}….\n"
    own, seen = _against_each("own", now.own), _against_each("seen", now.seen)
    return f"{own}\n{seen}{said}"


def _against_each(what: str, context: weights.Context) -> str:
    head = f"| `{what}`: figure | " + " | ".join(kind.value for kind in Lookalike) + " |\n"
    rule = "|---|" + "---|" * len(Lookalike) + "\n"
    priors = " | ".join(f"{context[kind].prior:+.2f}" for kind in Lookalike)
    rows = [
        f"| {name} | " + " | ".join(_weight(context[k].features[name]) for k in Lookalike) + " |\n"
        for name in names(SIGNALS)
    ]
    return head + rule + f"| prior | {priors} |\n" + "".join(rows)


def _weight(weight: weights.Weight) -> str:
    return f"{weight.weight:+.2f} from {weight.centre:.2f}"


@dataclasses.dataclass
class Step:
    """One command of the tour, what the page says that it prints, and what it prints now."""

    command: str
    told: str
    printed: str = ""
    keys: Mapping[str, Any] | None = None


def steps(text: str) -> list[Step]:
    """The commands of the tour's console blocks, each with the output below it."""
    blocks = re.findall(r"```console\n(.*?)```", text, re.S)
    return [
        Step(*part.partition("\n")[::2])
        for block in blocks
        for part in re.split(r"^\$ lineholder ", block, flags=re.M)
        if part.strip()
    ]


def run(text: str) -> list[Step]:
    """Run the tour here; files that the page shows are written first, references are today's."""
    for name, content in re.findall(r"```csv (\S+)\n(.*?)```", text, re.S):
        Path(name).write_text(content, "utf-8")
    done, today = steps(text), dict[str, str]()
    for step in done:
        command = "".join(today.get(part, part) for part in re.split(r"(\W)", step.command))
        arguments = shlex.split(command)
        result = CliRunner().invoke(app, arguments)
        assert result.exception is None, (step.command, result.exception)
        step.printed = result.stdout
        told, now = REF.findall(step.told), REF.findall(step.printed)
        today |= dict(zip(told, now, strict=False))
        if arguments[0] != "serve":
            again = CliRunner().invoke(app, [*arguments, "--json"])
            step.keys = json.loads(again.stdout) if again.exception is None else None
    return done


def shape(text: str) -> tuple[set[str], list[tuple[str, ...]]]:
    """The sentences with their figures blotted out, and the heads of the tables."""
    lines, heads, parts = text.splitlines(), list[tuple[str, ...]](), list[str]()
    for line in lines:
        if line.startswith("┃"):
            cells = [cell.strip() for cell in line.strip("┃").split("┃")]
            under = heads.pop() if heads and parts == ["open"] else ("",) * len(cells)
            heads.append(tuple(f"{a} {b}".strip() for a, b in zip(under, cells, strict=True)))
            parts = ["open"]
        elif line[:1] in "┏┡┗└├│":
            parts = []
    said = (re.sub(r"[\d,.+-]*\d\S*|[▁-█ ]{3,}", "#", s.strip()) for s in lines if s.strip())
    return {s for s in said if s[0] not in "┏┃┡│└"}, heads


def main() -> None:
    """Write the tour's outputs and the weights anew."""
    text = page("tour.md")
    os.environ["COLUMNS"] = WIDTH
    os.environ.pop("LINEHOLDER_WORKSPACE", None)
    with TemporaryDirectory() as folder, chdir(folder):
        done = run(text)
        for step in done:
            told = REF.findall(step.told)
            for later in done:
                for old, new in zip(told, REF.findall(step.printed), strict=False):
                    later.command = later.command.replace(old, new)
    for old, new in zip(steps(text), done, strict=True):
        text = text.replace(
            f"$ lineholder {old.command}\n{old.told}",
            f"$ lineholder {new.command}\n{new.printed.rstrip()}\n",
        )
    (DOCS / "tour.md").write_text(text, "utf-8")
    score = WEIGHTS.sub(lambda m: m[1] + weight_table() + m[3], page("methods/score.md"))
    (DOCS / "methods/score.md").write_text(score, "utf-8")


if __name__ == "__main__":
    main()
