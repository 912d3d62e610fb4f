"""Contacts: whether the new number's contacts are those of the old one, and few others'.

What counts is how rare each shared contact is among the numbers that end or begin: whom every runner of
a crew rings tells runners from others, not one runner from the next. Numbers that were found to follow
one another bear one name, so a crew that changes as a whole still shares its members.

Source: Fellegi and Sunter 1969 for agreement on rare values; damping as in the multinomial contact
    likelihood ratio (docs/methods/succession.md).
Blind to: a new number that keeps none of its contacts; people who share all of theirs.
"""

import numpy as np

from lineholder.model.question import Asker, Question
from lineholder.succession.frame import Bools, Floats, Frame, Index, Ints, column
from lineholder.succession.strand import Said, Strand, among

RARITY = 0.4
RAREST = 3.0
MANY = 1.0  # a tenth more and more again: a customer list is shared by nobody else
USUAL_RARITY = 1.0
COVER = 3.0
USUAL_COVER = 0.4
FEW = 2.0  # added to every number's contacts: what is seen of a few is no share yet
MOST_CITED = 400

TIES = """
    WITH both_ways AS (
        SELECT from_number AS number, to_number AS other FROM communications
        WHERE from_number <> to_number
        UNION ALL
        SELECT to_number AS number, from_number AS other FROM communications
        WHERE from_number <> to_number
    )
    SELECT number, other, COUNT(*) AS n FROM both_ways GROUP BY number, other
"""
NAMED = """
    WITH compared AS (
        SELECT number FROM ended UNION SELECT number FROM begun
    )
    SELECT t.number, COALESCE(a.name, t.other) AS other, SUM(t.n) AS n
    FROM ties t JOIN compared c ON c.number = t.number LEFT JOIN alias a ON a.number = t.other
    GROUP BY t.number, COALESCE(a.name, t.other)
"""
USERS = "SELECT other, COUNT(*) AS users FROM named GROUP BY other ORDER BY other"
COMPARED = "SELECT COUNT(DISTINCT number) AS n FROM named"
CONTACTS = """
    SELECT old, new, other, n_old, n_new FROM (
        SELECT p.old, p.new, x.other, x.n AS n_old, COALESCE(y.n, 0) AS n_new
        FROM pairs p JOIN named x ON x.number = p.old AND x.other <> p.new
             LEFT JOIN named y ON y.number = p.new AND y.other = x.other
        UNION ALL
        SELECT p.old, p.new, y.other, 0 AS n_old, y.n AS n_new
        FROM pairs p JOIN named y ON y.number = p.new AND y.other <> p.old
             LEFT JOIN named x ON x.number = p.old AND x.other = y.other
        WHERE x.other IS NULL
    ) AS contacts
"""
SHARED = """
    SELECT DISTINCT t.other FROM ties t LEFT JOIN alias a ON a.number = t.other
    WHERE t.number IN ($old, $new)
      AND COALESCE(a.name, t.other) IN (SELECT other FROM named WHERE number = $old)
      AND COALESCE(a.name, t.other) IN (SELECT other FROM named WHERE number = $new)
    ORDER BY t.other LIMIT $most
"""
ROWS = """
    SELECT ingest, sheet, row FROM observations
    WHERE kind IN ('call', 'text')
      AND ((subject IN ($old, $new) AND other_party IN ({others}))
           OR (other_party IN ($old, $new) AND subject IN ({others})))
"""


def ties() -> Question:
    """Ask how often each two numbers were in contact, from either's side; held as `ties`."""
    return Question("ties", TIES)


def named() -> Question:
    """Ask for contacts of ended and begun numbers, successors under one name; held as `named`."""
    return Question("named", NAMED)


def weigh(asker: Asker, frame: Frame) -> Said:
    """From how rare the shared contacts are, and which part of either number's contacts they are.

    The figure shown: shared contacts.
    """
    facts = asker.answer(Question("contacts of pairs", CONTACTS)).table
    users = asker.answer(Question("users of contacts", USERS)).table
    compared = asker.answer(Question("compared numbers", COMPARED)).table["n"][0].as_py()
    others = Index()
    others.of(users["other"])
    rare = np.log10(max(compared, 2) / np.maximum(column(users, "users"), 2))
    rows = frame.rows(facts)
    n_old, n_new = column(facts, "n_old"), column(facts, "n_new")
    both = (n_old > 0) & (n_new > 0)
    rarity = damped(rows[both], rare[others.of(facts["other"])][both], len(frame))
    cover = np.sqrt(_cover(frame, rows, n_old, both) * _cover(frame, rows, n_new, both))
    said = COVER * (cover - USUAL_COVER)
    said += RARITY * (np.minimum(rarity, RAREST) - USUAL_RARITY)
    said += MANY * np.log10(np.maximum(rarity / RAREST, 1))
    return Said(said, frame.total(rows, both.astype(np.float64)))


def damped(group: Ints, said: Floats, count: int) -> Floats:
    """The sum of each group's `said`, the k-th largest divided by the root of k.

    Friends know one another and a crew shares its chiefs: shared contacts are not independent.
    """
    order = np.lexsort((-said, group))
    group, said = group[order], said[order]
    size = np.bincount(group, minlength=count)
    first = np.cumsum(size) - size
    rank = np.arange(len(group)) - first[group] + 1
    return np.asarray(np.bincount(group, said / np.sqrt(rank), minlength=count), dtype=np.float64)


def _cover(frame: Frame, rows: Ints, n: Floats, both: Bools) -> Floats:
    """The share of a number's contacts, by the root of their counts, that go to shared ones."""
    root = np.sqrt(n)
    return frame.total(rows[both], root[both]) / (frame.total(rows, root) + FEW)


def sentence(shared: float, log10: float) -> str:
    """How many are shared, and whether that is much."""
    n = f"{shared:.0f} contact{'' if shared == 1 else 's'}"
    weight = "more than numbers of one circle share" if log10 > 0 else "no more than by chance"
    return f"Both numbers were in contact with {n} in common, {weight}."


def cite(asker: Asker, frame: Frame, old: str, new: str) -> Question:
    """Ask for the rows between either number and a shared contact, under any number of that contact."""
    asked = Question("shared contacts", SHARED, {"old": old, "new": new, "most": MOST_CITED})
    others = asker.answer(asked, {"alias": frame.alias["alias"]}).table["other"].to_pylist()
    names, values = among("c", [str(other) for other in others])
    bound = {"old": old, "new": new, **values}
    return Question("rows with shared contacts", ROWS.format(others=names), bound)


STRAND = Strand("contacts", weigh, sentence, cite)
