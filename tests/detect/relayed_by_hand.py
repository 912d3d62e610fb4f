"""Visits, relays and their mirror by plain loops, for tests to count against."""

from collections import defaultdict

from telling import LINE

Contact = tuple[str, str, str, int, int | None]


def visits(contacts: list[Contact]) -> list[Contact]:
    """Without what another adds within ten minutes of any contact with it, and the answer it gets."""
    ordered, kept = sorted(contacts, key=lambda c: c[3]), []
    for i, (a, b, _, at, _) in enumerate(ordered):
        other = a if b == LINE else b
        earlier = [c for c in ordered[:i] if other in c[:2]]
        within = bool(earlier) and at - earlier[-1][3] <= 600
        adds = b == LINE and within
        is_answer = (
            a == LINE and within and ordered[i - 1] == earlier[-1] and earlier[-1][0] == other
        )
        if not adds and not is_answer:
            kept.append(ordered[i])
    return kept


def chains(contacts: list[Contact], step: int) -> dict[str, int]:
    """Outbound contacts a number, beside (before: step -1) the begin of another's visit within 600 s."""
    ordered = visits(contacts)
    found: dict[str, int] = defaultdict(int)
    for i, (a, b, _, at, _) in enumerate(ordered):
        j = i + step
        if a == LINE and 0 <= j < len(ordered):
            beside = ordered[j]
            if beside[1] == LINE and beside[0] != b and abs(at - beside[3]) <= 600:
                found[b] += 1
    return found
