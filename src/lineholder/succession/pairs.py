"""Pairs: which ended number is compared with which that began, found by blocking, not one by one.

Compared are numbers of which one begins about when the other ends, and which share contacts that few
compared numbers have, or a handset or SIM that few used.

Source: blocking on rare values, as record linkage does.
Blind to: pairs that share nothing but popular contacts or a place, until a round of renaming.
"""

from dataclasses import dataclass

from lineholder.model.question import Question

PAIRS = """
    WITH uncommon AS (
        SELECT other FROM named GROUP BY other HAVING COUNT(*) <= $most_users
    ), by_contacts AS (
        SELECT x.number AS old, y.number AS new
        FROM named x JOIN ended e ON e.number = x.number
             JOIN uncommon u ON u.other = x.other
             JOIN named y ON y.other = x.other AND y.number <> x.number
             JOIN begun b ON b.number = y.number
        WHERE b.first_s >= e.last_s - $overlap_s AND b.first_s <= e.last_s + $gap_s
        GROUP BY x.number, y.number HAVING COUNT(*) >= $min_shared
    ), carried AS (
        SELECT what, thing FROM things GROUP BY what, thing HAVING COUNT(*) <= $most_hands
    ), by_things AS (
        SELECT x.number AS old, y.number AS new
        FROM things x JOIN carried c ON c.what = x.what AND c.thing = x.thing
             JOIN things y ON y.what = x.what AND y.thing = x.thing AND y.number <> x.number
             JOIN ended e ON e.number = x.number
             JOIN begun b ON b.number = y.number
        WHERE b.first_s >= e.last_s - $overlap_s AND b.first_s <= e.last_s + $gap_s
        GROUP BY x.number, y.number
    ), near AS (
        SELECT old, new FROM by_contacts UNION SELECT old, new FROM by_things
    )
    SELECT n.old, n.new, e.first_s AS old_first_s, e.last_s AS old_last_s, e.days AS old_days,
           e.to_s AS old_to_s, b.first_s AS new_first_s, b.last_s AS new_last_s, b.days AS new_days,
           b.from_s AS new_from_s, COALESCE(t.n, 0) AS talk
    FROM near n JOIN ended e ON e.number = n.old JOIN begun b ON b.number = n.new
         LEFT JOIN ties t ON t.number = n.old AND t.other = n.new
    ORDER BY n.old, n.new
"""


@dataclass(frozen=True, slots=True)
class Params:
    """What is worth comparing. Times in seconds."""

    overlap_s: int = 4 * 86400
    gap_s: int = 14 * 86400
    most_users: int = 60  # a contact of more compared numbers brings no pair
    most_hands: int = 6  # nor does a handset of more numbers
    min_shared: int = 1


def pairs(params: Params) -> Question:
    """Ask for the pairs worth comparing, with what their timing is judged by; held as `pairs`."""
    names = ("overlap_s", "gap_s", "most_users", "most_hands", "min_shared")
    return Question("pairs", PAIRS, {name: getattr(params, name) for name in names})
