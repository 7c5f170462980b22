"""Choosing one thing of very many: by typing, with the list that the server answers."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

Find = Callable[[str], "QuerySet[Any]"]


class Picked(NamedTuple):
    """What came in: the key that was chosen, or the words that were typed without a script."""

    key: str
    text: str


class PickInput(forms.Widget):
    """<v-combo> around a hidden key and a text field; without a script the text travels."""

    url_name = ""

    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, name: str) -> Picked:
        return Picked(str(data.get(name, "")), str(data.get(f"{name}_text", "")).strip())

    def id_for_label(self, id_: str) -> str:
        return id_

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        picked = value if isinstance(value, Picked) else Picked("", "")
        if isinstance(value, Model):
            picked = Picked(str(value.pk), str(value))
        text = forms.TextInput().render(
            f"{name}_text", picked.text, {**(attrs or {}), "autocomplete": "off"}, renderer
        )
        return format_html(
            '<v-combo data-url="{}"><input type="hidden" name="{}" value="{}">{}'
            '<ul role="listbox" aria-label="{}" hidden></ul></v-combo>',
            reverse(self.url_name),
            name,
            picked.key,
            text,
            _("Found"),
        )


class PickField(forms.Field):
    """One row of a queryset, chosen while typing or by its whole name."""

    widget = PickInput

    def __init__(self, *, url_name: str, **kw: Any) -> None:
        super().__init__(**kw)
        self.rows: QuerySet[Any] | None = None
        self.find: Find | None = None
        self.widget.url_name = url_name

    def among(self, rows: "QuerySet[Any]", *, find: Find) -> None:
        """Which rows may be chosen, and how typed words find them."""
        self.rows, self.find = rows, find

    def clean(self, value: Any) -> Any:
        picked = value if isinstance(value, Picked) else Picked("", "")
        if not picked.key and not picked.text:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        found = self._found(picked)
        if len(found) != 1:
            raise forms.ValidationError(_("Choose one from the list."))
        return found[0]

    def _found(self, picked: Picked) -> list[Any]:
        if self.rows is None or self.find is None:
            raise TypeError("Say with among() which rows may be chosen.")
        if picked.key:
            key = picked.key
            return list(self.rows.filter(pk=key)) if key.isdecimal() and len(key) < 19 else []  # noqa: PLR2004 - longer than a key can be
        if "\0" in picked.text:
            return []
        found = list(self.rows.filter(pk__in=self.find(picked.text).values("pk"))[:9])
        whole = [one for one in found if str(one).casefold() == picked.text.casefold()]
        return whole if len(whole) == 1 else found
