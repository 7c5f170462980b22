"""The Finnish business ID (Y-tunnus): recognised, read as people write it, and made up."""

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from stdnum.fi import ytunnus

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_FORM = re.compile(r"([0-9]{7})-([0-9])")
_AS_WRITTEN = re.compile(r"(?:FI)?([0-9]{6,7})-?([0-9])")
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)
_FIRST_MADE_UP = 9_000_000
_MADE_UP = 500_000


class NotABusinessId(ValueError):
    """The text cannot be read as a business ID; the reason is a sentence for people."""

    def __init__(self, reason: "StrPromise") -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


def is_business_id(text: str) -> bool:
    """Whether the text is a business ID in its one official form, check digit and all."""
    parts = _FORM.fullmatch(text)
    if parts is None or check_digit(parts[1]) != parts[2]:
        return False
    return bool(ytunnus.is_valid(text))


def read_business_id(text: str) -> str:
    """The official form of what somebody wrote: "FI09421653" is 0942165-3."""
    written = re.sub(r"\s", "", text).upper().translate(_HYPHENS)
    if not written:
        raise NotABusinessId(_("Write the business ID, for example 1234567-1."))
    parts = _AS_WRITTEN.fullmatch(written)
    if parts is None:
        raise NotABusinessId(
            _("A business ID is seven digits, a hyphen and a check digit, for example 1234567-1.")
        )
    business_id = f"{parts[1]:0>7}-{parts[2]}"
    if not is_business_id(business_id):
        raise NotABusinessId(
            _("The check digit does not match: look for a wrong digit in the business ID.")
        )
    return business_id


def made_up_business_id(n: int) -> str:
    """The n-th ID for fictitious workplaces: right in form, from numbers that belong to nobody."""
    if not 0 <= n < _MADE_UP:
        raise ValueError(n)
    # Of two neighbouring numbers at most one is without a check digit: each n has its own.
    candidates = (str(_FIRST_MADE_UP + 2 * n + step) for step in (0, 1))
    number = next(digits for digits in candidates if check_digit(digits))
    return f"{number}-{check_digit(number)}"


def check_digit(seven_digits: str) -> str | None:
    """The last digit of the ID, or None for a number that is not in use."""
    weighted = zip(_WEIGHTS, seven_digits, strict=True)
    rest = sum(weight * int(digit) for weight, digit in weighted) % 11
    if rest == 1:
        return None
    return str((11 - rest) % 11)
