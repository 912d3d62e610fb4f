"""Words: every phrase that a ledger may use for an entry, a state, a thing seized, and what it means.

A phrase is written flat: small letters and digits, everything else one space. docs/formats/plain-ledger.md
shows the same words to people (a test holds the two together). A word that is not here is held back.
"""

import re
from collections.abc import Mapping

from lineholder.model.ledger import (
    Disposal,
    EventKind,
    Milestone,
    PleaStage,
    SeizureOf,
    SentenceKind,
    StockWord,
)
from lineholder.model.line_states import LineState

Phrases = tuple[str, ...]

EVENTS: Mapping[EventKind, Phrases] = {
    EventKind.LINE_STATE: (
        "line state", "line status", "state", "status", "line", "state change", "status change",
        "line state change", "line status change", "line decision",
    ),
    EventKind.CHECK_BACK: ("check back", "checkback", "check backs", "line check back", "check back result"),
    EventKind.SEIZURE: ("seizure", "seized", "seizures", "seize", "item seized"),
    EventKind.WARRANT: (
        "warrant", "warrants", "warrant executed", "search warrant", "warrant granted", "raid",
    ),
    EventKind.ARREST: ("arrest", "arrested", "arrests", "person arrested", "suspect arrested"),
    EventKind.DISPOSAL: ("disposal", "disposal after arrest", "custody disposal", "released"),
    EventKind.CHARGE: ("charge", "charged", "charges", "person charged", "suspect charged"),
    EventKind.PLEA: (
        "plea", "pleaded", "pleaded guilty", "guilty plea", "not guilty plea", "pleaded not guilty",
    ),
    EventKind.CONVICTION: (
        "conviction", "convicted", "convictions", "found guilty", "verdict", "acquitted", "acquittal",
    ),
    EventKind.SENTENCE: ("sentence", "sentenced", "sentences", "sentencing"),
    EventKind.ORDER: (
        "order", "orders", "court order", "order made", "ddtro", "scpo", "cbo", "stpo", "stro",
        "closure order", "confiscation", "confiscation order", "forfeiture", "forfeiture order",
    ),
    EventKind.REFERRAL: (
        "safeguarding referral", "safeguarding", "referral to safeguarding", "nrm referral", "nrm",
        "mash referral", "mash", "child referral", "adult referral", "person referred",
    ),
    EventKind.REFERRAL_RESULT: (
        "referral result", "safeguarding result", "safeguarding outcome", "referral outcome",
        "safeguarded", "nrm decision",
    ),
    EventKind.OUTCOME: ("outcome", "outcome code", "crime outcome", "crime outcome code"),
    EventKind.DISRUPTION: ("disruption", "disruptions", "apmis", "apmis disruption"),
    EventKind.MILESTONE: ("milestone", "step", "stage"),
    EventKind.PUBLISHED: (
        "published", "published figure", "published total", "aggregate", "aggregates", "published aggregate",
        "aggregate figure", "reported figure", "headline", "headline figure",
    ),
    EventKind.VOID: ("void", "voided", "withdrawn", "deleted", "cancelled", "retracted", "entered in error"),
}  # fmt: skip

STATES: Mapping[str, Phrases] = {
    StockWord.OPENING: (
        "opening", "opening stock", "opening balance", "opening line", "active at start", "in play at start",
        "active at the start", "active at opening", "opening active", "at start", "stock at start",
        "brought forward", "start stock",
    ),
    StockWord.CLOSING: (
        "closing", "closing stock", "closing balance", "active at end", "active at the end", "stock at end",
        "carried forward",
    ),
    StockWord.NEW: ("new", "newly active", "newly confirmed", "new active", "new confirmed"),
    StockWord.INHERITED: ("inherited", "taken over", "transferred in", "adopted from another unit"),
    StockWord.PROPOSED: (
        "re emergence proposed", "re emerged proposed", "possible re emergence", "suspected re emergence",
        "proposed re emergence",
    ),
    LineState.SUSPECTED: ("suspected", "suspected active"),
    LineState.CONFIRMED_ACTIVE: ("confirmed active", "active", "confirmed", "live"),
    LineState.TARGETED: ("targeted", "target"),
    LineState.HOLDER_CHARGED: ("holder charged", "line holder charged"),
    LineState.SEIZED_UNCLOSED: ("seized unclosed", "seized not closed", "seized but not closed"),
    LineState.DORMANT: ("dormant", "gone dormant", "dormancy", "inactive"),
    LineState.RE_EMERGED: (
        "re emerged", "reemerged", "re emergence", "reemergence", "re emergence confirmed",
        "re emerged confirmed", "reactivated", "re opened", "reopened",
    ),
    LineState.MERGED: ("merged", "merger", "merge", "merged into"),
}  # fmt: skip
CLOSING_WORDS = frozenset(("closed", "closure", "close", "closing", "disrupted", "shut"))
BESIDE_CLOSING = frozenset(
    (
        "line", "lines", "county", "deal", "drug", "type", "t", "t1", "t2", "type1", "type2", "1", "2", "one",
        "two", "i", "ii", "provisional", "provisionally", "confirmed", "as", "a", "the", "by", "check",
        "back", "backs", "passed",
    )
)  # fmt: skip

