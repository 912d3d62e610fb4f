"""Handset and SIM: the new number in the old one's handset (IMEI), or on its SIM (IMSI).

Number, SIM and handset are three things that change apart: a number may move to another SIM, a SIM into
another handset.

Source: subscriber checks as analysts make them; weights from the synthetic counties.
Blind to: records without IMEI or IMSI; a new handset that comes with the new number.
"""

from collections.abc import Callable

import numpy as np

from lineholder.model.question import Asker, Question
from lineholder.succession.frame import Frame, column
from lineholder.succession.strand import Said, Strand

SAME_HANDSET = 2.5
SAME_SIM = 4.0
OTHER_HANDSET = -0.7  # most people keep the handset when the number changes; a burner goes with it
MORE_USERS = 0.5  # less for each further number that used it
NOT_IN_TURN = 1.0  # less where the new number was in it before the old one left it
FLOOR = 0.3

THINGS = """
    SELECT number, what, thing, first_s, last_s FROM (
        SELECT subject AS number, 'handset' AS what, imei AS thing,
               MIN(start_s) AS first_s, MAX(start_s) AS last_s
        FROM observations WHERE imei IS NOT NULL AND imei <> '' GROUP BY subject, imei
        UNION ALL
        SELECT subject AS number, 'sim' AS what, imsi AS thing,
               MIN(start_s) AS first_s, MAX(start_s) AS last_s
        FROM observations WHERE imsi IS NOT NULL AND imsi <> '' GROUP BY subject, imsi
    ) AS used
"""
USED = """
    WITH users AS (
        SELECT what, thing, COUNT(*) AS users FROM things WHERE what = $what GROUP BY what, thing
    ), same AS (
        SELECT p.old, p.new, MIN(u.users) AS users,
               MAX(CASE WHEN x.last_s <= y.first_s + 86400 THEN 1 ELSE 0 END) AS in_turn
        FROM pairs p JOIN things x ON x.number = p.old AND x.what = $what
             JOIN things y ON y.number = p.new AND y.what = x.what AND y.thing = x.thing
             JOIN users u ON u.what = x.what AND u.thing = x.thing
        GROUP BY p.old, p.new
    ), known AS (
        SELECT DISTINCT number FROM things WHERE what = $what
    )
    SELECT p.old, p.new, COALESCE(s.users, 0) AS users, COALESCE(s.in_turn, 0) AS in_turn
    FROM pairs p JOIN known x ON x.number = p.old JOIN known y ON y.number = p.new
         LEFT JOIN same s ON s.old = p.old AND s.new = p.new
"""
ROWS = """
    SELECT ingest, sheet, row FROM observations
    WHERE subject IN ($old, $new)
      AND {thing} IN (SELECT {thing} FROM observations WHERE subject = $old)
      AND {thing} IN (SELECT {thing} FROM observations WHERE subject = $new)
"""
TWICE = """
    SELECT x.thing FROM things x JOIN things y ON y.what = x.what AND y.thing = x.thing
    WHERE x.number = $old AND y.number = $new AND x.what = $what
"""
ANY = """
    SELECT ingest, sheet, row FROM observations
    WHERE subject IN ($old, $new) AND {thing} IS NOT NULL
"""


def things() -> Question:
    """Ask which handsets and SIMs each subject used, and when; held as `things`."""
    return Question("things", THINGS)


def _weigh(what: str, same: float, other: float) -> Callable[[Asker, Frame], Said]:
    def weigh(asker: Asker, frame: Frame) -> Said:
        """By how many numbers used the shared one and whether in turn. The figure shown: 1 if shared."""
        facts = asker.answer(Question(f"{what} of pairs", USED, {"what": what})).table
        users, in_turn = column(facts, "users"), column(facts, "in_turn")
        worth = same - MORE_USERS * np.maximum(users - 2, 0) - NOT_IN_TURN * (1 - in_turn)
        said = np.where(users > 0, np.maximum(worth, FLOOR), other)
        rows = frame.rows(facts)
        return Said(frame.total(rows, said), frame.total(rows, (users > 0).astype(np.float64)))

    return weigh


def _sentence(what: str) -> Callable[[float, float], str]:
    def sentence(shared: float, log10: float) -> str:
        """Whether it is shared, or not known."""
        if shared:
            return f"Both numbers were used in one {what}."
        if log10 < 0:
            return f"Each number was used in another {what}."
        return f"The records do not tell the {what} of both numbers, or both differ as they may."

    return sentence


def _cite(what: str, thing: str) -> Callable[[Asker, Frame, str, str], Question]:
    def cite(asker: Asker, _frame: Frame, old: str, new: str) -> Question:
        """Ask for both numbers' rows with a shared one; where none is shared, for those with any."""
        bound = {"old": old, "new": new}
        twice = Question(f"{what} of both", TWICE, {**bound, "what": what})
        if asker.answer(twice).table.num_rows:
            return Question(f"rows with a shared {thing}", ROWS.format(thing=thing), bound)
        return Question(f"rows with an {thing}", ANY.format(thing=thing), bound)

    return cite


HANDSET = Strand(
    "handset",
    _weigh("handset", SAME_HANDSET, OTHER_HANDSET),
    _sentence("handset"),
    _cite("handset", "imei"),
)
SIM = Strand("sim", _weigh("sim", SAME_SIM, 0.0), _sentence("SIM"), _cite("sim", "imsi"))
