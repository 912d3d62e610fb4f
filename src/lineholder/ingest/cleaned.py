"""SQL pieces that observations and cells share: cleaned columns, checked numbers, the first fault."""

from collections.abc import Collection, Sequence

DECIMAL = "[+-]?[0-9]{1,6}([.][0-9]+)?"
SCI = "[0-9]+[.,][0-9]*[eE][+]?[0-9]{1,2}|[0-9]+[eE][+][0-9]{1,2}"


def column(name: str, have: Collection[str]) -> str:
    """The text of a column of `batch`; empty and absent are NULL."""
    return f"nullif(\"{name}\", '')" if name in have else "CAST(NULL AS VARCHAR)"


def columns(names: Sequence[str], have: Collection[str]) -> str:
    """All these columns under their own names."""
    return ", ".join(f'{column(name, have)} AS "{name}"' for name in names)


def decimal(text: str) -> str:
    """The number that a plain decimal writes, NULL for any other text."""
    return f"CASE WHEN regexp_full_match({text}, '{DECIMAL}') THEN CAST({text} AS DOUBLE) END"


def is_lossy(text: str) -> str:
    """Whether the text is a number in scientific notation, whose last digits are gone."""
    return f"regexp_full_match({text}, '{SCI}')"


def first_fault(faults: Sequence[tuple[str, str, str]]) -> str:
    """`REASON column` of the first condition that holds, NULL where none does."""
    cases = " ".join(f"WHEN {when} THEN '{reason} {at}'" for when, reason, at in faults)
    return f"CASE {cases} END"


def in_words(text: str, words: Sequence[str], name: str) -> tuple[str, dict[str, str]]:
    """A condition that the text is one of the words, and the values it binds."""
    values = {f"{name}_{i}": word.casefold() for i, word in enumerate(words)}
    if not values:
        return "false", {}
    return f"{text} IN ({', '.join('$' + key for key in values)})", values


def mapped(
    text: str, maps: Sequence[tuple[str, Sequence[str]]], name: str
) -> tuple[str, dict[str, str]]:
    """CASE from a file's own words to ours, case-insensitive, and the values it binds."""
    cases: list[str] = []
    values: dict[str, str] = {}
    for ours, words in maps:
        condition, bound = in_words(f"lower({text})", words, f"{name}_{ours}")
        values |= bound
        cases.append(f"WHEN {condition} THEN '{ours}'")
    return f"CASE {' '.join(cases)} END" if cases else "CAST(NULL AS VARCHAR)", values