DISPOSALS: Mapping[Disposal, Phrases] = {
    Disposal.CHARGED_REMANDED: (
        "charged remanded", "charged and remanded", "charge and remand", "remanded", "remanded in custody",
    ),
    Disposal.CHARGED_BAILED: ("charged bailed", "charged and bailed", "charge and bail"),
    Disposal.POSTAL_REQUISITION: ("postal requisition", "postal charge", "summons", "summonsed"),
    Disposal.CHARGED: ("charged", "charge"),
    Disposal.PRE_CHARGE_BAIL: ("pre charge bail", "bailed pre charge", "police bail", "bailed", "bail"),
    Disposal.RUI: ("rui", "released under investigation"),
    Disposal.NFA: ("nfa", "no further action", "released no further action"),
    Disposal.OUT_OF_COURT: (
        "ooc disposal", "out of court disposal", "out of court", "caution", "cautioned", "youth caution",
        "community resolution", "conditional caution",
    ),
}  # fmt: skip

MILESTONES: Mapping[Milestone, Phrases] = {
    Milestone.REFERRAL: ("line referral", "referral received", "line referred", "referred", "force referral"),
    Milestone.PROFILE: ("profile", "line profile", "profile done", "profiled"),
    Milestone.ATTRIBUTION: ("attribution", "attributed", "attribution confirmed"),
    Milestone.ADVICE: ("advice", "early advice", "cps advice", "charging advice"),
}  # fmt: skip

PLEA_STAGES: tuple[tuple[PleaStage, str], ...] = (  # searched in this order
    (PleaStage.FIRST_DAY, r"\bfirst day\b|\bday of trial\b|\bday one of trial\b"),
    (PleaStage.DURING_TRIAL, r"\bduring (?:the )?trial\b"),
    (PleaStage.BEFORE_TRIAL, r"\bbefore (?:the )?trial\b|\bbefore_trial\b"),
    (PleaStage.FIRST_STAGE, r"\bfirst (?:stage|hearing|opportunity)\b"),
    (PleaStage.TRIAL, r"\btrial\b|\bcontested\b"),
)
SENTENCE_KINDS: tuple[tuple[SentenceKind, str], ...] = (
    (SentenceKind.SUSPENDED, r"\bsuspended\b|\bssso\b|\bsso\b"),
    (SentenceKind.DETENTION, r"\bdetention and training\b|\bdto\b|\bdetention dto\b"),
    (SentenceKind.HOSPITAL, r"\bhospital\b"),
    (SentenceKind.COMMUNITY, r"\bcommunity\b|\byouth rehabilitation\b|\byro\b"),
    (SentenceKind.DISCHARGE, r"\bdischarged?\b"),
    (SentenceKind.FINE, r"\bfined?\b"),
    (SentenceKind.IMMEDIATE, r"\bimmediate\b|\bimprisonment\b|\bcustody\b|\bcustodial\b|"
        r"\bprison\b|\bjail(?:ed)?\b|\byoi\b|\blife\b"),
)  # fmt: skip

