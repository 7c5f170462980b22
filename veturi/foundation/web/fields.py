"""Fields of forms that people fill as they write: days, phone numbers, decimals."""

import re
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from typing import Any, NoReturn

import phonenumbers
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from veturi.foundation.loose_dates import Precision, read_date

LONGEST_KEY = 18
_CLOCK = re.compile(
    r"(?:klo |kl\. |kl )?(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))?", re.IGNORECASE
)
FIRST_YEAR, LAST_YEAR = 1900, 2099


def keys_in(written: Iterable[str]) -> list[int]:
    """The keys among what an address or a form holds; what cannot be one is passed over."""
    return [int(key) for key in written if key.isdecimal() and len(key) <= LONGEST_KEY]


class ManyField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several of a queryset; a key that no row can have is refused before a database sees it."""

    def clean(self, value: Any) -> Any:
        for key in value if isinstance(value, list | tuple) else ():
            if not keys_in([str(key)]):
                sentence = self.error_messages["invalid_pk_value"]
                raise forms.ValidationError(
                    sentence, code="invalid_pk_value", params={"pk": str(key)[:LONGEST_KEY]}
                )
        return super().clean(value)


class DayInput(forms.TextInput):
    """A text field for a day: 24.11.2026 in every language of ours."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, date):
            return f"{value.day}.{value.month}.{value.year}"
        return str(value) if value else None


class ClockInput(forms.TextInput):
    """A short text field for a time: 8.00 in every language of ours."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"size": 6, "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, time):
            return f"{value.hour}.{value.minute:02}"
        return str(value) if value else None


class DayField(forms.Field):
    """One day, written as people write it: 24.11.2026, 24.11., 2026-11-24."""

    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        today = timezone.localdate()
        reading = read_date(str(value), today=today)
        if reading.problem:
            raise forms.ValidationError(str(reading.problem))
        if reading.precision != Precision.DAY or reading.first is None:
            raise forms.ValidationError(_("Write the day as 24.11.2026."))
        if not FIRST_YEAR <= reading.first.year <= LAST_YEAR:
            raise forms.ValidationError(_("Give a year between 1900 and 2099."))
        return reading.first


class ClockField(forms.Field):
    """A time of day, written as people write it: 8, 8:00, 8.30, klo 16."""

    widget = ClockInput

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values or isinstance(value, time):
            return value or None
        found = _CLOCK.fullmatch(str(value).strip())
        try:
            return time(int(found["hour"]), int(found["minute"] or 0)) if found else self._refuse()
        except ValueError:
            return self._refuse()

    def _refuse(self) -> NoReturn:
        raise forms.ValidationError(_("Write the time as 8.00 or 16.30."))


class PastDayField(DayField):
    """A day on which something has happened: today or before."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))


class PhoneField(forms.CharField):
    """A phone number in the form +358 40 123 4567; numbers without a country are Finnish."""

    def __init__(self, **kw: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}), **kw)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            number = phonenumbers.parse(text, "FI")
        except phonenumbers.NumberParseException as wrong:
            raise forms.ValidationError(self._sentence) from wrong
        if not phonenumbers.is_possible_number(number):
            raise forms.ValidationError(self._sentence)
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)

    _sentence = _("Write the phone number as 040 123 4567 or +358 40 123 4567.")


class AmountField(forms.DecimalField):
    """A number with a decimal comma or point."""

    def __init__(self, **kw: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"widget": widget, **kw})

    def prepare_value(self, value: Any) -> Any:
        """A kept number as people write it: 0,5 and not 0.500."""
        if isinstance(value, Decimal):
            return f"{value.normalize():f}".replace(".", ",")
        return value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.strip().replace("\u00a0", "").replace(" ", "").replace(",", ".")
        return super().to_python(value)
