"""Rows of the log in words: who, what, about whom, from what to what."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Model
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from veturi.directory.models import Partnership, Person, Provider
from veturi.directory.telling import Told, told
from veturi.foundation.accounts.letters import CHANGES
from veturi.foundation.history.models import Change
from veturi.foundation.trail.models import Trace, What
from veturi.surfaces.accesslog.reading import Row

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LISTS = {
    "directory.list:partners": gettext_lazy("Organisations"),
    "directory.list:people": gettext_lazy("Contacts"),
    "levels.list:index": gettext_lazy("Levels"),
    "reciprocity.list:index": gettext_lazy("Reciprocity"),
    "accesslog.list:index": gettext_lazy("Access log"),
    "imports.list:report": gettext_lazy("Imports"),
}
WAYS = {
    "password": gettext_lazy("a password"),
    "code": gettext_lazy("a code"),
    "totp": gettext_lazy("a code"),
    "recovery_codes": gettext_lazy("a recovery code"),
    "webauthn": gettext_lazy("a passkey"),
}
SHOWN_AT = {
    "directory.partnerattachment": "directory:attachment",
    "encounters.encounter": "encounters:show",
    "imports.import": "imports:report",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row as a person reads it."""

    at: datetime
    who: str
    act: str
    thing: str
    url: str
    field: "StrOrPromise" = ""
    old: str = ""
    new: str = ""
    is_erased: bool = False


def lines_of(rows: Sequence[Row], *, provider: Provider) -> list[Line]:
    """In the order of the rows; what they refer to is looked up once."""
    words = _told([row for row in rows if isinstance(row, Change)], provider=provider)
    names = _Names(rows, provider=provider)
    return [
        _of_change(row, words[row.pk], names) if isinstance(row, Change) else _of_trace(row, names)
        for row in rows
    ]


def _told(changes: Iterable[Change], *, provider: Provider) -> dict[int, Told]:
    """Changes in words by their keys; those of things of one kind are told together."""
    kinds = defaultdict(list)
    for row in changes:
        kinds[model_of(row.subject)].append(row)
    return {
        row.pk: words
        for kind, rows in kinds.items()
        for row, words in zip(rows, told(rows, of=kind, provider=provider), strict=True)
    }


def model_of(subject: str) -> type[Model]:
    """Of what kind the thing is that a row is about; what is no more is a change."""
    try:
        return apps.get_model(subject.partition(":")[0])
    except (LookupError, ValueError):
        return Change


def _of_change(row: Change, words: Told, names: "_Names") -> Line:
    thing, url = names.thing(row.subject)
    return Line(
        row.at,
        words.who,
        _("Merged") if row.field.startswith("merged") else _("Changed"),
        thing,
        url,
        words.field,
        words.old,
        words.new,
        is_erased=bool(row.erased),
    )


def _of_trace(row: Trace, names: "_Names") -> Line:
    thing, url = names.thing(row.subject, label=row.label)
    return Line(
        row.at,
        names.user(row.by_id),
        str(What(row.what).label),
        thing,
        url,
        new=_details(row),
        is_erased=bool(row.erased),
    )


def _details(row: Trace) -> str:
    """What else a trace tells."""
    given: dict[str, Any] = row.details
    if row.what == What.EXPORTED and given:
        return _export(given)
    if row.what == What.ERASED and given:
        return _rows(given["rows"])
    if row.what in {What.FILE_OPENED, What.FILE_TAKEN}:
        return " · ".join(given.get("of", ()))
    known = {**WAYS, **CHANGES}
    return ", ".join(str(known.get(way, way)) for way in given.get("ways", ()))


def _export(given: dict[str, Any]) -> str:
    parts = [_rows(given["rows"]), given["format"].upper(), given["filter"]]
    return " · ".join(part for part in parts if part)


def _rows(count: int) -> str:
    return ngettext("%(count)s row", "%(count)s rows", count) % {"count": count}


class _Names:
    """What the rows refer to: as many queries, however many rows."""

    def __init__(self, rows: Iterable[Row], *, provider: Provider) -> None:
        subjects, users = {row.subject for row in rows}, {row.by_id for row in rows}
        self._users = {
            person.user_id: str(person)
            for person in Person.objects.filter(provider=provider, user__in=users)
        }
        self._things = {
            **_things(Person, subjects, provider),
            **_things(Partnership, subjects, provider),
        }

    def user(self, key: int | None) -> str:
        return self._users.get(key, _("somebody no longer with us")) if key else "–"

    def thing(self, subject: str, *, label: str = "") -> tuple[str, str]:
        """How it is called, and where it is shown."""
        kind, _colon, key = subject.partition(":")
        if found := self._things.get(subject):
            return found
        if subject in LISTS:
            return str(LISTS[subject]), ""
        if not subject:
            return label, ""
        name = label or capfirst(str(model_of(subject)._meta.verbose_name))
        return name, reverse(SHOWN_AT[kind], args=[key]) if kind in SHOWN_AT else ""


def _things(
    model: type[Person | Partnership], subjects: Iterable[str], provider: Provider
) -> dict[str, tuple[str, str]]:
    prefix = f"{model._meta.label_lower}:"
    keys = [one.removeprefix(prefix) for one in subjects if one.startswith(prefix)]
    found = model._default_manager.filter(provider=provider, pk__in=keys)
    return {one.key: (str(one), one.get_absolute_url()) for one in found}