LINE_THINGS: tuple[tuple[SeizureOf, str], ...] = (
    (SeizureOf.COUNTY_LINE, r"\bcounty lines?\b"),
    (SeizureOf.DEAL_LINE, r"\bdeal(?:er|ers|ing|s)? lines?\b"),
    (SeizureOf.DRUG_LINE, r"\bdrugs? lines?\b|\b(?:tele)?phone lines?\b|\bline seized\b|^lines?$"),
)
OTHER_THINGS: tuple[tuple[SeizureOf, str], ...] = (
    (SeizureOf.NUMBER, r"\bsims?\b|\bsim cards?\b|\bmsisdns?\b|\bnumbers?\b|\biccids?\b|\bimsis?\b"),
    (SeizureOf.PHONE, r"\bphones?\b|\bmobiles?\b|\bhandsets?\b|\bsmartphones?\b|\bburners?\b"),
    (SeizureOf.CASH, r"\bcash\b|\bmoney\b|£|\bgbp\b|\bpounds\b"),
    (SeizureOf.WEAPON, r"\bweapons?\b|\bkni(?:fe|ves)\b|\bfirearms?\b|"
        r"\bguns?\b|\bmachetes?\b|\bblades?\b|\btasers?\b"),
    (SeizureOf.DRUGS, r"\bdrugs?\b|\bheroin\b|\bcocaine\b|\bcrack\b|"
        r"\bcannabis\b|\bwraps?\b|\bketamine\b|\bmdma\b|\bclass [abc]\b"),
)  # fmt: skip

ROLES: Mapping[str, Phrases] = {  # of the chain, and those that a judge finds under the guideline
    "controller": ("controller", "line holder", "holder", "co controller"),
    "enforcer": ("enforcer",),
    "call_handler": ("call handler", "callhandler"),
    "runner": ("runner",),
    "courier": ("courier",),
    "cuckooed_occupant": ("cuckooed occupant", "cuckooed"),
    "supplier": ("supplier",),
    "customer": ("customer",),
    "leading": ("leading",),
    "significant": ("significant",),
    "lesser": ("lesser",),
}

OUTCOME_CODES = (
    "1", "1a", "2", "2a", "3", "3a", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",
    "17", "18", "19", "20", "21", "22",
)  # fmt: skip

FIGURES: Mapping[str, Phrases] = {  # that somebody may have published without its events
    "lines_seized": (
        "lines seized", "drug lines seized", "drugs lines seized", "drug lines", "phone lines seized",
    ),
    "deal_lines_seized": ("deal lines seized", "deal lines"),
    "county_lines_seized": ("county lines seized",),
    "arrests": ("arrests", "arrest"),
    "charges": ("charges", "charge"),
    "people_charged": ("people charged", "persons charged"),
    "people_arrested": ("people arrested", "persons arrested"),
    "counts": ("counts", "counts charged"),
    "warrants": ("warrants", "warrants executed", "raids"),
    "referrals": ("safeguarding referrals", "referrals"),
    "opening": ("opening", "opening lines", "opening stock", "active at start", "lines at start"),
    "new": ("new", "new lines"),
    "re_emerged": ("re emerged", "re emerged lines", "reemerged", "re emergences"),
    "inherited": ("inherited", "inherited lines"),
    "closed_t1": (
        "closed t1", "closed type 1", "type 1 closures", "t1 closures", "closures type 1",
        "lines closed type 1",
    ),
    "closed_t2": (
        "closed t2", "closed type 2", "type 2 closures", "t2 closures", "closures type 2",
        "lines closed type 2",
    ),
    "closed": ("closed", "lines closed", "closures"),
    "dormant": ("dormant", "dormant lines"),
    "merged": ("merged", "merged lines"),
    "closing": (
        "closing", "closing lines", "closing stock", "lines in play", "active at end", "lines at end",
        "lines left",
    ),
}  # fmt: skip


BRIDGED = frozenset(
    (
        "opening",
        "new",
        "re_emerged",
        "inherited",
        "closed_t1",
        "closed_t2",
        "dormant",
        "merged",
        "closing",
    )
)


def flat(text: str) -> str:
    """Small letters and digits (and the pound sign); everything else is one space."""
    return re.sub(r"[^0-9a-z£]+", " ", text.casefold().replace("&", " and ")).strip()


def _by_phrase(table: Mapping[str, Phrases]) -> dict[str, str]:
    return {phrase: str(name) for name, phrases in table.items() for phrase in phrases}


def _states() -> dict[str, str]:
    found = _by_phrase(STATES)
    for phrase, name in tuple(found.items()):
        for wrap in (
            "line {}",
            "lines {}",
            "{} line",
            "{} lines",
            "line state {}",
            "county line {}",
        ):
            found.setdefault(wrap.format(phrase), name)
    return found


EVENT_OF = _by_phrase({str(k): v for k, v in EVENTS.items()})
STATE_OF = _states()
DISPOSAL_OF = _by_phrase({str(k): v for k, v in DISPOSALS.items()})
MILESTONE_OF = _by_phrase({str(k): v for k, v in MILESTONES.items()})
FIGURE_OF = _by_phrase(FIGURES)
ROLE_OF = _by_phrase(ROLES)
