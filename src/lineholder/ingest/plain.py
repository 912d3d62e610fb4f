"""The plain reader: vectorised, for blocks that are proved plain and for nothing else.

Every column is read as text; no type, null, quote or escape is inferred. It refuses to answer (None)
where the rows it made are not exactly the lines that were counted, and the strict reader takes over.
Source: bench/ingest_reader.py measures it (a million rows of nine columns in about 0.3 s on two cores).
"""

from io import BytesIO

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from lineholder.ingest.layout import Layout
from lineholder.ingest.parsed import Parsed, raw_names
from lineholder.ingest.proof import count_lines, is_plain

PARSE_BLOCK = 4 << 20  # bytes that one thread parses at a time


def parse(block: bytes, first_row: int, layout: Layout) -> Parsed | None:
    """The block's rows, all of them, or None where it is not proved plain."""
    if not is_plain(block, layout.delimiter, layout.width):
        return None
    try:
        table = arrow_csv.read_csv(BytesIO(block), *_options(layout))
    except pa.ArrowInvalid:
        return None  # a line with more or fewer fields than the header
    if table.num_rows != count_lines(block):
        return None
    rows = pa.array(np.arange(first_row, first_row + table.num_rows, dtype=np.int64))
    return Parsed(table.append_column("row", rows), 0, len(block))


def _options(
    layout: Layout,
) -> tuple[arrow_csv.ReadOptions, arrow_csv.ParseOptions, arrow_csv.ConvertOptions]:
    names = raw_names(layout.width)
    read = arrow_csv.ReadOptions(column_names=names, block_size=PARSE_BLOCK)
    parse = arrow_csv.ParseOptions(
        delimiter=layout.delimiter,
        quote_char=False,
        double_quote=False,
        escape_char=False,
        newlines_in_values=False,
        ignore_empty_lines=False,
    )
    convert = arrow_csv.ConvertOptions(
        column_types={name: pa.string() for name in names},
        strings_can_be_null=False,
    )
    return read, parse, convert
