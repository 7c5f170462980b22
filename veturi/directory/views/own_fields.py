"""Fields of the provider's own: which there are, in which order, with which choices."""

import json
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from veturi.directory.access import Act, may
from veturi.directory.actions import own_fields as actions
from veturi.directory.forms.own_fields import (
    DefinitionsForm,
    NewOwnFieldForm,
    OwnChoiceForm,
    OwnFieldForm,
    choices_in,
)
from veturi.directory.meanwhile import edited, locked
from veturi.directory.models import OwnChoice, OwnField, Thing
from veturi.directory.own_fields import definition_of
from veturi.directory.present import PersonRequest
from veturi.directory.rules.own_definitions import write_definitions
from veturi.foundation.web.downloads import download
from veturi.foundation.web.meanwhile import ChangedMeanwhile
from veturi.foundation.web.refusing import refusals_on, refusals_told, require


def _fetch(request: PersonRequest, key: int) -> OwnField:
    found = get_object_or_404(OwnField.objects.seen_by(request.person), pk=key)
    require(may(request.person, Act.KEEP_RULES, on=request.today))
    return found


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """All of them, in the order of the forms; those put away below."""
    require(may(request.person, Act.KEEP_RULES, on=request.today))
    fields = list(OwnField.objects.seen_by(request.person).in_order())
    page = {
        "groups": [
            (thing, [row for row in fields if row.thing == thing and not row.put_away_on])
            for thing in Thing
        ],
        "away": [row for row in fields if row.put_away_on],
    }
    return render(request, "directory/own_fields.html", page)


def new(request: PersonRequest) -> HttpResponse:
    """A field for partners or for persons."""
    require(may(request.person, Act.KEEP_RULES, on=request.today))
    form = NewOwnFieldForm(request.POST or None, initial={"thing": request.GET.get("thing")})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, actions.NotKept):
            row = actions.add_own_field(
                request.provider,
                thing=Thing(form.cleaned_data["thing"]),
                by=request.person,
                fields=form.fields_given(),
                choices=choices_in(form.cleaned_data["choices"]),
            )
            messages.success(request, _("%(name)s is now a field.") % {"name": row.label})
            return redirect("directory:own_fields")
    page = {"form": form}
    return render(request, "directory/own_field_new.html", page, status=422 if form.errors else 200)


@require_safe
def export(request: PersonRequest) -> HttpResponse:
    """The fields in use as JSON, so that another installation can take them."""
    require(may(request.person, Act.KEEP_RULES, on=request.today))
    fields = OwnField.objects.seen_by(request.person).standing().in_order()
    told = write_definitions([definition_of(field) for field in fields])
    content = json.dumps(told, ensure_ascii=False, indent=2).encode()
    return download(content, name="omat-kentat.json", content_type="application/json")


def bringing_in(request: PersonRequest) -> HttpResponse:
    """Fields from a file: what is new is made, what is known is renamed, nothing is taken away."""
    require(may(request.person, Act.KEEP_RULES, on=request.today))
    form = DefinitionsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, actions.NotKept):
            told = form.cleaned_data["file"]
            rows = actions.take_definitions(request.provider, told, by=request.person)
            sentence = ngettext(
                "%(n)d field was brought in.", "%(n)d fields were brought in.", len(rows)
            )
            messages.success(request, sentence % {"n": len(rows)})
            return redirect("directory:own_fields")
    page = {"form": form}
    return render(
        request, "directory/own_fields_import.html", page, status=422 if form.errors else 200
    )


def edit(request: PersonRequest, key: int) -> HttpResponse:
    """The field, and its choices below."""
    row = _fetch(request, key)
    form = OwnFieldForm(request.POST or None, instance=row)
    over = edited(form, row, provider=request.provider, posted=request.POST)
    if request.method == "POST" and form.is_valid():
        now = partial(locked, row, form.Meta.fields)
        refused = (actions.NotKept, ChangedMeanwhile)
        with refusals_on(form, *refused), over.saving(now):
            actions.edit_own_field(row, by=request.person, fields=form.fields_given())
            messages.success(request, over.sentence)
            return redirect("directory:own_fields")
    field = OwnField.objects.in_order().get(pk=key)
    page = {"form": form, "field": field, "choices": list(field.choices.all()), "edited": over}
    return render(request, "directory/own_field_edit.html", page, status=over.status)


@require_POST
def move(request: PersonRequest, key: int) -> HttpResponse:
    """One place up or down."""
    row = _fetch(request, key)
    actions.move_own_field(row, by=request.person, up=request.POST.get("way") == "up")
    return redirect("directory:own_fields")


@require_POST
def putting_away(request: PersonRequest, key: int) -> HttpResponse:
    row = actions.put_away(_fetch(request, key), by=request.person, on=request.today)
    told = _("%(name)s was put away. What stands in it stays, and comes back with it.")
    messages.success(request, told % {"name": row.label})
    return redirect("directory:own_fields")


@require_POST
def return_(request: PersonRequest, key: int) -> HttpResponse:
    row = _fetch(request, key)
    with refusals_told(request):
        actions.take_out(row, by=request.person)
        messages.success(request, _("Restored."))
    return redirect("directory:own_fields")


def choice_new(request: PersonRequest, key: int) -> HttpResponse:
    """A further choice of the field."""
    field = _fetch(request, key)
    form = OwnChoiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.add_choice(field, by=request.person, label=form.words())
            return redirect("directory:own_field_edit", field.pk)
    page = {"form": form, "field": field}
    return render(
        request, "directory/own_choice_form.html", page, status=422 if form.errors else 200
    )


def _choice(request: PersonRequest, key: int) -> OwnChoice:
    rows = OwnChoice.objects.filter(provider=request.provider).select_related("field__provider")
    found = get_object_or_404(rows, pk=key)
    require(may(request.person, Act.KEEP_RULES, on=request.today))
    return found


def choice_edit(request: PersonRequest, key: int) -> HttpResponse:
    """What the choice is called."""
    row = _choice(request, key)
    form = OwnChoiceForm(request.POST or None, instance=row)
    over = edited(form, row, provider=request.provider, posted=request.POST)
    if request.method == "POST" and form.is_valid():
        now = partial(locked, row, form.Meta.fields)
        with refusals_on(form, ChangedMeanwhile), over.saving(now):
            actions.edit_choice(row, by=request.person, label=form.words())
            messages.success(request, over.sentence)
            return redirect("directory:own_field_edit", row.field_id)
    page = {"form": form, "field": row.field, "edited": over}
    return render(request, "directory/own_choice_form.html", page, status=over.status)


@require_POST
def choice_move(request: PersonRequest, key: int) -> HttpResponse:
    row = _choice(request, key)
    actions.move_choice(row, by=request.person, up=request.POST.get("way") == "up")
    return redirect("directory:own_field_edit", row.field_id)


@require_POST
def choice_removal(request: PersonRequest, key: int) -> HttpResponse:
    row = _choice(request, key)
    with refusals_told(request, actions.NotKept):
        actions.remove_choice(row, by=request.person)
    return redirect("directory:own_field_edit", row.field_id)
