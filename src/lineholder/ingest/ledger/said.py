"""Said: what one pair of `entry` and `detail` means, or the reason why the row is held back.

The entry says what kind of thing; where it does not say all (a seizure of what?), the detail must. What
neither says, and what they say in words that are not known, is held back and never guessed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from lineholder.ingest.ledger import values
from lineholder.ingest.ledger.words import (
    BESIDE_CLOSING,
    BRIDGED,
    CLOSING_WORDS,
    DISPOSAL_OF,
    EVENT_OF,
    FIGURE_OF,
    LINE_THINGS,
    MILESTONE_OF,
    OTHER_THINGS,
    OUTCOME_CODES,
    PLEA_STAGES,
    SENTENCE_KINDS,
    STATE_OF,
    flat,
)
from lineholder.model.ledger import (
    LEVELS,
    STRANDS,
    EventKind,
    PleaStage,
    SeizureOf,
    SentenceKind,
    StockWord,
)
from lineholder.model.line_states import LineState

LONGEST = 6  # words of a phrase that a detail may begin with
OWN = "="  # `corrects` of an entry that says it corrects, without saying what: its own reference
CORRECTION = re.compile(
    r"^(?:corrected|correction(?: of)?|amended|amendment(?: of)?) | (?:corrected|correction|amended)$"
)
TYPE = re.compile(r"\b(?:t|type) ?(1|2|one|two|ii?)\b")
CONFIRMED = re.compile(
    r"^(?:closed )?(?:(?:t|type) ?(?:1|one|i) )?confirmed\b|\bcheck backs? passed\b"
)
OPEN = re.compile(
    r"\b(?:unconfirmed|proposed|possible|possibly|suspected|potential|not confirmed|awaiting)\b"
)
PASSED = re.compile(
    r"\b(?:pass|passed|passes|out of use|no use|ok|no activity|inactive|not in use|not used|clear|"
    r"still closed|stayed closed)\b"
)
FAILED = re.compile(
    r"\b(?:fail|failed|fails|active|answered|trading|back in use)\b|(?<!not )(?<!of )\bin use\b"
)
NOT_A = re.compile(r"\b(?:not|no|non|nor|neither)\b(?: \w+){0,2} (?:county|deal|drugs?)\b")
CODE = re.compile(r"^(?:outcome|code|outcome code)?\s*[:=]?\s*(\d{1,2}\s?a?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What the two texts say, in the columns of LEDGER; `fault` is `REASON column` where they do not."""

    kind: str | None = None
    what: str | None = None
    stage: str | None = None
    role: str | None = None
    age: int | None = None
    months: float | None = None
    run: str | None = None
    amount: float | None = None
    first_s: int | None = None
    other_line: str | None = None
    corrects: str | None = None
    fault: str | None = None


def read(entry: str, detail: str, *, person: bool, total: bool = False) -> Said:
    """What a row says. `person` is whether it names one: a bare `referral` then is to safeguarding.

    `total` is whether it gives a count and names nothing: `arrests` then is a total that was published.
    """
    head, _, more = entry.partition(":")
    if more:
        entry, detail = head, f"{more.strip()}; {detail}" if detail else more.strip()
    words = flat(entry)
    plain = CORRECTION.sub("", words)
    found = _total(plain) if total else None
    found = found or _entry(plain, person)
    if found is None:
        return Said(fault="UNKNOWN_ENTRY entry")
    said = _DETAILS.get(EventKind(found.kind or ""), _as_it_is)(found, plain, detail)
    own = OWN if plain != words else None
    return replace(
        said,
        role=values.role(detail),
        age=values.age(detail),
        corrects=values.corrected(detail) or own,
    )


def _total(words: str) -> Said | None:
    """A figure by its own name in the plural; terms of the bridge are counted as so many lines instead."""
    figure = FIGURE_OF.get(words)
    if figure is None or figure in BRIDGED or (words in EVENT_OF and not words.endswith("s")):
        return None
    return Said(EventKind.PUBLISHED, figure)


def _entry(words: str, person: bool) -> Said | None:
    """What the entry alone says: its kind, and what it says more."""
    if words in ("referral", "referrals"):
        return Said(EventKind.REFERRAL) if person else Said(EventKind.MILESTONE, "referral")
    for table, kind in (
        (STATE_OF, EventKind.LINE_STATE),
        (DISPOSAL_OF, EventKind.DISPOSAL),
        (MILESTONE_OF, EventKind.MILESTONE),
    ):
        if words in table and words not in EVENT_OF:
            return Said(kind, table[words])
    if words in EVENT_OF:
        return Said(EVENT_OF[words])
    return _closure_entry(words) or _seizure_entry(words) or _check_entry(words)


