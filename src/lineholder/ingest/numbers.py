"""Numbers: any writing of a telephone number to E.164, and what stands there when it is no number.

Our own reading comes first: it takes drama numbers (07700 900xxx), marked synthetic ranges and every
plausible +digits, which phone libraries call invalid. phonenumbers is asked only where a national number
is not one of the plain British forms, or an international one comes without its plus.
Source: Ofcom National Telephone Numbering Plan (lengths); ITU-T E.164 (7 to 15 digits).
Blind to: ten-digit foreign numbers without a plus, which stay as given and are not joined with the same
number written with one.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import phonenumbers

from lineholder.model.records import PartyKind

SCI_NOTATION_LOSSY = "SCI_NOTATION_LOSSY"
BAD_NUMBER = "BAD_NUMBER"

WITHHELD_WORDS = frozenset(
    {
        "withheld", "anonymous", "unknown", "unavailable", "private", "restricted", "blocked",
        "hidden", "payphone", "international", "noclid", "nocallerid", "nonumber",
        "numberwithheld", "null", "none", "n/a", "na", "0", "-1", "-", "?",
    }
)  # fmt: skip
VOICEMAIL_WORDS = frozenset({"121", "voicemail", "voicemails", "vmail"})
SCI = re.compile(r"[0-9]+[.,][0-9]*[eE]\+?[0-9]{1,2}|[0-9]+[eE]\+[0-9]{1,2}")
URI = re.compile(r"(?:tel|sip|sips):([^;@]+).*", re.IGNORECASE)
WRITING = re.compile(r"[\s().\-/\u2010-\u2015]")
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Party:
    """What a raw text is: `number` only where kind is NUMBER; `wrong` is a quarantine reason or None."""

    number: str | None
    kind: PartyKind
    rule: str | None
    wrong: str | None = None


def read(raw: str, country: str = "44", *, opaque: bool = False) -> Party:
    """The party that a raw text names. `country` is the calling code of national numbers.

    `opaque` identifiers (a file whose subjects are letters) are joined as given, but for those that are
    written as full numbers. Reading a result again gives the same result.
    """
    text = clean(raw)
    if SCI.fullmatch(text):
        return Party(None, PartyKind.NUMBER, None, SCI_NOTATION_LOSSY)
    special = _special(text)
    if special is not None:
        return special
    uri = URI.fullmatch(text)
    text = uri[1] if uri else text
    if opaque:
        return _opaque(text, country)
    if LETTER.search(text):
        return Party(None, PartyKind.SENDER, "ALPHANUMERIC")
    return _digits(text, country)


def clean(raw: str) -> str:
    """NFKC without invisible marks and outer space: Arabic and full-width digits become 0-9."""
    text = unicodedata.normalize("NFKC", raw)
    text = "".join(_digit(c) for c in text if unicodedata.category(c) not in ("Cf", "Cc"))
    return text.strip().strip("'\"").strip()


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def _special(text: str) -> Party | None:
    word = re.sub(r"[\s_]+", "", text).casefold()
    if not word or word in WITHHELD_WORDS:
        return Party(None, PartyKind.WITHHELD, "WITHHELD_WORD")
    if word.replace("-", "") in VOICEMAIL_WORDS:
        return Party(None, PartyKind.VOICEMAIL, "VOICEMAIL")
    return None


def _opaque(text: str, country: str) -> Party:
    found = None if LETTER.search(text) else _first(_WRITTEN_WHOLE, *_parts(text), country)
    return found or Party(text, PartyKind.NUMBER, "AS_GIVEN")


def _digits(text: str, country: str) -> Party:
    plus, digits = _parts(text)
    if not digits.isdigit() or not digits.isascii():
        service = re.fullmatch(r"[0-9*#]+", digits) is not None
        if service:
            return Party(None, PartyKind.SHORT_CODE, "SERVICE_CODE")
        return Party(None, PartyKind.NUMBER, None, BAD_NUMBER)
    if len(digits) <= 6:
        return Party(None, PartyKind.SHORT_CODE, "SHORT_CODE")
    found = _first((*_WRITTEN_WHOLE, *_NEEDS_COUNTRY), plus, digits, country)
    if found is not None:
        return found
    if len(digits) > 15:
        return Party(None, PartyKind.NUMBER, None, BAD_NUMBER)
    return Party(("+" if plus else "") + digits, PartyKind.NUMBER, "AS_GIVEN")


def _parts(text: str) -> tuple[bool, str]:
    """Whether a plus leads, and the rest without the marks of writing and a spreadsheet's `.0`."""
    whole = re.sub(r"(?<=[0-9]{7})\.0$", "", text)
    whole = re.sub(r"\(0\)", "", whole) if re.match(r"\s*(\+|00)", whole) else whole
    whole = WRITING.sub("", whole)
    return whole.startswith("+"), whole.removeprefix("+")


