"""Numbers of the registers: of companies, study rights, students, organisations, mobile phones."""

import re
from collections.abc import Callable

import phonenumbers

from veturi.foundation.business_id import is_business_id

_RANDOM = r"[1-9][0-9]{9}(?:[0-9]|10)"
OID_PATTERNS = {
    "opiskeluoikeus": re.compile(rf"1\.2\.246\.562\.15\.{_RANDOM}"),
    "oppija": re.compile(rf"1\.2\.246\.562\.(?:24|[12]?98)\.{_RANDOM}"),
    "organisaatio": re.compile(
        rf"1\.2\.246\.562\.(?:10|[12]?99)\.(?:{_RANDOM}|0{{10}}1|201[34][0-9]{{18}})"
    ),
}
STUDENTS = "24"
# Which values a code's URI may have, by its code list.
CODE_URI = {
    "tutkinnonosat": r"tutkinnonosat_\d+",
    "osaamisenhankkimistapa": r"osaamisenhankkimistapa_.+",
    "oppisopimuksenperusta": r"oppisopimuksenperusta_.+",
    "ammatillisenoppiaineet": r"ammatillisenoppiaineet_.+",
    "oppimisymparistot": r"oppimisymparistot_\d{4}",
    "osaamisentodentamisenprosessi": r"osaamisentodentamisenprosessi_\d+",
    "urasuunnitelma": r"urasuunnitelma_\d{4}",
    "koulutuksenosattuva": r"koulutuksenosattuva_\d{3}",
    "ammatillinenkoulutusoppimisentuentyyppi": r"ammatillinenkoulutusoppimisentuentyyppi_\d{2}",
    "ammatillisentutkinnonosanryhma": r"ammatillisentutkinnonosanryhma_[12]",
}
COUNTRY = 358
MOBILE = frozenset(
    {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}
)


def is_y_tunnus(text: object) -> bool:
    """Whether it is a business ID in its one form, 1234567-1, check digit and all.

    Source: weights 7, 9, 10, 5, 8, 4, 2 modulo 11 (Tax Administration); OPH eHOKS, hoks/schema.clj.
    """
    return isinstance(text, str) and is_business_id(text)


def is_oid(kind: str, text: object) -> bool:
    """Whether it is an OID of the kind: "opiskeluoikeus", "oppija" or "organisaatio".

    A study right has a Luhn digit, a student one of IBM 7-3-1 (test nodes 98, 198 and 298 of Luhn),
    "10" in its place is 0, and an organisation has none that is kept to. "oppija_oid" will do for
    "oppija". Raises ValueError for another kind. Source: OPH eHOKS, schema/oid.clj.
    """
    name = kind.removesuffix("_oid").removesuffix("-oid")
    if name not in OID_PATTERNS:
        raise ValueError(f"no kind of OID: {kind}")
    if not isinstance(text, str) or not OID_PATTERNS[name].fullmatch(text):
        return False
    return name == "organisaatio" or _check_digit_matches(text)


def is_code_uri(codeset: str, text: object) -> bool:
    """Whether it has the form of a code's URI in the code list; KeyError for an unknown list.

    Source: OPH eHOKS, hoks/schema.clj.
    """
    return isinstance(text, str) and bool(re.fullmatch(CODE_URI[codeset], text, re.ASCII))


def is_finnish_mobile(text: object) -> bool:
    """Whether a text message can be sent to the number as it is written, in ASCII.

    Source: OPH herätepalvelu, common.clj (`valid-number?`), with libphonenumber.
    """
    if not isinstance(text, str) or not text.isascii():
        return False
    try:
        number = phonenumbers.parse(text, "FI")
    except phonenumbers.NumberParseException:
        return False
    return number.country_code == COUNTRY and phonenumbers.number_type(number) in MOBILE


def _check_digit_matches(oid: str) -> bool:
    *_, node, number = oid.split(".")
    sum_of: Callable[[list[int]], int] = _ibm_sum if node == STUDENTS else _luhn_sum
    backwards = [int(digit) for digit in reversed(number[:10])]
    wanted = (10 - sum_of(backwards) % 10) % 10
    return number[10:] in ({"0", "10"} if wanted == 0 else {str(wanted)})


def _luhn_sum(backwards: list[int]) -> int:
    doubled = [2 * digit for digit in backwards[::2]]
    return sum(digit // 10 + digit % 10 for digit in doubled) + sum(backwards[1::2])


def _ibm_sum(backwards: list[int]) -> int:
    return sum(digit * (7, 3, 1)[place % 3] for place, digit in enumerate(backwards))