def _closure_entry(words: str) -> Said | None:
    tokens = frozenset(words.split())
    typed = TYPE.search(words)
    if not tokens <= CLOSING_WORDS | BESIDE_CLOSING or not (tokens & CLOSING_WORDS or typed):
        return None
    return Said(EventKind.LINE_STATE, _closure(words, typed))


def _closure(words: str, typed: re.Match[str] | None) -> str | None:
    """Which closure, None where the type is not said."""
    if typed is None:
        return None
    if typed[1] in ("2", "two", "ii"):
        return LineState.CLOSED_T2
    checked = "confirmed" in words.split() or CONFIRMED.search(words)
    return LineState.CLOSED_T1_CONFIRMED if checked else LineState.CLOSED_T1_PROVISIONAL


def _seizure_entry(words: str) -> Said | None:
    tokens = words.split()
    left = [w for w in tokens if w not in ("seizure", "seizures", "seized", "seize", "of", "a")]
    if len(left) == len(tokens) or not left:
        return None
    thing = _thing(" ".join(left))
    return Said(EventKind.SEIZURE, thing) if thing else None


def _check_entry(words: str) -> Said | None:
    for start in ("check back ", "checkback ", "check backs "):
        if words.startswith(start):
            return Said(EventKind.CHECK_BACK, _verdict(words.removeprefix(start)))
    return None


def _thing(words: str) -> str | None:
    """The one thing that the words name. A named line goes before what carries it; two things are none."""
    if NOT_A.search(words):
        return None
    lines = [thing for thing, pattern in LINE_THINGS if re.search(pattern, words)]
    if lines:
        named = [thing for thing in lines if thing is not SeizureOf.DRUG_LINE]
        return lines[0] if len(named) <= 1 else None
    others = [thing for thing, pattern in OTHER_THINGS if re.search(pattern, words)]
    if others == [SeizureOf.NUMBER, SeizureOf.PHONE] and "phone number" in words:
        return SeizureOf.NUMBER
    return others[0] if len(others) == 1 else None


def _as_it_is(found: Said, words: str, detail: str) -> Said:  # noqa: ARG001
    return found


def _state(found: Said, words: str, detail: str) -> Said:
    told = flat(detail)
    what = found.what
    if what is None:
        what = _told_state(words, told)
        if what is None:
            is_closure = bool(frozenset((*words.split(), *told.split()[:1])) & CLOSING_WORDS)
            return replace(
                found, fault=f"{'CLOSURE_TYPE' if is_closure else 'WHICH_STATE'} detail"
            )
    if what == LineState.CLOSED_T1_PROVISIONAL and CONFIRMED.search(told):
        what = LineState.CLOSED_T1_CONFIRMED
    if what == LineState.MERGED:
        return replace(found, what=what, other_line=values.other_line(detail))
    if what == LineState.RE_EMERGED:
        first_s, readable = values.first_contact(detail)
        what = StockWord.PROPOSED if OPEN.search(told) else what
        fault = None if readable else "BAD_FIRST_CONTACT detail"
        return replace(found, what=what, first_s=first_s, fault=fault)
    return replace(found, what=what)


def _told_state(words: str, told: str) -> str | None:
    """The state that the detail begins with, or the type of the closure that entry and detail name."""
    typed = TYPE.search(told)
    closes = frozenset((*words.split(), *told.split()[:3])) & CLOSING_WORDS
    if typed and (closes or typed.start() == 0):
        return _closure(told, typed)
    return _begins(STATE_OF, told)


def _check_back(found: Said, words: str, detail: str) -> Said:  # noqa: ARG001
    what = found.what or _verdict(flat(detail))
    return replace(found, what=what, fault=None if what else "PASSED_OR_FAILED detail")


def _verdict(words: str) -> str | None:
    passed, failed = bool(PASSED.search(words)), bool(FAILED.search(words))
    if passed == failed:
        return None
    return "passed" if passed else "failed"


def _seizure(found: Said, words: str, detail: str) -> Said:  # noqa: ARG001
    told = flat(detail)
    what = found.what
    if what is None:
        what = _thing(told)
    elif what == SeizureOf.DRUG_LINE:
        what = _thing(f"{told} line" if told in ("deal", "county") else told) or what
        what = (
            what if what in (SeizureOf.DEAL_LINE, SeizureOf.COUNTY_LINE) else SeizureOf.DRUG_LINE
        )
    if what is None:
        return replace(found, fault="SEIZURE_OF_WHAT detail")
    amount = None
    if what == SeizureOf.CASH:
        amount = values.pounds(detail)
    elif what == SeizureOf.DRUGS:
        amount = values.grams(detail)
    return replace(found, what=what, amount=amount)