_Rule = Callable[[bool, str, str], tuple[str, str] | None]


def _first(rules: Iterable[_Rule], plus: bool, digits: str, country: str) -> Party | None:
    for rule in rules:
        found = rule(plus, digits, country)
        if found is not None:
            return Party(found[0], PartyKind.NUMBER, found[1])
    return None


def _plus(plus: bool, digits: str, country: str) -> tuple[str, str] | None:
    """+ and 7 to 15 digits; a trunk 0 after the own country's code is taken out."""
    if not plus or not digits.isdigit():
        return None
    if digits.startswith("00"):
        digits = digits[2:]
    return _international(digits, country, "PLUS")


def _double_zero(plus: bool, digits: str, country: str) -> tuple[str, str] | None:
    """00 and the international number."""
    if plus or not digits.startswith("00") or not digits.isdigit():
        return None
    return _international(digits[2:], country, "DOUBLE_ZERO")


def _international(digits: str, country: str, rule: str) -> tuple[str, str] | None:
    if digits.startswith(country + "0"):
        digits = country + digits[len(country) :].lstrip("0")
        rule += "_TRUNK_ZERO"
    if 7 <= len(digits) <= 15 and not digits.startswith("0"):
        return "+" + digits, rule
    return None


def _uk_mobile(plus: bool, digits: str, country: str) -> tuple[str, str] | None:
    """07 and nine digits, in any use, drama numbers too."""
    if plus or country != "44" or not re.fullmatch(r"07[0-9]{9}", digits):
        return None
    return "+44" + digits[1:], "NATIONAL"


def _uk_country_code(plus: bool, digits: str, country: str) -> tuple[str, str] | None:
    """44 or 044, an optional trunk 0, and a national number of nine or ten digits."""
    found = re.fullmatch(r"0?440?([1-9][0-9]{8,9})", digits)
    if plus or country != "44" or not found:
        return None
    if len(found[1]) == 9 and not _is_valid("+44" + found[1]):
        return None
    return "+44" + found[1], "COUNTRY_CODE"


def _national(plus: bool, digits: str, country: str) -> tuple[str, str] | None:
    """0 and a national number: British of ten digits, else as the numbering plan has it."""
    if plus or not digits.startswith("0") or digits.startswith("00"):
        return None
    if country == "44" and re.fullmatch(r"0[1-9][0-9]{9}", digits):
        return "+44" + digits[1:], "NATIONAL"
    whole = f"+{country}{digits[1:]}"
    return (whole, "NATIONAL") if _is_valid(whole) else None


def _zero_restored(plus: bool, digits: str, country: str) -> tuple[str, str] | None:
    """Ten digits from 7: a British mobile whose 0 a spreadsheet took."""
    if plus or country != "44" or not re.fullmatch(r"7[0-9]{9}", digits):
        return None
    return "+44" + digits, "ZERO_RESTORED"


def _plus_added(plus: bool, digits: str, _country: str) -> tuple[str, str] | None:
    """Eleven digits or more that are a valid number once the plus is put before them."""
    if plus or len(digits) < 11 or digits.startswith("0") or not _is_valid("+" + digits):
        return None
    return "+" + digits, "PLUS_ADDED"


_WRITTEN_WHOLE: tuple[_Rule, ...] = (_plus, _double_zero, _uk_mobile)
_NEEDS_COUNTRY: tuple[_Rule, ...] = (_uk_country_code, _national, _zero_restored, _plus_added)


def _is_valid(number: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, None))
    except phonenumbers.NumberParseException:
        return False
