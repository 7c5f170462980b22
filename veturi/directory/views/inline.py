"""One field of a partner or a person, edited where it is shown."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from veturi.directory.access import Act, may, may_edit
from veturi.directory.actions.partners import edit_partner
from veturi.directory.actions.people import edit_person
from veturi.directory.forms.partners import PartnerForm
from veturi.directory.forms.people import PersonForm
from veturi.directory.meanwhile import edited, locked
from veturi.directory.models import Partnership, Person
from veturi.directory.present import PersonRequest
from veturi.directory.views.columns import PARTNER_COLUMNS, PERSON_COLUMNS
from veturi.directory.views.editing import locked_partner, partner_values
from veturi.foundation.web.columns import Column
from veturi.foundation.web.meanwhile import ChangedMeanwhile, Edited, put, typed
from veturi.foundation.web.refusing import refusals_on, require

# What a field must agree with, and is read together with.
BESIDE = {"owner": ("deputy",), "deputy": ("owner",)}


@dataclass(frozen=True, slots=True)
class Cell:
    """The field `column.edit` of a row: its form, how it is now under lock, and its saving."""

    rows: QuerySet[Any]
    row: Any
    column: Column
    over: Edited
    now: Callable[[], dict[str, Any]]
    save: Callable[[dict[str, Any]], object]

    @property
    def name(self) -> str:
        return self.column.edit


def partner_field(request: PersonRequest, key: int, name: str) -> HttpResponse:
    """A field of a partner."""
    rows = Partnership.objects.seen_by(request.person).with_names()
    row = get_object_or_404(rows, pk=key)
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    column = _column(PARTNER_COLUMNS, name)
    values, beside = partner_values(row), BESIDE.get(name, ())
    form = PartnerForm(_posted(request), person=request.person, initial=values)
    _narrow(form, row, name, beside={other: values[other] for other in beside})
    over = edited(form, row, provider=request.provider, posted=request.POST)
    now = partial(_some, partial(locked_partner, row), (name, *beside))
    save = partial(_save_partner, row, name, request.person)
    return _answer(request, Cell(rows, row, column, over, now, save))


def person_field(request: PersonRequest, key: int, name: str) -> HttpResponse:
    """A field of a person."""
    rows = Person.objects.seen_by(request.person)
    row = get_object_or_404(rows, pk=key)
    require(may_edit(request.person, row, on=request.today))
    column = _column(PERSON_COLUMNS, name)
    form = PersonForm(
        _posted(request), instance=rows.get(pk=key), provider=request.person.provider_id
    )
    _narrow(form, row, name, beside={})
    over = edited(form, row, provider=request.provider, posted=request.POST)
    save = partial(_save_person, row, name, request.person)
    return _answer(request, Cell(rows, row, column, over, partial(locked, row, [name]), save))


def _column(columns: Iterable[Column], name: str) -> Column:
    for column in columns:
        if column.edit == name:
            return column
    raise Http404


def _posted(request: PersonRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _narrow(form: forms.BaseForm, row: Any, name: str, *, beside: dict[str, Any]) -> None:
    """Leave the form this field, and out of sight those that it must agree with, as they are."""
    form.fields = {one: form.fields[one] for one in (name, *beside)}
    form.auto_id = f"id_%s_{row.pk}"
    form.fields[name].widget.attrs["autofocus"] = True
    if form.is_bound:
        form.data = put(form, beside)
    for other in beside:
        form.fields[other].widget = forms.HiddenInput()


def _some(now: Callable[[], dict[str, Any]], names: Iterable[str]) -> dict[str, Any]:
    values = now()
    return {name: values[name] for name in names}


def _save_partner(row: Partnership, name: str, by: Person, given: dict[str, Any]) -> None:
    if name == "tags":
        edit_partner(row, by=by, fields={}, tags=given["tags"].split(","))
        return
    is_official = name == "name" and row.organisation.name == row.name
    facts = {"name": given["name"]} if is_official else None
    edit_partner(row, by=by, fields={name: given[name]}, facts=facts)


def _save_person(row: Person, name: str, by: Person, given: dict[str, Any]) -> None:
    edit_person(row, by=by, fields={name: given[name]})


def _answer(request: PersonRequest, cell: Cell) -> HttpResponse:
    """The cell with its form, or as it is shown; without htmx the same on a page of its own."""
    form = cell.over.form
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, ChangedMeanwhile), cell.over.saving(cell.now):
            cell.save(form.cleaned_data)
            return _saved(request, cell)
    if request.htmx and "shown" in request.GET:
        return _shown(request, cell)
    template = "directory/field.html" if request.htmx else "directory/field_form.html"
    return render(request, template, _page(cell), status=cell.over.status)


def _saved(request: PersonRequest, cell: Cell) -> HttpResponse:
    if request.htmx:
        return _shown(request, cell, said=cell.over.sentence)
    messages.success(request, cell.over.sentence)
    return redirect(cell.row)


def _shown(request: PersonRequest, cell: Cell, *, said: str = "") -> HttpResponse:
    """As the list shows it; once saved, with the way back."""
    row = cell.rows.get(pk=cell.row.pk)
    value = (cell.column.html or cell.column.read)(row)
    page = {**_page(cell), "row": row, "value": value, "said": said, "undo": None}
    if said and (way_back := cell.over.way_back(cell.now())):
        old = typed(cell.over.form.fields[cell.name], cell.over.was[cell.name])
        page["undo"] = (old[0] if old else "", way_back)
    return render(request, "directory/field_shown.html", page)


def _page(cell: Cell) -> dict[str, Any]:
    return {
        "form": cell.over.form,
        "edited": cell.over,
        "row": cell.row,
        "column": cell.column,
        "bound": cell.over.form[cell.name],
        "is_name": cell.name == "name",
    }
