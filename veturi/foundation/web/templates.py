"""The Jinja2 environment: what every page may use."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import QueryDict
from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from jinja2 import Environment, StrictUndefined

from veturi.foundation.design.assets import asset
from veturi.foundation.design.icons import icon
from veturi.foundation.text import initials
from veturi.foundation.web.cells import body, shown
from veturi.foundation.web.returning import back_of
from veturi.foundation.web.selects import select


def environment(**options: Any) -> Environment:
    """StrictUndefined: a name that is not there is an error, in production and in tests."""
    ours: dict[str, Any] = {
        "undefined": StrictUndefined,
        "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"],
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    env = Environment(**{**options, **ours})  # noqa: S701 - Django hands autoescape=True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=translation.gettext,
        ngettext=translation.ngettext,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
        newstyle=True,
    )
    env.globals.update(
        url=url,
        static=static,
        asset=asset,
        icon=icon,
        select=select,
        back_of=back_of,
        shown=partial(shown, cell=cell),
        body=partial(body, cell=cell),
        get_messages=get_messages,
        language=language,
        demo_people=demo_people,
    )
    env.filters.update(day=day, weekday=weekday, clock=clock, num=num, initials=initials)
    env.filters.update(
        capfirst=capfirst, month=month, cell=cell, with_query=with_query, file_size=file_size
    )
    return env


MEGABYTE, KILOBYTE = 1_000_000, 1_000


def url(name: str, *args: Any, query: Mapping[str, Any] | None = None, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs, query=query)


def with_query(query: QueryDict, **changes: Any) -> str:
    """The query of an address with some names given another value."""
    changed = query.copy()
    for name, value in changes.items():
        changed[name] = str(value)
    return changed.urlencode()


def language() -> str:
    """fi, sv or en."""
    return (translation.get_language() or "fi")[:2]


def demo_people() -> Sequence[Any]:
    """Whom the demo lets in with one click; nobody anywhere else."""
    return import_string(settings.DEMO_PEOPLE) if settings.DEMO else ()


def cell(value: Any) -> Any:
    """A value in a table: days and numbers as people read them."""
    if isinstance(value, date):
        return day(value)
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return num(value)
    return "" if value is None else value


def day(value: date | datetime | None) -> str:
    """24.11.2026; nothing for no day."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return f"{value.day}.{value.month}.{value.year}"


WEEKDAYS = {
    "fi": ("ma", "ti", "ke", "to", "pe", "la", "su"),
    "sv": ("må", "ti", "on", "to", "fr", "lö", "sö"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def weekday(value: date) -> str:
    """Ti 24.11."""
    names = WEEKDAYS[language()]
    return f"{names[value.weekday()]} {value.day}.{value.month}."


def month(value: date) -> str:
    """Marraskuu 2026."""
    return formats.date_format(value, "F Y").capitalize()


def clock(value: datetime) -> str:
    """9.12, in the time of the house."""
    local = timezone.localtime(value)
    return f"{local.hour}.{local.minute:02}"


def num(value: Decimal | float | None, decimals: int | None = None) -> str:
    """A number by locale: no-break space between thousands, no trailing zeros."""
    if value is None:
        return "–"
    plain = Decimal(str(value))
    if decimals is None:
        plain = plain.normalize()
        decimals = max(0, -int(plain.as_tuple().exponent))
    return formats.number_format(plain, decimals, use_l10n=True, force_grouping=True)


def file_size(size: int) -> str:
    """1,2 MB; 34 kB; never less than one."""
    if size >= MEGABYTE:
        return translation.gettext("%(number)s MB") % {"number": num(round(size / MEGABYTE, 1))}
    return translation.gettext("%(number)s kB") % {"number": num(max(1, round(size / KILOBYTE)))}
