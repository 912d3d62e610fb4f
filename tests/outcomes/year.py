"""The year of the issue, entered as events: 141 lines seized, 344 arrests, 212 charges, 68 to 34 lines."""

from book import row

DAYS = [f"2020-{month:02d}-{day:02d}" for month in range(6, 13) for day in range(1, 29)]


def year(*, opening: bool = True) -> list[tuple[str, ...]]:
    """68 + 20 new + 5 re-emerged + 3 inherited - 41 T1 - 12 T2 - 6 dormant - 3 merged = 34."""
    rows = (
        [row("2020-05-01T00:00:00Z", "opening", line=f"L{n}") for n in range(68)]
        if opening
        else []
    )
    rows += [row(DAYS[n], "new", line=f"N{n}") for n in range(20)]
    rows += [row(DAYS[n], "Inherited", line=f"I{n}") for n in range(3)]
    rows += [row(DAYS[30 + n], "closed T1", line=f"L{n}") for n in range(41)]
    rows += [row(DAYS[60], "check-back", line=f"L{n}", detail="passed") for n in range(30)]
    rows += [row(DAYS[40], "closed type 2", line=f"L{41 + n}") for n in range(12)]
    rows += [row(DAYS[45], "dormant", line=f"L{53 + n}") for n in range(6)]
    rows += [row(DAYS[46], "merged", line=f"L{59 + n}", detail="into L67") for n in range(3)]
    back = "first contact 2020-12-20T08:00:00Z"
    rows += [row("2021-01-10", "re-emerged", line=f"L{n}", detail=back) for n in range(5)]
    things = ["deal line"] * 100 + ["county line"] * 30 + ["drug line"] * 11
    rows += [
        row(DAYS[n % 190], "seizure", line=f"L{n % 68}", count="1", detail=what, reference=f"S{n}")
        for n, what in enumerate(things)
    ]
    rows += [
        row(DAYS[n % 190], "arrest", person=f"P{n % 300}", reference=f"A{n}") for n in range(344)
    ]
    rows += [
        row(
            DAYS[n % 190],
            "charge",
            person=f"P{n % 180}",
            offence="PWITS class A",
            count="2",
            reference=f"C{n}",
        )
        for n in range(212)
    ]
    return rows


def published(**more: int) -> list[tuple[str, ...]]:
    """The same year as it was published: totals, and no opening."""
    told = {"drug lines seized": 141, "arrests": 344, "charges": 212, "closing": 34} | more
    return [row("2021-04-30", "published", detail=name, count=str(n)) for name, n in told.items()]
