"""Who people are is monitored and never scored: held by the imports and by the words of the code."""

import ast
import re
from pathlib import Path

import pytest

import lineholder

SOURCE = Path(lineholder.__file__).parent
SCORING = (
    "detect",
    "attribute",
    "network",
    "succession",
    "chain",
    "trade",
    "maths",
    "outcomes/harm",
)
MAY_READ = {  # what shows or monitors it; a module that finds, ranks or proposes has no place here
    "model/fairness.py",
    "outcomes/fairness.py",
    "pipeline/fairness.py",
    "wire/fairness.py",
    "web/pages/fairness.py",
    "web/pages/__init__.py",  # the list of pages
    "web/actions/state_fact.py",
    "web/actions/set_basis.py",
    "web/actions/set_review.py",
}
WHO_PEOPLE_ARE = re.compile(
    r"ethnic|religio|nationalit|\bfaith\b|\bgender\b|\bsex\b|\brace\b|\bracial|postcode|birth_?date"
    r"|date_of_birth|\bnrm\b",
    re.I,
)


def modules():
    return [p for p in sorted(SOURCE.rglob("*.py")) if "node_modules" not in p.parts]


def name(path):
    return path.relative_to(SOURCE).as_posix()


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_nothing_but_monitoring_reads_it():
    """A score that can import it will, one day, use it."""
    readers = {name(p) for p in modules() if any("fairness" in one for one in imported(p))}
    assert readers <= MAY_READ
    assert "outcomes/fairness.py" in readers  # else this test reads nothing


def words(path):
    """Identifiers and string constants that do work: docstrings say what is not used."""
    tree = ast.parse(path.read_text("utf-8"))
    told = {
        id(n.body[0].value)
        for n in ast.walk(tree)
        if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef)
        and n.body
        and isinstance(n.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.arg | ast.keyword):
            yield node.arg or ""
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
        ):
            yield node.value


@pytest.mark.parametrize("package", SCORING)
def test_no_scoring_module_holds_a_word_for_who_people_are(package):
    """Neither as a column in its questions, nor as a field, nor as a name."""
    own = [p for p in modules() if name(p).startswith(package)]
    assert own
    found = {(name(p), w) for p in own for w in words(p) if WHO_PEOPLE_ARE.search(w)}
    assert found == set()


def test_the_test_sees_such_a_word(tmp_path):
    path = tmp_path / "x.py"
    path.write_text('"""Not by ethnicity."""\nASK = "SELECT ethnicity FROM people"\n', "utf-8")
    assert [w for w in words(path) if WHO_PEOPLE_ARE.search(w)] == ["SELECT ethnicity FROM people"]


def test_harm_of_a_line_has_no_field_for_a_person_but_age_side_of_18():
    """`Exploited.child` protects: it never falls, and it is capped (tests/outcomes/test_harm.py)."""
    text = (SOURCE / "model" / "harm.py").read_text("utf-8")
    assert not WHO_PEOPLE_ARE.search(text.split('"""', 2)[2])
