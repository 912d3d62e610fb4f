"""People who ring each other day by day, some of whom change their number, told as records."""

from telling import DAY, HOUR, Told

OLD, NEW = "+447700910001", "+447700910002"


def friend(n: int) -> str:
    return f"+4477009200{n:02d}"


def town(days: int = 30, people: int = 12) -> Told:
    """Everybody rings the next and the one after on every day: nobody ends or begins."""
    told = Told()
    for day in range(days):
        for i in range(people):
            told.call(friend(i), friend((i + 1) % people), day * DAY + 9 * HOUR + i)
            told.call(friend(i), friend((i + 2) % people), day * DAY + 18 * HOUR + i)
    return told


def rings(told: Told, number: str, others: list[str], days: range, hour: int = 12) -> None:
    """The number is in contact with each of the others on each of the days."""
    for day in days:
        for i, other in enumerate(others):
            told.call(number, other, day * DAY + hour * HOUR + i * 60)


def passers(told: Told, count: int = 12) -> Told:
    """Numbers that come and go, each with people of its own: what is rare is rare among them."""
    for i in range(count):
        number, first = f"+447700940{i:03d}", 4 + i % 5
        rings(told, number, [f"+4477009{50 + i}{j}" for j in (901, 902)], range(first, first + 6))
    return told
