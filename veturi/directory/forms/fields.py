"""Fields of forms that read what people write about a partner: its municipality, its Y-tunnus."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from veturi.directory.codes.municipalities import find_municipality, municipality
from veturi.foundation.business_id import NotABusinessId, read_business_id


class MunicipalityField(forms.CharField):
    """A municipality by its name in Finnish or Swedish; the value is its code."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        found = find_municipality(text)
        if found is None:
            raise forms.ValidationError(
                _("“%(name)s” is not a municipality. Write its name, for example Jyväskylä."),
                params={"name": text},
            )
        return found.code

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) and value.isdigit() and (found := municipality(value)):
            return found.name
        return value


class BusinessIdField(forms.CharField):
    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return read_business_id(text) if text else ""
        except NotABusinessId as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
