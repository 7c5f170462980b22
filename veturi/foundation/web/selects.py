"""A field of one choice, written at once: the framework renders a template for each option."""

from collections.abc import Iterable
from typing import Any

from django.forms import BoundField
from django.forms.utils import flatatt
from django.utils.html import escape
from markupsafe import Markup


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