def _disposal(found: Said, words: str, detail: str) -> Said:  # noqa: ARG001
    what = found.what or _begins(DISPOSAL_OF, flat(detail))
    return replace(found, what=what, fault=None if what else "WHICH_DISPOSAL detail")


def _milestone(found: Said, words: str, detail: str) -> Said:  # noqa: ARG001
    what = found.what or _begins(MILESTONE_OF | {"referral": "referral"}, flat(detail))
    return replace(found, what=what, fault=None if what else "WHICH_MILESTONE detail")


def _begins(table: Mapping[str, str], told: str) -> str | None:
    tokens = told.split()
    for n in range(min(LONGEST, len(tokens)), 0, -1):
        start = " ".join(tokens[:n])
        if start in table:
            return table[start]
    return None


def _plea_stage(told: str) -> PleaStage | None:
    return next((stage for stage, pattern in PLEA_STAGES if re.search(pattern, told)), None)


def _plea(found: Said, words: str, detail: str) -> Said:
    told = flat(detail)
    both = f"{words} {told}"
    if not re.search(r"\bguilty\b", both):
        return replace(found, fault="GUILTY_OR_NOT detail")
    what = "not_guilty" if re.search(r"\bnot guilty\b", both) else "guilty"
    return replace(found, what=what, stage=_plea_stage(told))


def _conviction(found: Said, words: str, detail: str) -> Said:
    acquitted = re.search(r"\bacquit|\bnot guilty\b", f"{words} {flat(detail)}")
    if words == "verdict" and not re.search(r"guilty|convict|acquit", flat(detail)):
        return replace(found, fault="GUILTY_OR_NOT detail")
    return replace(
        found, what="acquitted" if acquitted else "convicted", stage=_plea_stage(flat(detail))
    )


def _sentence(found: Said, words: str, detail: str) -> Said:  # noqa: ARG001
    told = flat(detail)
    months = values.months(detail)
    kind = next((k for k, pattern in SENTENCE_KINDS if re.search(pattern, told)), None)
    if kind is None and months is None:
        return replace(found, fault="TERM_OR_KIND_OF_SENTENCE detail")
    return replace(
        found,
        what=kind or SentenceKind.IMMEDIATE,
        months=months,
        run=values.run(told),
        stage=_plea_stage(told),
    )


def _order(found: Said, words: str, detail: str) -> Said:
    named = (
        words.removesuffix(" order")
        if words not in ("order", "orders", "court order", "order made")
        else ""
    )
    what = named or flat(detail)
    return replace(found, what=what or None, fault=None if what else "WHICH_ORDER detail")


def _referral_result(found: Said, words: str, detail: str) -> Said:
    what = flat(detail) or ("safeguarded" if words == "safeguarded" else "")
    return replace(found, what=what or None, fault=None if what else "WHICH_RESULT detail")


def _outcome(found: Said, words: str, detail: str) -> Said:  # noqa: ARG001
    code = CODE.match(detail.strip())
    what = code[1].replace(" ", "").lower() if code else None
    if what not in OUTCOME_CODES:
        return replace(found, fault="OUTCOME_CODE_1_TO_22 detail")
    return replace(found, what=what.upper())


def _disruption(found: Said, words: str, detail: str) -> Said:  # noqa: ARG001
    told = flat(detail).split()
    strands = [s for s in STRANDS if s in told]
    levels = [s for s in LEVELS if s in told]
    if len(strands) != 1 or len(levels) != 1:
        return replace(found, fault="ONE_STRAND_AND_LEVEL detail")
    return replace(found, what=strands[0], stage=levels[0])


def _published(found: Said, words: str, detail: str) -> Said:  # noqa: ARG001
    what = found.what or FIGURE_OF.get(flat(detail))
    return replace(found, what=what, fault=None if what else "WHICH_FIGURE detail")


_DETAILS: Mapping[EventKind, Callable[[Said, str, str], Said]] = {
    EventKind.LINE_STATE: _state,
    EventKind.CHECK_BACK: _check_back,
    EventKind.SEIZURE: _seizure,
    EventKind.DISPOSAL: _disposal,
    EventKind.MILESTONE: _milestone,
    EventKind.PLEA: _plea,
    EventKind.CONVICTION: _conviction,
    EventKind.SENTENCE: _sentence,
    EventKind.ORDER: _order,
    EventKind.REFERRAL_RESULT: _referral_result,
    EventKind.OUTCOME: _outcome,
    EventKind.DISRUPTION: _disruption,
    EventKind.PUBLISHED: _published,
}
