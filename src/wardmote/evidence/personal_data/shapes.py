"""Personal data that can be told by its shape: emails, numbers, marks, postcodes, addresses.

Each shape has a pattern, a check of what the pattern caught, and how much of a column must
have it. A shape that nothing else has (an email address) needs one value; a shape that other
codes share (ten digits) needs many, or a header that says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from wardmote.evidence.personal_data.columns import Column, Hits, PersonalKind

# A number or mark inside a longer run of letters, digits or decimals is something else
_START = r"(?<![\w.])"
_END = r"(?![\w]|\.\d)"

# Royal Mail's forms: A9 A99 AA9 AA99 A9A AA9A, then digit and two letters
POSTCODE = (
    r"(?:GIR ?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY])"
    r" *\d[ABD-HJLNP-UW-Z]{2})"
)
STREET_WORD = (
    r"(?:road|rd|street|st|lane|ln|avenue|ave|close|drive|court|crescent|cres|gardens|gdns|"
    r"place|terrace|grove|hill|walk|square|sq|mews|row|green|park|rise|view|way|house|estate)"
)
NHS_CHECK = 11  # NHS Data Dictionary: NHS number, modulus 11
NHS_WEIGHTS = range(10, 1, -1)


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits pass the NHS number's own check.

    One run of ten digits in eleven passes by chance, so a column is judged by its share.

    References
    ----------
    NHS Data Dictionary, "NHS number": modulus 11, weights 10 to 2; a check digit of 10 is
    never issued, and 11 is written 0.

    Examples
    --------
    >>> is_nhs_number("943 476 5919"), is_nhs_number("9434765918")
    (True, False)
    """
    only = re.sub(r"\D", "", digits)
    total = sum(int(digit) * weight for digit, weight in zip(only, NHS_WEIGHTS, strict=False))
    check = (NHS_CHECK - total % NHS_CHECK) % NHS_CHECK
    return len(only) == 10 and len(set(only)) > 1 and check == int(only[-1])


def is_phone_length(text: str) -> bool:
    """Whether text has the nine or ten digits of a UK number after its nought or +44.

    Examples
    --------
    >>> is_phone_length("+44 (0)20 7946 0000"), is_phone_length("01582 12345")
    (True, True)
    >>> is_phone_length("0123 4567 8901 234")
    False
    """
    digits = re.sub(r"\D", "", text)
    national = re.sub(r"^(?:00)?44", "", digits).removeprefix("0")
    return len(national) in (9, 10)


def _always(_: str) -> bool:
    return True


def outward_postcode(postcode: str) -> str:
    """Outward part of a full postcode: the "general postcode address" of the law.

    Answers "which part of a postcode may stay when the rest would point at a few homes?".
    A value that is not a full postcode comes back blank, so that nothing slips through.

    References
    ----------
    SI 2007/1831, regulation 2: information is shared with the outward part only.

    Examples
    --------
    >>> outward_postcode("e14 2bg"), outward_postcode("E142BG"), outward_postcode("E14")
    ('E14', 'E14', 'E14')
    >>> outward_postcode("12 High Street")
    ''
    """
    text = " ".join(postcode.upper().split())
    if re.fullmatch(POSTCODE, text):
        return text[:-3].strip()
    return text if re.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]?", text) else ""


@dataclass(frozen=True)
class Shape:
    """One kind of personal data that has a shape.

    Parameters
    ----------
    kind
        What it is.
    pattern
        Found anywhere in a value.
    looks
        "look like …", for the message.
    least, share
        How many distinct values, and what share of them, must have it when the header is
        silent. Both must be reached.
    header
        Words of a header that says so; then one value and `share_by_header` are enough.
    valid
        Check of the text that the pattern caught.
    looser
        Pattern to use when the header says so.
    least_digits
        How many digits it always holds, which spares searching other values.
    """

    kind: PersonalKind
    pattern: re.Pattern[str]
    looks: str
    least: int = 1
    share: float = 0.0
    header: re.Pattern[str] | None = None
    share_by_header: float = 0.02
    valid: Callable[[str], bool] = _always
    looser: re.Pattern[str] | None = None
    least_digits: int = 1

    def find(self, column: Column) -> Hits | None:
        """What of this shape a column holds, when it is enough to stop an import."""
        named = self.header.search(column.header) if self.header else None
        pattern = self.looser if named and self.looser else self.pattern
        values = column.with_digits(self.least_digits)
        caught = (match[0] for value in values if (match := pattern.search(value)))
        hits = sum(map(self.valid, caught))
        if not hits:
            return None
        share = hits / len(column.values)
        if named and share >= self.share_by_header:
            return Hits(self.kind, hits, self.looks, named[0].strip())
        if hits >= self.least and share >= self.share:
            return Hits(self.kind, hits, self.looks)
        return None


