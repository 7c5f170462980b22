"""A field of one choice, written at once: the framework renders a template for each option."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.forms import BoundField, ModelChoiceField
from django.forms.models import ModelChoiceIterator
from django.forms.utils import flatatt
from markupsafe import Markup, escape


def select(bound: BoundField) -> Markup:
    """The field as HTML, the same as the framework's own."""
    widget: Any = bound.field.widget
    attrs = bound.build_widget_attrs({"id": bound.auto_id, **widget.attrs})
    attrs = {"name": bound.html_name, **attrs}
    chosen = set(widget.format_value(bound.value()))
    return Markup(  # noqa: S704 - every part is escaped
        f"<select{flatatt(attrs)}>{''.join(_options(widget.choices, chosen))}</select>"
    )


def _options(choices: Iterable[tuple[Any, Any]], chosen: set[str]) -> Iterable[str]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            inside = "".join(_options(label, chosen))
            yield f'<optgroup label="{escape(value)}">{inside}</optgroup>'
        else:
            written = "" if value is None else str(value)
            mark = " selected" if written in chosen else ""
            yield f'<option value="{escape(written)}"{mark}>{escape(label)}</option>'


class NamedChoices(ModelChoiceIterator):  # type: ignore[type-arg]  # not so when it runs
    """Choices of keys and names alone: no thing is made of each row."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        field: Any = self.field
        if field.empty_label is not None:
            yield "", field.empty_label
        for key, *names in self.queryset.values_list("pk", *field.named_by):
            yield key, " ".join(names).strip()


class NamedChoiceField(ModelChoiceField):  # type: ignore[type-arg]  # the same
    """One of many rows, each told by what stands in these of its columns."""

    iterator = NamedChoices

    def __init__(self, *args: Any, named_by: tuple[str, ...], **kw: Any) -> None:
        self.named_by = named_by
        super().__init__(*args, **kw)
