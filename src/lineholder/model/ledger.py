"""The ledger: what happened, as the unit entered it, one row a thing; everything counted is a fold over it.

Record-sized, so columns: LEDGER names what each holds and NULL means "not said", never zero. Files are
read into it by `ingest`; what is typed by hand is a file of one row, so that all entries are alike.
"""

from enum import StrEnum

import pyarrow as pa

from lineholder.model.records import PLACE, Column


class EventKind(StrEnum):
    """What a row of the ledger records."""

    LINE_STATE = (
        "line_state"  # what people decided on a line: `what` is a LineState or a stock word
    )
    CHECK_BACK = "check_back"  # somebody looked whether a closed line is used: passed or failed
    SEIZURE = "seizure"  # `what` says of what; a seizure never closes a line
    WARRANT = "warrant"
    ARREST = "arrest"
    DISPOSAL = "disposal"  # what became of an arrested person: `what` is a Disposal
    CHARGE = "charge"  # one charge of one person with one offence; it may hold several counts
    PLEA = "plea"
    CONVICTION = "conviction"
    SENTENCE = "sentence"
    ORDER = "order"
    REFERRAL = "referral"  # a person to safeguarding
    REFERRAL_RESULT = "referral_result"
    OUTCOME = "outcome"  # `what` is a Home Office outcome code, one for each recorded crime
    DISRUPTION = "disruption"  # `what` the strand, `stage` the level
    MILESTONE = "milestone"  # a step of the work on a line: `what` is a Milestone
    PUBLISHED = "published"  # a figure that somebody published without its events: `what` names it
    VOID = "void"  # the row of this reference was entered by mistake


class StockWord(StrEnum):
    """What a `line_state` row may say besides a LineState: about a stock, or about coming in."""

    OPENING = "opening"  # in the stock at this time: active before the ledger begins
    CLOSING = "closing"  # in the stock at this time, as somebody counted it: compared, never used
    NEW = "new"  # came into the stock: first confirmed active
    INHERITED = "inherited"  # came into the stock from another unit
    PROPOSED = "re_emergence_proposed"  # nobody has confirmed it: it counts nowhere


class SeizureOf(StrEnum):
    """Of what. Only the first three are seizures of a line; a phone is not one, nor is its SIM."""

    DRUG_LINE = "drug_line"  # a line, whether deal or county line not said
    DEAL_LINE = "deal_line"
    COUNTY_LINE = "county_line"
    NUMBER = "number"  # a SIM or a number
    PHONE = "phone"
    DRUGS = "drugs"
    CASH = "cash"
    WEAPON = "weapon"


class Disposal(StrEnum):
    """What became of a person after arrest."""

    CHARGED_REMANDED = "charged_remanded"
    CHARGED_BAILED = "charged_bailed"
    CHARGED = "charged"  # remanded or bailed not said
    POSTAL_REQUISITION = "postal_requisition"
    PRE_CHARGE_BAIL = "pre_charge_bail"
    RUI = "rui"  # released under investigation
    NFA = "nfa"  # no further action
    OUT_OF_COURT = "ooc_disposal"


CHARGED = (
    Disposal.CHARGED_REMANDED,
    Disposal.CHARGED_BAILED,
    Disposal.CHARGED,
    Disposal.POSTAL_REQUISITION,
)


class PleaStage(StrEnum):
    """When the plea was entered: it decides the reduction, so sentences are compared within one stage."""

    FIRST_STAGE = "first_stage"
    BEFORE_TRIAL = "before_trial"
    FIRST_DAY = "first_day"
    DURING_TRIAL = "during_trial"
    TRIAL = "trial"  # convicted after trial


class SentenceKind(StrEnum):
    """What kind of sentence. A suspended term is never added to immediate ones."""

    IMMEDIATE = "immediate"
    SUSPENDED = "suspended"
    DETENTION = "detention_dto"
    HOSPITAL = "hospital"
    COMMUNITY = "community"
    FINE = "fine"
    DISCHARGE = "discharge"


class Milestone(StrEnum):
    """Steps of the work on a line, in order; arrest and charge are ledger entries of their own."""

    REFERRAL = "referral"
    PROFILE = "profile"
    ATTRIBUTION = "attribution"
    ADVICE = "advice"


STRANDS = ("pursue", "prevent", "protect", "prepare")
LEVELS = ("major", "moderate", "minor", "none")

_LEDGER: tuple[Column, ...] = (
    ("time_s", pa.int64()),  # UTC epoch seconds of what happened, not of when it was entered
    ("slack_s", pa.int32()),  # 86400 where only the day is known, else 0
    ("kind", pa.string()),  # EventKind
    ("what", pa.string()),  # see EventKind: seizure of what, which state, which disposal …
    ("stage", pa.string()),  # of a plea or sentence its PleaStage, of a disruption its level
    ("line", pa.string()),
    ("person", pa.string()),
    ("offence", pa.string()),
    ("count", pa.int64()),  # how many: counts of a charge, things seized, lines of a stock
    ("which", pa.int64()),  # which count of an indictment, where the entry numbers them (`#2`)
    ("role", pa.string()),  # that the entry states for the person: a Role of the chain
    ("age", pa.int32()),  # years, as the entry states it; 17 where it only says "under 18"
    ("months", pa.float64()),  # of a sentence: its term
    ("run", pa.string()),  # of a sentence: concurrent | consecutive
    ("amount", pa.float64()),  # of cash in pounds, of drugs in grams
    ("first_s", pa.int64()),  # of a re-emergence: its first contact
    ("other_line", pa.string()),  # of a merger: the line it went into
    ("corrects", pa.string()),  # the reference of the row whose place this one takes
    ("detail", pa.string()),  # as written
    ("reference", pa.string()),  # the entry's own reference
    *PLACE,
)
LEDGER = pa.schema(list(_LEDGER))

LEDGER_COLUMNS = ("time", "entry", "line", "person", "offence", "count", "detail", "reference")