EMAIL = Shape(
    PersonalKind.EMAIL,
    re.compile(r"[\w.+'-]@[\w-]+(?:\.[\w-]+)+"),
    "hold an email address",
    least_digits=0,
)
NATIONAL_INSURANCE = Shape(
    PersonalKind.NATIONAL_INSURANCE,
    # HMRC's rules for prefixes (NIM39110): no D F I Q U V, no O second, and seven pairs unused
    re.compile(
        _START + r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
        r"(?: ?\d\d){3} ?[A-D]" + _END,
        re.IGNORECASE,
    ),
    "have the form of a National Insurance number",
    least_digits=6,
)
NHS = Shape(
    PersonalKind.NHS,
    re.compile(_START + r"\d{3}[ -]?\d{3}[ -]?\d{4}" + _END),
    "are ten digits that pass the NHS number check",
    least_digits=10,
    least=5,
    share=0.3,  # a third: three times what chance gives
    header=re.compile(r" nhs (?:no|num|number|id) "),
    valid=is_nhs_number,
)
PHONE = Shape(
    PersonalKind.PHONE,
    re.compile(
        _START
        + r"(?:(?:\+|00)44[ -]?(?:\(0\))?[ -]?|\(?0)[1237]\d{1,4}\)?(?:[ -]?\d{3,4}){2}"
        + _END
    ),
    "look like a UK phone number",
    least_digits=9,
    least=3,
    share=0.3,
    header=re.compile(
        r" (?:phone|telephone|tel|tel no|mobile|mob|landline|contact (?:no|number)|phone number) "
    ),
    # Excel eats the leading nought
    looser=re.compile(
        _START
        + r"(?:(?:\+|00)44[ -]?(?:\(0\))?[ -]?|\(?0?)[1237]\d{1,4}\)?(?:[ -]?\d{3,4}){2}"
        + _END
    ),
    valid=is_phone_length,
)
MOBILE_IN_TEXT = Shape(
    PersonalKind.PHONE,
    re.compile(_START + r"(?:(?:\+|00)44[ -]?|0)7\d{3}[ -]?\d{3}[ -]?\d{3}" + _END),
    "hold a mobile phone number",
    least_digits=10,
)
VEHICLE = Shape(
    PersonalKind.VEHICLE,
    # Marks since 2001 (DVLA INF104): two letters, two digits, three letters; no I or Q
    re.compile(_START + r"[A-HJ-PR-Y][A-HJ-PR-Y]\d\d ?[A-HJ-PR-Z]{3}" + _END),
    "have the form of a vehicle registration mark",
    least=3,
    share=0.02,
    header=re.compile(r" (?:vrm|vrn|reg|reg no|plate|registration|registration mark|index mark) "),
    # The older forms too: A123 ABC, ABC 123A, and Northern Ireland's ABZ 1234
    looser=re.compile(
        _START + r"(?:[A-Z]{2}\d\d ?[A-Z]{3}|[A-Z]\d{1,3} ?[A-Z]{3}|[A-Z]{3} ?\d{1,3}[A-Z]|"
        r"[A-Z]{1,2}[IZ][A-Z]? ?\d{1,4})" + _END,
        re.IGNORECASE,
    ),
)
ADDRESS = Shape(
    PersonalKind.ADDRESS,
    re.compile(
        r"(?:^|[,;] *)(?:(?:flat|apartment|apt|unit|room) *\w{1,4}[ ,/-]+)?\d{1,4}[a-z]?[ ,]+"
        rf"(?:[a-z'.-]+ +){{1,4}}{STREET_WORD}\b|"
        rf"^\d{{1,4}}[a-z]?,? .*\b{POSTCODE}$|\bflat \d{{1,3}}[a-z]?\b",
        re.IGNORECASE | re.MULTILINE,
    ),
    "look like a house number and street",
    least=2,
    share=0.05,
    header=re.compile(r" (?:address|house|home|property) "),
)
FULL_POSTCODE = Shape(
    PersonalKind.POSTCODE,
    re.compile(_START + POSTCODE + _END, re.IGNORECASE),
    "hold a full postcode",
    least_digits=2,
    least=2,
    share=0.2,
    header=re.compile(r" (?:postcode|post code|postal code|address) "),
)

SHAPES = (
    EMAIL,
    NATIONAL_INSURANCE,
    NHS,
    MOBILE_IN_TEXT,
    PHONE,
    VEHICLE,
    ADDRESS,
    FULL_POSTCODE,
)
