"""A bare network from the text of a CSV file: `from,to,weight`, one directed tie a row.

Rules: the header names exactly these three columns, in any order. Names are text as written, without
the white space around them: `0`, `NA` and `-77` are names like any other. Rows with the same two ends
the same way round are one tie with the weights added. A row from a node to itself, or of weight 0,
names its nodes and ties nothing. Blank lines hold nothing. All but blank lines are counted in the Network;
anything else that does not fit refuses the file, with the line: a network with a tie missing is
another network.
"""

import csv
import io
import math
from collections.abc import Iterator

from lineholder.model.errors import Refused
from lineholder.model.network import Network, Tie

COLUMNS = ("from", "to", "weight")
MARK = "\ufeff"  # byte order mark, as spreadsheets write it


def read(text: str) -> Network:
    """The network that the file's text holds; Refused, with the line, where a row does not fit."""
    rows = _rows(text)
    header = next(rows, None)
    if header is None:
        raise Refused("expected a header line from,to,weight; found an empty file")
    places = _places(*header)
    weights: dict[tuple[str, str], float] = {}
    names: set[str] = set()
    merged = loops = empty = 0
    for line, fields in rows:
        source, target, weight = _row(line, fields, places)
        names.update((source, target))
        if source == target:
            loops += 1
        elif weight == 0:
            empty += 1
        else:
            merged += (source, target) in weights
            weights[source, target] = _sum(line, weights.get((source, target), 0.0), weight)
    if not names:
        raise Refused("expected at least one row below from,to,weight; found the header alone")
    nodes = tuple(sorted(names))
    at = {name: i for i, name in enumerate(nodes)}
    ties = tuple(Tie(at[a], at[b], weight) for (a, b), weight in sorted(weights.items()))
    return Network(nodes, ties, merged, loops, empty)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, white space around its fields removed, with its last line's number."""
    reader = csv.reader(io.StringIO(text.removeprefix(MARK), newline=""), strict=True)
    try:
        for fields in reader:
            if fields and fields != [""]:
                yield reader.line_num, [field.strip() for field in fields]
    except csv.Error as error:
        raise Refused(
            f"line {reader.line_num}: expected comma-separated values; found {error}: "
            "close every quote, and write a quote inside a name twice"
        ) from error


def _places(line: int, header: list[str]) -> tuple[int, int, int]:
    """Where from, to and weight stand in a row."""
    if sorted(header) != sorted(COLUMNS):
        raise Refused(
            f"line {line}: expected the columns from,to,weight in any order; found "
            f"{','.join(header)}: name the columns so and leave others out"
        )
    return header.index("from"), header.index("to"), header.index("weight")


def _row(line: int, fields: list[str], places: tuple[int, int, int]) -> tuple[str, str, float]:
    """The two names and the weight of one row."""
    if len(fields) != len(COLUMNS):
        raise Refused(f"line {line}: expected 3 values; found {len(fields)}: mend the row")
    source, target, written = (fields[place] for place in places)
    if not (source and target):
        raise Refused(f"line {line}: expected a name at both ends; found none: name the node")
    return source, target, _weight(line, written)


def _weight(line: int, written: str) -> float:
    """The weight as a number; 0 is allowed, less or what no tie can weigh is refused."""
    asked = f"line {line}: expected a weight of 0 or more, such as 1 or 2.5; found {written!r}"
    try:
        weight = float(written)
    except ValueError as error:
        raise Refused(f"{asked}: write a number") from error
    if not (math.isfinite(weight) and weight >= 0) or "_" in written:
        raise Refused(f"{asked}: write a plain finite number")
    return weight


def _sum(line: int, so_far: float, weight: float) -> float:
    """The weights added; refused where the sum is more than a number can hold."""
    if not math.isfinite(so_far + weight):
        raise Refused(f"line {line}: expected weights that add up; found a sum past any number")
    return so_far + weight
