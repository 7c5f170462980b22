"""A form over a thing that somebody else may save meanwhile: nothing is overwritten unseen."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _

from veturi.foundation.web.templates import cell
from veturi.foundation.web.threeway import Shown, as_shown, join, read, signed

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MINE, THEIRS = "mine", "theirs"
CARRIED, OF_ALL = "original", "keep_all"


class ChangedMeanwhile(Exception):
    """Nothing is written; the form shows what is to be chosen."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Who saved a field last, and when."""

    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that both changed; `original` is nothing when it is not known."""

    name: str
    label: "StrOrPromise"
    mine: str
    theirs: str
    original: str | None
    saved: Saved | None
    chosen: str

    @property
    def choice(self) -> str:
        return choice_of(self.name)


def choice_of(name: str) -> str:
    return f"keep-{name}"


class Edited:
    """A form with what it showed; on saving it is joined with what the thing is by then."""

    def __init__(
        self,
        form: forms.BaseForm,
        *,
        key: str,
        posted: Mapping[str, str],
        last: Callable[[str], Saved | None],
    ) -> None:
        self.form = form
        self.clashes: list[Clash] = []
        self.kept: list[StrOrPromise] = []
        self.was: Mapping[str, Any] = {}
        self._key, self._posted, self._last = key, posted, last
        here = Shown(self._canonical(form.initial), {})
        carried = read(posted.get(CARRIED, ""), key=key)
        self._shown = (carried or Shown({}, {})) if form.is_bound else here

    @property
    def original(self) -> str:
        """What the form carries along."""
        return signed(self._key, self._shown)

    @property
    def status(self) -> int:
        return 409 if self.clashes else 422 if self.form.errors else 200

    @property
    def sentence(self) -> str:
        """What is said once it is saved."""
        if not self.kept:
            return _("Saved.")
        names = ", ".join(str(label) for label in self.kept)
        return _("Saved. What others saved meanwhile stays: %(fields)s.") % {"fields": names}

    def way_back(self, now: Mapping[str, Any]) -> str:
        """What a form carries that puts back how it was, only while it is as now.

        Nothing when nothing has changed.
        """
        after = self._canonical(now)
        return signed(self._key, Shown(after, {})) if after != self._canonical(self.was) else ""

    @contextmanager
    def saving(self, now: Callable[[], Mapping[str, Any]]) -> Iterator[None]:
        """Lock the thing by asking how it is now and join; the saving follows, all or nothing."""
        with transaction.atomic():
            self._join(now())
            yield

    def _join(self, now: Mapping[str, Any]) -> None:
        self.was, theirs = now, self._canonical(now)
        asked = self._shown.before
        self._show(now, [name for name in asked if name in now and self._chosen(name) == THEIRS])
        self._must_fit(theirs)
        mine = {name: as_shown(self.form.cleaned_data[name]) for name in theirs}
        undecided = [name for name in asked if not self._chosen(name)]
        joined = join(self._shown.fields, mine=mine, theirs=theirs, undecided=undecided)
        self.kept = [self.form.fields[name].label or name for name in joined.kept]
        self._show(now, joined.kept)
        if joined.clashing:
            self._ask(joined.clashing, mine=mine, theirs=theirs)
        self._must_fit(theirs)

    def _chosen(self, name: str) -> str:
        return self._posted.get(OF_ALL) or self._posted.get(choice_of(name), "")

    def _show(self, now: Mapping[str, Any], names: Collection[str]) -> None:
        """Give these fields of the form the values of now, and read the form again."""
        if names:
            self.form.data = put(self.form, {name: now[name] for name in names})
            self.form.full_clean()

    def _must_fit(self, theirs: Mapping[str, str]) -> None:
        if not self.form.is_valid():
            self._shown = Shown(theirs, {})
            raise ChangedMeanwhile(
                _("This does not fit what was saved meanwhile. Mend it and save again.")
            )

    def _ask(
        self, names: tuple[str, ...], *, mine: Mapping[str, str], theirs: Mapping[str, str]
    ) -> None:
        """Nothing is written: both are shown, and what is shown now is what is joined next."""
        before = {name: self._before(name) for name in names}
        self.clashes = [
            Clash(
                name=name,
                label=self.form.fields[name].label or name,
                mine=told(self.form.fields[name], mine[name]),
                theirs=told(self.form.fields[name], theirs[name]),
                original=None if first is None else told(self.form.fields[name], first),
                saved=self._last(name),
                chosen=self._chosen(name),
            )
            for name, first in before.items()
        ]
        self._shown = Shown(theirs, before)
        raise ChangedMeanwhile(
            _("Somebody saved the same meanwhile. Nothing of yours is lost: choose what stays.")
        )

    def _before(self, name: str) -> str | None:
        return self._shown.before.get(name, self._shown.fields.get(name))

    def _canonical(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Written forms as the form would read these values, of what it can change."""
        return {
            name: as_shown(_read_by(field, values[name]))
            for name, field in self.form.fields.items()
            if name in values and not field.disabled
        }


def _read_by(field: forms.Field, value: Any) -> Any:
    """A text as the field would clean it, so that leaving it alone is no change."""
    if not isinstance(value, str) or isinstance(field, forms.ModelChoiceField):
        return value
    try:
        return field.clean(field.prepare_value(value))
    except forms.ValidationError:
        return value


def put(form: forms.BaseForm, values: Mapping[str, Any]) -> Any:
    """What was posted, with these values in place of what was typed."""
    data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    for name, value in values.items():
        data.setlist(form.add_prefix(name), typed(form.fields[name], value))
    return data


def typed(field: forms.Field, value: Any) -> list[str]:
    """A value as the widget would send it."""
    if isinstance(field, forms.BooleanField):
        return ["on"] if value else []
    shown = field.widget.format_value(field.prepare_value(value))
    many = shown if isinstance(shown, (list, tuple)) else [shown]
    return [str(one) for one in many if one not in (None, "")]


def told(field: forms.Field, text: str) -> str:
    """A written form as people read it."""
    if isinstance(field, forms.ModelChoiceField):
        return _named(field, [key for key in text.split(",") if key])
    if isinstance(field, forms.MultipleChoiceField):
        return ", ".join(str(_flat(field.choices).get(key, key)) for key in text.split(","))
    if isinstance(field, forms.ChoiceField):
        return str(_flat(field.choices).get(text, text))
    if isinstance(field, forms.BooleanField):
        return _("yes") if text == "True" else _("no")
    try:
        return str(cell(date.fromisoformat(text)))
    except ValueError:
        return str(field.prepare_value(text))


def _named(field: Any, keys: list[str]) -> str:
    """Whom or what keys mean, also those that can no longer be chosen."""
    if not keys:
        return ""
    found = field.queryset.model._default_manager.filter(pk__in=keys)
    return ", ".join(str(one) for one in found) or "–"


def _flat(choices: Any) -> dict[str, Any]:
    pairs: dict[str, Any] = {}
    for value, label in choices:
        pairs.update(_flat(label) if isinstance(label, (list, tuple)) else {str(value): label})
    return pairs
